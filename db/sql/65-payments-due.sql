-- What is open and for how long, reminders, and invoices that a contract repeats.

-- What was open at the end of a day, per document, with how late it was: not due, 1 to 30 days, 31 to 60, 61 to 90, more. From the allocations
-- themselves, so that an earlier day reads as it was. `sort` is `invoice` or `bill`. Run as the caller.
create or replace function payments.open_items(sort payments.invoice_kind, as_of date) returns table (invoice_id uuid, number text, party_id uuid, party text, currency char(3),
  issued_on date, due_on date, total_minor bigint, open_minor bigint, days_late int, bucket text) language sql stable set search_path = '' as $$
  select x.id, x.number, x.party_id, x.name, x.currency, x.issued_on, x.due_on, x.total_minor, x.open, greatest(as_of - x.due_on, 0),
    case when as_of <= x.due_on then 'current' when as_of - x.due_on <= 30 then 'to_30' when as_of - x.due_on <= 60 then 'to_60' when as_of - x.due_on <= 90 then 'to_90' else 'over_90' end
  from (
    select i.*, p.name, (i.total_minor - coalesce((select sum(a.amount_minor) from payments.allocations a
      where a.organization_id = i.organization_id and a.invoice_id = i.id and a.effective_on <= as_of), 0))::bigint as open
    from payments.invoices i join payments.parties p on (p.organization_id, p.id) = (i.organization_id, i.party_id)
    where i.organization_id = (select system.org_id()) and i.kind = sort and i.number is not null and i.issued_on <= as_of
  ) x where x.open <> 0
$$;

-- The same per party and currency, beside what the ledger's account of that party stood at: `differs_minor` is 0 unless somebody posted to it by hand.
create or replace function payments.ageing(sort payments.invoice_kind, as_of date) returns table (party_id uuid, party text, currency char(3), current_minor bigint, to_30_minor bigint,
  to_60_minor bigint, to_90_minor bigint, over_90_minor bigint, open_minor bigint, ledger_minor bigint, differs_minor bigint) language sql stable set search_path = '' as $$
  with item as (
    select * from payments.open_items(sort, as_of)
  ), open as (
    select i.party_id, i.currency, sum(i.open_minor) as total, sum(i.open_minor) filter (where i.bucket = 'current') as b0, sum(i.open_minor) filter (where i.bucket = 'to_30') as b1,
      sum(i.open_minor) filter (where i.bucket = 'to_60') as b2, sum(i.open_minor) filter (where i.bucket = 'to_90') as b3, sum(i.open_minor) filter (where i.bucket = 'over_90') as b4
    from item i group by i.party_id, i.currency
  ), book as (
    select p.id as party_id, b.currency, b.normal * b.balance_minor as balance from payments.parties p
    join payments.account_balances(as_of) b on b.code = case sort when 'bill' then 'liabilities:payable:' else 'assets:receivable:' end || p.id
    where p.organization_id = (select system.org_id()) and b.balance_minor <> 0
  )
  select p.id, p.name, coalesce(o.currency, b.currency), coalesce(o.b0, 0)::bigint, coalesce(o.b1, 0)::bigint, coalesce(o.b2, 0)::bigint, coalesce(o.b3, 0)::bigint, coalesce(o.b4, 0)::bigint,
    coalesce(o.total, 0)::bigint, coalesce(b.balance, 0)::bigint, (coalesce(b.balance, 0) - coalesce(o.total, 0))::bigint
  from open o full join book b on b.party_id = o.party_id and b.currency = o.currency
  join payments.parties p on p.organization_id = (select system.org_id()) and p.id = coalesce(o.party_id, b.party_id)
  order by 3, 2, 1
$$;

-- What the ledger's accounts of parties stand at.
create or replace function payments.party_balances(organization uuid) returns table (code text, currency char(3), balance bigint) language sql stable security definer set search_path = '' as $$
  select a.code, a.currency, sum(b.normal * (b.debits_minor - b.credits_minor))::bigint from payments.accounts a
  join payments.balances b on (b.organization_id, b.account_id) = (a.organization_id, a.id)
  where a.organization_id = organization and a.code ~ '^(assets:receivable|liabilities:payable):[0-9a-f]{8}-' group by a.code, a.currency
$$;

