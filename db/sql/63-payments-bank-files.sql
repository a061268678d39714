-- Bank, part 1 of 3: accounts at banks, and the way of a statement file: sent in parts, read by the worker, looked at, taken.
-- Nothing of a file reaches the books here; only what was taken can be matched (part 2).

grant select on payments.bank_accounts, payments.bank_mappings, payments.bank_statements, payments.bank_lines,
  payments.reconciliation_matches, payments.bank_rules to authenticated;
grant select (organization_id, id, bank_account_id, state, name, byte_size, format, mapping_id, read_bytes, lines, fault, fault_line, uploaded_by, created_at)
  on payments.bank_files to authenticated;
do $$
declare
  t text;
begin
  foreach t in array array['bank_accounts', 'bank_mappings', 'bank_files', 'bank_file_parts', 'bank_statements', 'bank_lines', 'reconciliation_matches', 'bank_rules'] loop
    execute format('grant select, insert, update on payments.%I to gr_flow', t);
    execute format('drop policy if exists flow on payments.%I', t);
    execute format('create policy flow on payments.%I for all to gr_flow using (true) with check (true)', t);
  end loop;
  -- What was staged and not taken, and bytes that were read, may go.
  grant delete on payments.bank_file_parts, payments.bank_statements, payments.bank_lines to gr_flow;
  foreach t in array array['accounts', 'transactions', 'entries', 'balances', 'books'] loop
    execute format('grant select on payments.%I to gr_flow', t);
    execute format('drop policy if exists flow_read on payments.%I', t);
    execute format('create policy flow_read on payments.%I for select to gr_flow using (true)', t);
  end loop;
  if not exists (select from pg_catalog.pg_constraint where conname = 'transactions_bank_line') then
    alter table payments.transactions add constraint transactions_bank_line foreign key (organization_id, bank_line_id)
      references payments.bank_lines (organization_id, id);
  end if;
end $$;

-- Whoever is at work here may do this, in their organization; answers the organization.
create or replace function payments.at_bank(permission text default 'payments:reconcile') returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  if not system.can(permission) then
    raise exception 'You may not do that with bank accounts.' using errcode = '42501';
  end if;
  return system.org_id();
end $$;

-- One thing at a time with a bank account: taking, matching and undoing wait for each other here.
create or replace function payments.hold_bank(org uuid, bank uuid) returns payments.bank_accounts language plpgsql volatile security definer set search_path = '' as $$
declare
  found_bank payments.bank_accounts;
begin
  select b.* into found_bank from payments.bank_accounts b where b.organization_id = org and b.id = bank for no key update;
  if not found then
    raise exception 'That bank account is not here, or not yours.' using errcode = 'P0002';
  end if;
  return found_bank;
end $$;

