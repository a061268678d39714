-- The ledger, part 1 of 7: who may touch its tables, books and accounts. Safe to apply again.
-- No role of the application writes these tables; `gr_ledger` owns the functions that do.

grant select on payments.books, payments.periods, payments.accounts, payments.transactions, payments.entries,
  payments.balances, payments.period_balances, payments.seals, payments.exchanges, payments.reopenings to authenticated;
grant select, insert on payments.chart, payments.books, payments.periods, payments.accounts, payments.transactions,
  payments.entries, payments.balances, payments.period_balances, payments.seals, payments.exchanges, payments.reopenings to gr_ledger;
grant update (locked_through, chain_n, chain_head) on payments.books to gr_ledger;
grant update (name, state) on payments.accounts to gr_ledger;
grant update (debits_minor, credits_minor, seq) on payments.balances to gr_ledger;

grant select on organizations.organizations to gr_ledger;
drop policy if exists ledger_read on organizations.organizations;
create policy ledger_read on organizations.organizations for select to gr_ledger using (true);
-- An order's event and station are what its postings are reported under.
grant select (organization_id, id, event_id, station_id) on ticketing.orders to gr_ledger;
drop policy if exists ledger_read on ticketing.orders;
create policy ledger_read on ticketing.orders for select to gr_ledger using (true);
grant select (organization_id, id, station_id, state, ends_at) on events.events to gr_ledger;
drop policy if exists ledger_read on events.events;
create policy ledger_read on events.events for select to gr_ledger using (true);

-- Room beside each balance for its next version on the same page: no index is touched by a posting.
alter table payments.balances set (fillfactor = 50);
create index if not exists entries_by_account on payments.entries (organization_id, account_id, effective_on, transaction_id)
  include (amount_minor);

-- History is not edited by anybody, the owner and the administrator included.
create or replace function payments.deny() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception 'The ledger is never edited: post a reversal instead of % on %.', lower(tg_op), tg_table_name
    using errcode = '42501';
end $$;

create or replace trigger deny before update or delete or truncate on payments.transactions for each statement execute function payments.deny();
create or replace trigger deny before update or delete or truncate on payments.entries for each statement execute function payments.deny();
create or replace trigger deny before update or delete or truncate on payments.seals for each statement execute function payments.deny();
create or replace trigger deny before update or delete or truncate on payments.periods for each statement execute function payments.deny();
create or replace trigger deny before update or delete or truncate on payments.exchanges for each statement execute function payments.deny();
create or replace trigger deny before update or delete or truncate on payments.reopenings for each statement execute function payments.deny();
create or replace trigger deny before update or delete or truncate on payments.period_balances for each statement execute function payments.deny();
create or replace trigger deny before delete or truncate on payments.balances for each statement execute function payments.deny();
create or replace trigger deny before delete or truncate on payments.accounts for each statement execute function payments.deny();
create or replace trigger deny before delete or truncate on payments.books for each statement execute function payments.deny();

-- An account stays what it was opened as, and a lock date only moves forward.
create or replace function payments.keep_identity() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'accounts' then
    -- `normal` is generated from the kind, and not computed yet in `new`.
    if (to_jsonb(new) - array['name', 'state', 'normal']) is distinct from (to_jsonb(old) - array['name', 'state', 'normal']) then
      raise exception 'An account keeps its code, kind, currency, floor and subject: open another one.' using errcode = '42501';
    end if;
  elsif new.organization_id <> old.organization_id or new.chain_n < old.chain_n or new.locked_through < old.locked_through
    -- Back only by a reopening that was written down in this very transaction.
    and not exists (select from payments.reopenings r where r.organization_id = new.organization_id
      and r.locked_before = old.locked_through and r.locked_through = new.locked_through and r.reopened_at = now()) then
    raise exception 'A closed period stays closed, and a sealed chain only grows.' using errcode = '42501';
  end if;
  return new;
end $$;

create or replace trigger keep_identity before update on payments.accounts for each row execute function payments.keep_identity();
create or replace trigger keep_identity before update on payments.books for each row execute function payments.keep_identity();

-- Functions on the way of a sale are in PL/pgSQL: it keeps their plans for the session, SQL functions are planned at each call.
create or replace function payments.platform_id() returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  return (select o.id from organizations.organizations o where o.is_platform);
end $$;

