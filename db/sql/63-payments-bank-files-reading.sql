-- Bank, part 1b: what the worker does with a file. Each reading has a mark of its own, so that one that was thought dead and
-- wakes up again writes nothing any more; beginning again forgets what the one before had staged.

create or replace function payments.reading_of(file uuid, run uuid) returns payments.bank_files language plpgsql volatile security definer set search_path = '' as $$
declare
  f payments.bank_files;
begin
  if not system.is_worker() then
    raise exception 'Only the worker reads files.' using errcode = '42501';
  end if;
  select x.* into f from payments.bank_files x where x.organization_id = system.org_id() and x.id = file for no key update;
  if not found or (run is not null and (f.run_id is distinct from run or f.state <> 'reading')) then
    raise exception 'This file is read by somebody else by now.' using errcode = 'P0S01';
  end if;
  return f;
end $$;

-- Begin, or begin again. Null when there is nothing to read any more.
create or replace function payments.begin_reading(file uuid) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  f payments.bank_files := payments.reading_of(file, null);
  run uuid := system.uuid7();
begin
  if f.state <> 'reading' then return null; end if;
  delete from payments.bank_lines l using payments.bank_statements s
  where s.organization_id = f.organization_id and s.file_id = file and l.organization_id = f.organization_id and l.statement_id = s.id;
  delete from payments.bank_statements s where s.organization_id = f.organization_id and s.file_id = file;
  update payments.bank_files x set run_id = run, read_bytes = 0, lines = 0 where x.organization_id = f.organization_id and x.id = file;
  return (select jsonb_build_object('run', run, 'byteSize', f.byte_size, 'terms', f.terms, 'mapping', m.settings, 'currency', b.currency, 'ibanMasked', b.iban_masked)
    from payments.bank_accounts b left join payments.bank_mappings m on m.organization_id = b.organization_id and m.id = f.mapping_id
    where b.organization_id = f.organization_id and b.id = f.bank_account_id);
end $$;

create or replace function payments.bank_part(file uuid, run uuid, n integer) returns bytea language plpgsql volatile security definer set search_path = '' as $$
declare
  f payments.bank_files := payments.reading_of(file, run);
begin
  return (select p.content from payments.bank_file_parts p where p.organization_id = f.organization_id and p.file_id = file and p.n = bank_part.n);
end $$;