-- The same of bookings; `bookings.faults` is made after this file.
create or replace function payments.booking_faults(organization uuid) returns table (fault text) language plpgsql stable security definer set search_path = '' as $$
begin return query select b.fault from bookings.faults(organization) b; end $$;
alter function payments.booking_faults(uuid) owner to gr_flow;
revoke execute on function payments.booking_faults(uuid) from public;

-- For the integrity check: documents whose figures do not follow from their allocations, and parties whose account is not what is open.
create or replace function payments.document_faults(organization uuid) returns table (fault text) language sql stable security definer set search_path = '' as $$
  select format('%s: settled %s, allocations say %s', i.number, i.settled_minor, x.sum) from payments.invoices i
  cross join lateral (select coalesce(sum(a.amount_minor), 0) as sum from payments.allocations a where a.organization_id = i.organization_id and a.invoice_id = i.id) x
  where i.organization_id = organization and x.sum <> i.settled_minor
  union all
  select format('payment %s: allocated %s, allocations say %s', m.id, m.allocated_minor, x.sum) from payments.manual_payments m
  cross join lateral (select coalesce(sum(a.amount_minor), 0) as sum from payments.allocations a where a.organization_id = m.organization_id and a.manual_payment_id = m.id) x
  where m.organization_id = organization and x.sum <> m.allocated_minor
  union all
  select format('%s %s: %s open, the account says %s', p.name, coalesce(o.code, l.code), coalesce(o.open, 0), coalesce(l.balance, 0))
  from (select case i.kind when 'bill' then 'liabilities:payable:' else 'assets:receivable:' end || i.party_id as code, i.currency, sum(i.total_minor - i.settled_minor) as open
    from payments.invoices i where i.organization_id = organization and i.kind <> 'credit_note' and i.number is not null group by 1, 2) o
  full join payments.party_balances(organization) l on (l.code, l.currency) = (o.code, o.currency)
  join payments.parties p on p.organization_id = organization and p.id = substring(coalesce(o.code, l.code) from '[^:]+$')::uuid
  where coalesce(o.open, 0) <> coalesce(l.balance, 0)
  union all
  select f.fault from payments.order_faults(organization) f
  union all
  select b.fault from payments.booking_faults(organization) b
$$;
-- Reminders due now, everywhere: three days before, on the day, and 7, 14 and 30 days after; each once, only the latest that fits, and none once it is paid.
create or replace function payments.remind() returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  r record;
  n int := 0;
begin
  for r in
    select i.organization_id, i.id, k.kind from payments.invoices i
    join organizations.organizations o on o.id = i.organization_id
    cross join lateral (select ((now() at time zone o.zone)::date - i.due_on) as late) d
    cross join lateral (select case when d.late >= 30 then 'after_30' when d.late >= 14 then 'after_14' when d.late >= 7 then 'after_7' when d.late = 0 then 'on_due'
      when d.late between -3 and -1 and i.issued_on < i.due_on - 3 then 'before_due' end as kind) k
    where i.kind = 'invoice' and i.state in ('issued', 'partly_paid') and i.sent_at is not null and k.kind is not null and d.late < 60
      and not exists (select from payments.invoice_reminders x where x.organization_id = i.organization_id and x.invoice_id = i.id and x.kind = k.kind)
    order by i.organization_id, i.id limit 1000
  loop
    insert into payments.invoice_reminders (organization_id, invoice_id, kind) values (r.organization_id, r.id, r.kind) on conflict do nothing;
    if found then
      perform system.enqueue(r.organization_id, 'payments.send_reminder', jsonb_build_object('invoiceId', r.id, 'kind', r.kind), r.id || ':' || r.kind);
      n := n + 1;
    end if;
  end loop;
  return n;
end $$;

