-- Payouts: money leaves the wallet when a second person approved, is on its way while the bank has it, and has arrived, or comes
-- back. State and postings are one act; at commit a trigger compares them.

grant select on payments.payouts, payments.payout_entries, payments.payout_steps to authenticated;
grant select, insert, update on payments.payouts to gr_flow;
grant select, insert on payments.payout_steps to gr_flow;
grant select, insert on payments.payout_entries to gr_ledger;
grant select on payments.payouts to gr_ledger;
do $$
declare
  t text;
begin
  foreach t in array array['payouts', 'payout_entries'] loop
    execute format('drop policy if exists ledger on payments.%I', t);
    execute format('create policy ledger on payments.%I for all to gr_ledger using (true) with check (true)', t);
  end loop;
  -- Its table comes after this one.
  if not exists (select from pg_catalog.pg_constraint where conname = 'payout_entries_entry') then
    alter table payments.payout_entries add constraint payout_entries_entry foreign key (organization_id, transaction_id, line)
      references payments.entries (organization_id, transaction_id, line);
  end if;
end $$;

-- What the organization's book says of a payout must be what its state says. Wallet, on its way, bank:
create or replace function payments.check_payout(org uuid, payout uuid) returns void language plpgsql stable security definer set search_path = '' as $$
declare
  p payments.payouts;
  moved bigint[];
  wanted bigint[];
begin
  select x.* into p from payments.payouts x where x.organization_id = org and x.id = payout;
  select array[coalesce(sum(e.amount_minor) filter (where a.code = 'assets:wallet'), 0)::bigint,
    coalesce(sum(e.amount_minor) filter (where a.code = 'assets:payouts-in-transit'), 0)::bigint,
    coalesce(sum(e.amount_minor) filter (where a.code like 'assets:bank:%'), 0)::bigint] into moved
  from payments.transactions t
  join payments.entries e on e.organization_id = t.organization_id and e.transaction_id = t.id
  join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id
  where t.organization_id = org and t.payout_id = payout;
  wanted := case
    when p.state in ('approved', 'submitted') then array[-p.amount_minor, p.amount_minor, 0]
    when p.state = 'paid' then array[-p.amount_minor, 0, p.amount_minor]
    else array[0, 0, 0] end;
  if moved <> wanted then
    raise exception 'Payout % is %, and the books say otherwise: wallet %, on its way %, bank %.', p.number, p.state, moved[1], moved[2], moved[3];
  end if;
end $$;

create or replace function payments.keep_payout_true() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'payouts' then
    perform payments.check_payout(new.organization_id, new.id);
  elsif new.payout_id is not null then
    perform payments.check_payout(new.organization_id, new.payout_id);
  end if;
  return null;
end $$;
drop trigger if exists keep_payout_true on payments.payouts;
create constraint trigger keep_payout_true after insert or update of state on payments.payouts deferrable initially deferred
  for each row execute function payments.keep_payout_true();
drop trigger if exists keep_payout_true on payments.transactions;
create constraint trigger keep_payout_true after insert on payments.transactions deferrable initially deferred
  for each row when (new.payout_id is not null) execute function payments.keep_payout_true();

-- A payout keeps its amount, account and number; steps and lines are only added.
create or replace function payments.keep_payout() returns trigger language plpgsql set search_path = '' as $$
begin
  if (new.organization_id, new.id, new.number, new.amount_minor, new.currency, new.payout_account_id, new.key, new.requested_by, new.retry_of)
    is distinct from (old.organization_id, old.id, old.number, old.amount_minor, old.currency, old.payout_account_id, old.key, old.requested_by, old.retry_of) then
    raise exception 'A payout keeps its amount and account: cancel it and ask for another one.' using errcode = '42501';
  end if;
  return new;
end $$;
create or replace trigger keep_payout before update on payments.payouts for each row execute function payments.keep_payout();
create or replace trigger deny before delete or truncate on payments.payouts for each statement execute function payments.deny();
create or replace trigger deny before update or delete or truncate on payments.payout_entries for each statement execute function payments.deny();
create or replace trigger append_only before update or delete or truncate on payments.payout_steps for each statement execute function system.refuse_change();

create or replace function payments.note_payout_step() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into payments.payout_steps (organization_id, payout_id, state, done_by, "by", note)
  values (new.organization_id, new.id, new.state, case when system.org_id() = new.organization_id then system.uid() end,
    case when system.is_worker() or system.uid() is null then 'schedule' when system.org_id() is distinct from new.organization_id then 'platform' else 'person' end, new.note);
  return null;
end $$;
create or replace trigger note_payout_step after insert or update of state on payments.payouts for each row execute function payments.note_payout_step();