-- p: reference, currency, openingMinor?, fault?
create or replace function payments.stage_statement(file uuid, run uuid, p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  f payments.bank_files := payments.reading_of(file, run);
  made uuid;
begin
  insert into payments.bank_statements (organization_id, bank_account_id, file_id, reference, currency, opening_minor, fault)
  values (f.organization_id, f.bank_account_id, file, coalesce(p ->> 'reference', ''), p ->> 'currency', (p ->> 'openingMinor')::bigint, p ->> 'fault')
  returning id into made;
  return made;
end $$;

-- A thousand lines at a time, and how far the file has been read.
create or replace function payments.stage_lines(file uuid, run uuid, statement uuid, so_far bigint, rows jsonb) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  f payments.bank_files := payments.reading_of(file, run);
begin
  insert into payments.bank_lines (organization_id, bank_account_id, statement_id, ordinal, at, booked_on, value_on, currency, amount_minor, text, counterparty,
    reference, bank_reference)
  select f.organization_id, f.bank_account_id, s.id, r.ordinal, r.at, r."bookedOn", r."valueOn", s.currency, r."amountMinor", r.text, r.counterparty, r.reference,
    r."bankReference"
  from jsonb_to_recordset(rows) r (ordinal int, at int, "bookedOn" date, "valueOn" date, "amountMinor" bigint, text text, counterparty text, reference text, "bankReference" text)
  join payments.bank_statements s on s.organization_id = f.organization_id and s.id = statement and s.file_id = file;
  update payments.bank_files x set read_bytes = so_far, lines = x.lines + jsonb_array_length(rows) where x.organization_id = f.organization_id and x.id = file;
end $$;

-- p: openingMinor?, closingMinor?. Opening + entries = closing, or the statement is flagged with the difference.
create or replace function payments.close_staged(file uuid, run uuid, statement uuid, p jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  f payments.bank_files := payments.reading_of(file, run);
  s payments.bank_statements;
begin
  update payments.bank_statements x set opening_minor = coalesce(x.opening_minor, (p ->> 'openingMinor')::bigint, (f.terms ->> 'openingMinor')::bigint),
    closing_minor = coalesce((p ->> 'closingMinor')::bigint, (f.terms ->> 'closingMinor')::bigint),
    lines = l.lines, entries_minor = l.total, from_on = l.first, to_on = l.last
  from (select count(*)::int as lines, coalesce(sum(y.amount_minor), 0)::bigint as total, min(y.booked_on) as first, max(y.booked_on) as last
    from payments.bank_lines y where y.organization_id = f.organization_id and y.statement_id = statement) l
  where x.organization_id = f.organization_id and x.id = statement and x.file_id = file
  returning x.* into s;
  update payments.bank_statements x set difference_minor = s.opening_minor + s.entries_minor - s.closing_minor
  where x.organization_id = f.organization_id and x.id = statement returning x.* into s;
  if s.fault is not null or s.difference_minor <> 0 then
    update payments.bank_statements x set state = 'flagged',
      fault = coalesce(x.fault, format('It does not add up: opening %s plus entries %s is %s, and it says %s. The difference is %s.',
        ticketing.money_words(s.opening_minor, s.currency), ticketing.money_words(s.entries_minor, s.currency),
        ticketing.money_words(s.opening_minor + s.entries_minor, s.currency), ticketing.money_words(s.closing_minor, s.currency),
        ticketing.money_words(s.difference_minor, s.currency)))
    where x.organization_id = f.organization_id and x.id = statement;
  end if;
end $$;

-- All was read: name each line as every file would name it, and count those that are known.
create or replace function payments.finish_reading(file uuid, run uuid, format text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  f payments.bank_files := payments.reading_of(file, run);
begin
  with named as (
    select l.id, case when l.bank_reference <> '' then 'r|' || l.bank_reference || '|' || l.amount_minor
      else l.booked_on || '|' || l.amount_minor || '|' || lower(l.text || '|' || l.counterparty || '|' || l.reference) end as name, s.created_at, l.ordinal, s.id as statement
    from payments.bank_lines l join payments.bank_statements s on s.organization_id = l.organization_id and s.id = l.statement_id
    where s.organization_id = f.organization_id and s.file_id = file
  ), placed as (
    select n.id, encode(sha256(convert_to(n.name || '|' || row_number() over (partition by n.name order by n.created_at, n.statement, n.ordinal), 'UTF8')), 'hex') as fingerprint
    from named n
  )
  update payments.bank_lines l set fingerprint = p.fingerprint from placed p where l.organization_id = f.organization_id and l.id = p.id;
  update payments.bank_statements s set duplicates = (select count(*) from payments.bank_lines l
      join payments.bank_lines o on o.organization_id = l.organization_id and o.bank_account_id = l.bank_account_id and o.live and o.fingerprint = l.fingerprint
      where l.organization_id = f.organization_id and l.statement_id = s.id)
  where s.organization_id = f.organization_id and s.file_id = file;
  update payments.bank_files x set state = 'read', format = finish_reading.format, read_bytes = byte_size where x.organization_id = f.organization_id and x.id = file;
  delete from payments.bank_file_parts p where p.organization_id = f.organization_id and p.file_id = file;
end $$;

-- It cannot be read: nothing of it is kept but why.
create or replace function payments.fail_reading(file uuid, run uuid, format text, fault text, fault_line integer) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  f payments.bank_files := payments.reading_of(file, run);
begin
  delete from payments.bank_lines l using payments.bank_statements s
  where s.organization_id = f.organization_id and s.file_id = file and l.organization_id = f.organization_id and l.statement_id = s.id;
  delete from payments.bank_statements s where s.organization_id = f.organization_id and s.file_id = file;
  delete from payments.bank_file_parts p where p.organization_id = f.organization_id and p.file_id = file;
  update payments.bank_files x set state = 'failed', format = fail_reading.format, fault = left(fail_reading.fault, 500), fault_line = fail_reading.fault_line, lines = 0
  where x.organization_id = f.organization_id and x.id = file;
end $$;