-- Open a bank account over its ledger account. p: name, slug, currency, iban_masked, opening_on, opening_minor, write_off_limit_minor.
-- Where the ledger stands elsewhere on the eve of the first day, the difference is posted against opening balances.
create or replace function payments.open_bank_account(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.at_bank();
  code text := 'assets:bank:' || (p ->> 'slug');
  day date := (p ->> 'opening_on')::date;
  account uuid;
  missing bigint;
  posted uuid;
  made uuid := system.uuid7();
begin
  if exists (select from payments.bank_accounts b where b.organization_id = org and b.slug = p ->> 'slug') then
    raise exception using errcode = 'P0G01', column = 'slug', message = 'There is a bank account of this short name already.';
  end if;
  account := payments.account(org, code, p ->> 'currency');
  select (p ->> 'opening_minor')::bigint - coalesce(sum(e.amount_minor), 0) into missing from payments.entries e
  where e.organization_id = org and e.account_id = account and e.effective_on < day;
  if missing <> 0 then
    posted := payments.post_for(org, jsonb_build_object('kind', 'bank', 'key', 'bank-opening:' || made, 'effective_on', day, 'currency', p ->> 'currency',
      'memo', 'Opening balance of ' || (p ->> 'name'), 'lines', jsonb_build_array(
        jsonb_build_object('account', code, 'amount_minor', missing), jsonb_build_object('account', 'equity:opening', 'amount_minor', -missing))));
  end if;
  insert into payments.bank_accounts (organization_id, id, name, slug, currency, account_id, iban_masked, opening_on, opening_minor, opening_transaction_id,
    write_off_limit_minor, created_by)
  values (org, made, p ->> 'name', p ->> 'slug', p ->> 'currency', account, coalesce(p ->> 'iban_masked', ''), day, (p ->> 'opening_minor')::bigint, posted,
    (p ->> 'write_off_limit_minor')::bigint, system.uid());
  return made;
end $$;

-- Save how a bank's tables are read; the same name again replaces it.
create or replace function payments.save_bank_mapping(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.at_bank();
  made uuid;
begin
  insert into payments.bank_mappings as m (organization_id, name, settings, created_by) values (org, p ->> 'name', p -> 'settings', system.uid())
  on conflict on constraint one_mapping_name do update set settings = excluded.settings returning m.id into made;
  return made;
end $$;

-- Begin to send a file. p: bank_account_id, name, byte_size, mapping_id?, terms?
create or replace function payments.start_bank_file(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.at_bank();
  bank payments.bank_accounts := payments.hold_bank(org, (p ->> 'bank_account_id')::uuid);
  mapping uuid := (p ->> 'mapping_id')::uuid;
  made uuid;
begin
  if mapping is not null and not exists (select from payments.bank_mappings m where m.organization_id = org and m.id = mapping) then
    raise exception using errcode = 'P0G01', column = 'mappingId', message = 'Choose a mapping from the list.';
  end if;
  -- What was begun and never finished is given up.
  delete from payments.bank_file_parts x using payments.bank_files f
  where x.organization_id = org and f.organization_id = org and f.id = x.file_id and f.state = 'uploading' and f.created_at < now() - interval '1 day';
  insert into payments.bank_files (organization_id, bank_account_id, name, byte_size, mapping_id, terms, uploaded_by)
  values (org, bank.id, p ->> 'name', (p ->> 'byte_size')::bigint, mapping, coalesce(p -> 'terms', '{}'), system.uid()) returning id into made;
  if mapping is not null then
    update payments.bank_accounts b set mapping_id = mapping where b.organization_id = org and b.id = bank.id;
  end if;
  return made;
end $$;

-- One part of it, of one mebibyte but for the last. Sent again, it changes nothing.
create or replace function payments.add_bank_part(file uuid, n integer, content bytea) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.at_bank();
  f payments.bank_files;
begin
  select x.* into f from payments.bank_files x where x.organization_id = org and x.id = file and x.uploaded_by = system.uid() for no key update;
  if not found then
    raise exception 'That upload is not here, or not yours.' using errcode = 'P0002';
  end if;
  if f.state <> 'uploading' then
    raise exception 'This file was sent already.' using errcode = 'P0S01';
  end if;
  if n not between 0 and (f.byte_size - 1) / 1048576 or length(content) <> least(1048576, f.byte_size - n::bigint * 1048576) then
    raise exception using errcode = 'P0G01', column = 'file', message = 'A part of the file has not the size that was announced. Send it again.';
  end if;
  insert into payments.bank_file_parts (organization_id, file_id, n, content) values (org, file, add_bank_part.n, add_bank_part.content) on conflict do nothing;
end $$;

-- All parts are here: recognise a file that was imported before, or have the worker read it. Answers {state, duplicateOf?}.
create or replace function payments.finish_bank_file(file uuid) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.at_bank();
  f payments.bank_files;
  twin payments.bank_files;
  whole bytea;
  size bigint;
begin
  select x.* into f from payments.bank_files x where x.organization_id = org and x.id = file and x.uploaded_by = system.uid();
  if not found then
    raise exception 'That upload is not here, or not yours.' using errcode = 'P0002';
  end if;
  perform payments.hold_bank(org, f.bank_account_id);
  select x.* into f from payments.bank_files x where x.organization_id = org and x.id = file for no key update;
  if f.state <> 'uploading' then return jsonb_build_object('state', f.state); end if;
  select sum(length(p.content)), sha256(string_agg(sha256(p.content), ''::bytea order by p.n)) into size, whole
  from payments.bank_file_parts p where p.organization_id = org and p.file_id = file;
  if size is distinct from f.byte_size then
    raise exception using errcode = 'P0G01', column = 'file', message = 'Parts of the file are missing. Send it again.';
  end if;
  select x.* into twin from payments.bank_files x
  where x.organization_id = org and x.bank_account_id = f.bank_account_id and x.digest = whole and x.id <> file
    and (x.state = 'reading' or x.state = 'read' and exists (select from payments.bank_statements s
      where s.organization_id = org and s.file_id = x.id and s.state <> 'discarded'))
  limit 1;
  if found then
    update payments.bank_files x set state = 'failed', digest = whole, fault = format('This is the same file as “%s” of %s. Nothing was imported twice.',
      twin.name, to_char(twin.created_at, 'FMDD Mon YYYY')) where x.organization_id = org and x.id = file;
    delete from payments.bank_file_parts p where p.organization_id = org and p.file_id = file;
    return jsonb_build_object('state', 'failed', 'duplicateOf', twin.id);
  end if;
  update payments.bank_files x set state = 'reading', digest = whole where x.organization_id = org and x.id = file;
  perform system.enqueue(org, 'payments.read_bank_file', jsonb_build_object('fileId', file), file::text);
  return jsonb_build_object('state', 'reading');
end $$;

-- Take a statement into the account: lines that another one brought already are marked, the others wait to be explained.
create or replace function payments.take_statement(statement uuid) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.at_bank();
  s payments.bank_statements;
  doubled int;
  taken int;
begin
  select x.* into s from payments.bank_statements x where x.organization_id = org and x.id = statement;
  if not found then
    raise exception 'That statement is not here, or not yours.' using errcode = 'P0002';
  end if;
  perform payments.hold_bank(org, s.bank_account_id);
  update payments.bank_statements x set state = 'taken', decided_by = system.uid(), decided_at = clock_timestamp()
  where x.organization_id = org and x.id = statement;
  update payments.bank_lines l set duplicate_of_id = o.id from payments.bank_lines o
  where l.organization_id = org and l.statement_id = statement and o.organization_id = org and o.bank_account_id = s.bank_account_id
    and o.live and o.fingerprint = l.fingerprint;
  get diagnostics doubled = row_count;
  update payments.bank_lines l set live = true where l.organization_id = org and l.statement_id = statement and l.duplicate_of_id is null;
  get diagnostics taken = row_count;
  update payments.bank_statements x set duplicates = doubled where x.organization_id = org and x.id = statement;
  return jsonb_build_object('lines', taken, 'duplicates', doubled, 'bankAccountId', s.bank_account_id);
end $$;

create or replace function payments.discard_statement(statement uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.at_bank();
begin
  update payments.bank_statements x set state = 'discarded', decided_by = system.uid(), decided_at = clock_timestamp()
  where x.organization_id = org and x.id = statement;
  if not found then
    raise exception 'That statement is not here, or not yours.' using errcode = 'P0002';
  end if;
  delete from payments.bank_lines l where l.organization_id = org and l.statement_id = statement;
end $$;