-- The organization's calendar day.
create or replace function payments.today(organization uuid) returns date language plpgsql stable security definer set search_path = '' as $$
begin
  return (select (now() at time zone o.zone)::date from organizations.organizations o where o.id = organization);
end $$;

-- Balance of an account, read on its normal side.
create or replace function payments.balance_now(organization uuid, account uuid) returns bigint
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(sum(b.normal * (b.debits_minor - b.credits_minor)), 0)
    from payments.balances b where b.organization_id = organization and b.account_id = account);
end $$;

-- Postings of a book share this lock; closing a period takes it alone, so that nothing late slips in behind the close.
create or replace function payments.book_lock(organization uuid) returns bigint language sql immutable parallel safe as $$
  select hashtextextended('payments.book:' || organization::text, 0)
$$;

-- Taken before any balance is locked, always in the same order.
create or replace function payments.enter_books(organizations uuid[]) returns void language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(payments.book_lock(o)) from (select distinct o from unnest(organizations) o order by o) x;
end $$;

-- The account of this code, opened by the chart's rules when the book does not have it yet.
create or replace function payments.account(organization uuid, account_code text, account_currency text)
returns uuid language plpgsql security definer set search_path = '' as $$
declare
  found_id uuid;
  rule payments.chart;
  owner organizations.organizations;
  last_word text := substring(account_code from '[^:]+$');
  counterparty uuid;
begin
  select a.id into found_id from payments.accounts a
  where a.organization_id = organization and a.code = account_code and a.currency = account_currency;
  if found then return found_id; end if;

  select * into owner from organizations.organizations o where o.id = organization;
  select * into rule from payments.chart c
  where c.book = case when owner.is_platform then 'platform' else 'organization' end
    and (c.code = account_code or c.code = regexp_replace(account_code, '[^:]+$', '*'))
    and account_code !~ '\*'
  order by c.code = account_code desc limit 1;
  if rule.code is null then
    raise exception 'There is no account % in the chart of this book.', account_code using errcode = 'P0G01';
  end if;
  if rule.subject is not null and last_word !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    raise exception 'The account % must end in the id of its %.', account_code, rule.subject using errcode = 'P0G01';
  end if;
  if rule.mirror is not null then
    counterparty := case when rule.subject = 'organization' then last_word::uuid else payments.platform_id() end;
  end if;

  insert into payments.accounts (organization_id, code, kind, name, currency, floor_minor, stripes, order_id, event_id, station_id, counterparty_organization_id, mirror)
  values (
    organization, account_code, rule.kind,
    case
      when rule.subject = 'organization' then rule.name || ' ' || (select o.name from organizations.organizations o where o.id = last_word::uuid)
      when rule.code like '%*' and rule.subject is null then rule.name || ' ' || last_word
      else rule.name
    end,
    account_currency, rule.floor_minor, rule.stripes,
    case when rule.subject = 'order' then last_word::uuid end,
    case when rule.subject = 'event' then last_word::uuid end,
    case when rule.subject = 'station' then last_word::uuid end,
    counterparty, rule.mirror)
  on conflict do nothing
  returning id into found_id;
  if not found then
    select a.id into strict found_id from payments.accounts a
    where a.organization_id = organization and a.code = account_code and a.currency = account_currency;
    return found_id;
  end if;
  -- The balance rows are there from the start: an upsert that had to insert one would meet the floor with its own amount alone.
  insert into payments.balances (organization_id, account_id, stripe, normal, floor_minor)
  select a.organization_id, a.id, s, a.normal, a.floor_minor
  from payments.accounts a, generate_series(0, a.stripes - 1) s
  where a.organization_id = organization and a.id = found_id;
  return found_id;
end $$;

-- A book with the accounts that every book has. Called when an organization is created; calling it again adds what the chart has gained.
create or replace function payments.open_book(organization uuid, base_currency text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into payments.books (organization_id, currency) values (organization, base_currency) on conflict do nothing;
  perform payments.account(organization, c.code, base_currency)
  from payments.chart c
  join organizations.organizations o on o.id = organization
  where c.book = case when o.is_platform then 'platform' else 'organization' end and c.code not like '%*'
  order by c.code;
end $$;