-- It is on its way to the customer.
create or replace function payments.mark_sent(invoice uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := case when system.is_worker() then system.org_id() else payments.who_may('payments:invoice') end;
begin
  update payments.invoices i set sent_at = now() where i.organization_id = org and i.id = invoice and i.number is not null and i.kind <> 'bill';
  if not found then
    raise exception using errcode = 'P0002', message = 'That invoice is not here, or not yours.';
  end if;
end $$;

-- Repeat a document from a day on, because a contract says so. p: invoiceId, contract, every, startsOn, endsOn?.
create or replace function payments.repeat_invoice(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.who_may('payments:invoice');
  i payments.invoices;
  made uuid;
begin
  select x.* into i from payments.invoices x where x.organization_id = org and x.id = (p ->> 'invoiceId')::uuid and x.kind = 'invoice';
  if not found then
    raise exception using errcode = 'P0002', message = 'That invoice is not here, or not yours.';
  elsif (p ->> 'startsOn')::date < payments.today(org) then
    raise exception using errcode = 'P0G01', column = 'startsOn', message = 'Begin today or later: invoices are not issued for days that are over.';
  end if;
  insert into payments.recurring_invoices (organization_id, contract, party_id, template, every, starts_on, next_on, ends_on, created_by)
  values (org, p ->> 'contract', i.party_id, jsonb_build_object('kind', i.kind, 'partyId', i.party_id, 'currency', i.currency, 'country', i.country, 'region', i.region, 'inclusive', i.inclusive,
      'reference', i.reference, 'note', i.note, 'eventId', i.event_id, 'stationId', i.station_id, 'lines', payments.invoice_facts(i) -> 'lines'),
    p ->> 'every', (p ->> 'startsOn')::date, (p ->> 'startsOn')::date, (p ->> 'endsOn')::date, system.uid()) returning id into made;
  return made;
end $$;

create or replace function payments.end_recurring(recurring uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.who_may('payments:invoice');
begin
  update payments.recurring_invoices r set active = false where r.organization_id = org and r.id = recurring and r.active;
  if not found then
    raise exception using errcode = 'P0S01', message = 'This has ended already.';
  end if;
end $$;

-- Which are due today, on the organization's calendar; asked of the queue, one job for each and day.
create or replace function payments.find_recurring() returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  r record;
  n int := 0;
begin
  for r in select x.organization_id, x.id, x.next_on from payments.recurring_invoices x where x.active and x.next_on <= payments.today(x.organization_id) order by x.next_on limit 1000 loop
    perform system.enqueue(r.organization_id, 'payments.raise_recurring', jsonb_build_object('recurringId', r.id, 'on', r.next_on), r.id || ':' || r.next_on);
    n := n + 1;
  end loop;
  return n;
end $$;

-- Make the one that is due on this day, issued on it or, when that period is closed, on the first open day. Null when it was made before.
create or replace function payments.raise_recurring(recurring uuid, due date, id uuid, secret text) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  r payments.recurring_invoices;
  next date;
begin
  if not system.is_worker() then
    raise exception using errcode = '42501', message = 'Only the worker raises invoices.';
  end if;
  select x.* into r from payments.recurring_invoices x where x.organization_id = org and x.id = recurring and x.active and x.next_on = due for no key update;
  if not found then return null; end if;
  perform payments.write_draft(org, r.template || jsonb_build_object('id', raise_recurring.id, 'secret', secret, 'recurringId', r.id), r.created_by);
  perform payments.issue_for(org, raise_recurring.id, payments.first_open_day(org, due));
  next := (r.starts_on + (r.made + 1) * case r.every when 'week' then interval '1 week' when 'month' then interval '1 month' when 'quarter' then interval '3 months' else interval '1 year' end)::date;
  update payments.recurring_invoices x set made = x.made + 1, next_on = next, active = x.ends_on is null or next <= x.ends_on where x.organization_id = org and x.id = r.id;
  return raise_recurring.id;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['open_items(payments.invoice_kind, date)', 'ageing(payments.invoice_kind, date)', 'document_faults(uuid)', 'remind()', 'mark_sent(uuid)', 'repeat_invoice(jsonb)',
    'end_recurring(uuid)', 'find_recurring()', 'raise_recurring(uuid, date, uuid, text)', 'party_balances(uuid)'] loop
    execute format('alter function payments.%s owner to %s', f, case when f like 'party_balances%' then 'gr_ledger' else 'gr_flow' end);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.party_balances(uuid) to gr_flow;
grant execute on function payments.open_items(payments.invoice_kind, date), payments.ageing(payments.invoice_kind, date), payments.mark_sent(uuid), payments.repeat_invoice(jsonb),
  payments.end_recurring(uuid), payments.raise_recurring(uuid, date, uuid, text) to authenticated;
grant execute on function payments.remind(), payments.find_recurring() to gr_worker;