-- From here to the end of the transaction no sale or refund moves this wallet: all of them touch what the platform owes.
create or replace function payments.hold_wallet(org uuid, code text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  platform uuid := payments.platform_id();
begin
  perform payments.enter_books(array[org, platform]);
  perform payments.fold(platform, array[payments.account(platform, 'liabilities:owed:' || org, code)]);
end $$;

-- The ledger's part of an approval: claim every line of the wallet that no payout has, and post. Two books, one group.
create or replace function payments.gather_payout(org uuid, payout uuid) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  p payments.payouts;
  wallet uuid;
  since timestamptz;
  gathered bigint;
  posted record;
begin
  select x.* into p from payments.payouts x where x.organization_id = org and x.id = payout;
  wallet := payments.account(org, 'assets:wallet', p.currency);
  -- A transaction may commit later than one with a higher id, by less than a day; what is older was claimed before.
  select max(x.approved_at) - interval '1 day' into since from payments.payouts x
  where x.organization_id = org and x.currency = p.currency and x.id <> p.id and x.group_id is not null;
  with claimed as (
    insert into payments.payout_entries (organization_id, transaction_id, line, payout_id)
    select e.organization_id, e.transaction_id, e.line, p.id
    from payments.entries e
    join payments.transactions t on t.organization_id = e.organization_id and t.id = e.transaction_id
    where e.organization_id = org and e.account_id = wallet
      and (since is null or e.transaction_id >= payments.first_id_at(since))
      and not (t.payout_id is not null and t.kind = 'payout' and e.amount_minor < 0)
      and not exists (select from payments.payout_entries c where c.organization_id = org and c.transaction_id = e.transaction_id and c.line = e.line)
    returning transaction_id, line
  )
  select coalesce(sum(e.amount_minor), 0) into gathered
  from claimed c join payments.entries e on e.organization_id = org and e.transaction_id = c.transaction_id and e.line = c.line;
  return jsonb_build_object('gathered', gathered, 'group', payments.post_payout(p, 'approved', null, 'main', ''));
end $$;

-- One step of a payout in both books. `on_day` is today in the organization's zone when null; `bank` names the platform's account.
create or replace function payments.post_payout(p payments.payouts, step text, on_day date, bank text, reason text) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  platform uuid := payments.platform_id();
  owed text := 'liabilities:owed:' || p.organization_id;
  transit text := 'liabilities:payouts-in-transit:' || p.organization_id;
  from_to text[] := case step
    when 'approved' then array['assets:payouts-in-transit', 'assets:wallet', owed, transit]
    when 'paid' then array['assets:bank:' || p.arrives_at, 'assets:payouts-in-transit', transit, 'assets:bank:' || bank]
    when 'returned' then array['assets:wallet', 'assets:bank:' || p.arrives_at, 'assets:bank:' || bank, owed] end;
  words text := format('Payout %s %s', p.number, case step when 'approved' then 'on its way' else step end) || coalesce(': ' || nullif(reason, ''), '');
  head jsonb := jsonb_build_object('kind', 'payout', 'currency', p.currency, 'memo', words,
    'effective_on', coalesce(on_day, payments.today(p.organization_id)));
begin
  return payments.post_group(jsonb_build_array(
    head || jsonb_build_object('organization_id', p.organization_id, 'payout_id', p.id, 'key', format('payout:%s:%s', p.id, step),
      'lines', payments.lines_of(from_to[1:2], array[p.amount_minor, -p.amount_minor])),
    head || jsonb_build_object('organization_id', platform, 'key', format('payout:%s:%s', p.id, step),
      'lines', payments.lines_of(from_to[3:4], array[p.amount_minor, -p.amount_minor]))));
end $$;

-- The opposite of the approval, in both books: the money is in the wallet again.
create or replace function payments.give_back_payout(p payments.payouts, reason text, on_day date) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
begin
  return payments.reverse_for(p.organization_id, (select t.id from payments.transactions t where t.organization_id = p.organization_id
    and t.group_id = p.group_id), left(format('Payout %s given back: %s', p.number, reason), 500), 'payout:' || p.id, on_day);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['check_payout(uuid, uuid)', 'keep_payout_true()', 'hold_wallet(uuid, text)',
    'gather_payout(uuid, uuid)',
    'post_payout(payments.payouts, text, date, text, text)', 'give_back_payout(payments.payouts, text, date)'] loop
    execute format('alter function payments.%s owner to gr_ledger', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
  foreach f in array array['keep_payout()', 'note_payout_step()'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.hold_wallet(uuid, text), payments.gather_payout(uuid, uuid), payments.post_payout(payments.payouts, text, date, text, text),
  payments.give_back_payout(payments.payouts, text, date) to gr_flow;
