-- Facts of bookings, noted in the transaction of the deed: a fact exists exactly when its deed does. Money has the day of its entry.
--
-- booked, repriced, confirmed, completed, cancelled, no_show, quote_sent, quote_accepted count deeds. `deposit` and `balance` are what was allocated to a
-- booking, `refunded` what was sent back, `earned` what the ledger took as income and tax. `deposit_due` and `balance_due` are by how much what is due
-- changed. `served` is one row for each chef of a completed booking, at the moment it began; only the first has a quantity.

grant usage on schema bookings, crm, identity to gr_rollup;
do $$
declare
  t text;
begin
  alter table analytics.booking_analytics enable row level security;
  alter table analytics.booking_analytics force row level security;
  create index if not exists booking_analytics_station on analytics.booking_analytics (organization_id, station_id, happened_at);
  create index if not exists booking_analytics_booking on analytics.booking_analytics (organization_id, booking_id);
  create index if not exists booking_analytics_service on analytics.booking_analytics (organization_id, service_id);
  create index if not exists booking_analytics_resource on analytics.booking_analytics (organization_id, resource_id) where resource_id is not null;
  create index if not exists booking_analytics_written on analytics.booking_analytics (written_by);
  create index if not exists booking_analytics_moment on analytics.booking_analytics using brin (happened_at) with (pages_per_range = 32);
  drop policy if exists read on analytics.booking_analytics;
  create policy read on analytics.booking_analytics for select to authenticated using (organization_id = (select system.org_id())
    and ((select system.can('analytics:read')) or station_id = any ((select system.station_ids('analytics:read'))::uuid[])));
  drop policy if exists flow on analytics.booking_analytics;
  create policy flow on analytics.booking_analytics for all to gr_flow, gr_rollup using (true) with check (true);
  grant select, insert on analytics.booking_analytics to gr_flow;
  grant select, delete, update (written_by) on analytics.booking_analytics to gr_rollup;
  foreach t in array array['bookings', 'refunds'] loop
    execute format('grant select on bookings.%I to gr_rollup', t);
    execute format('drop policy if exists rollup on bookings.%I', t);
    execute format('create policy rollup on bookings.%I for select to gr_rollup using (true)', t);
  end loop;
end $$;
grant select (organization_id, id, happened_at, kind, key, station_id, booking_id, service_id, resource_id, source, clock, currency, quantity, minutes, guests, amount_minor,
  tax_minor, again) on analytics.booking_analytics to authenticated;

-- One fact of a booking. Noted twice it is there once.
create or replace function analytics.note_booking(b bookings.bookings, kind text, key text, at timestamptz, quantity int default 1, amount bigint default 0, tax bigint default 0,
    minutes int default 0, guests int default 0, again boolean default false, resource uuid default null) returns void language sql volatile security definer set search_path = '' as $$
  insert into analytics.booking_analytics (organization_id, happened_at, kind, key, station_id, booking_id, service_id, resource_id, source, clock, currency, quantity, minutes,
    guests, amount_minor, tax_minor, again)
  values (b.organization_id, note_booking.at, note_booking.kind, note_booking.key, b.station_id, b.id, b.service_id, note_booking.resource, b.source, b.zone, b.currency,
    note_booking.quantity, note_booking.minutes, note_booking.guests, note_booking.amount, note_booking.tax, note_booking.again)
  on conflict do nothing
$$;

-- The moment of a day of the books: now when it is today on the booking's clock, else its noon.
create or replace function analytics.moment_on(day date, zone text) returns timestamptz language sql stable set search_path = '' as $$
  select case when (now() at time zone moment_on.zone)::date = moment_on.day then now() else (moment_on.day + time '12:00') at time zone moment_on.zone end
$$;

-- What is due of a booking: of the deposit while it waits for it, of the price once it is agreed.
create or replace function analytics.deposit_due(b bookings.bookings) returns bigint language sql immutable set search_path = '' as $$
  select case when b.state = 'pending' then greatest(b.deposit_minor - b.paid_minor + b.refunded_minor, 0) else 0 end
$$;
create or replace function analytics.balance_due(b bookings.bookings) returns bigint language sql immutable set search_path = '' as $$
  select case when b.state in ('confirmed', 'in_progress', 'completed') then greatest(b.total_minor - b.paid_minor + b.refunded_minor, 0) else 0 end
$$;

create or replace function analytics.note_booked(b bookings.bookings) returns void language sql volatile security definer set search_path = '' as $$
  select analytics.note_booking(b, 'booked', 'booked:' || b.id, b.created_at, amount => b.total_minor, guests => b.adults + b.children,
    minutes => greatest(extract(epoch from b.starts_at - b.created_at) / 60, 0)::int)
$$;

-- What its state says of a booking; facts that are there stay as they were.
create or replace function analytics.note_step(b bookings.bookings) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  chefs uuid[];
begin
  if b.confirmed_at is not null and not exists (select from analytics.booking_analytics f where f.organization_id = b.organization_id and f.booking_id = b.id and f.kind = 'confirmed') then
    perform analytics.note_booking(b, 'confirmed', 'confirmed:' || b.id, b.confirmed_at, again => b.customer_id is not null and exists (select from bookings.bookings o
      where o.organization_id = b.organization_id and o.customer_id = b.customer_id and o.id <> b.id and o.confirmed_at < b.confirmed_at));
  end if;
  if b.state in ('cancelled', 'no_show') then
    perform analytics.note_booking(b, b.state::text, b.state || ':' || b.id || ':' || extract(epoch from b.cancelled_at), b.cancelled_at);
  elsif b.state = 'completed' then
    perform analytics.note_booking(b, 'completed', 'completed:' || b.id, b.completed_at);
    chefs := array(select u.resource_id from bookings.booking_resources u join bookings.resources r on (r.organization_id, r.id) = (u.organization_id, u.resource_id)
      where u.organization_id = b.organization_id and u.booking_id = b.id and r.kind = 'chef' order by u.resource_id);
    perform analytics.note_booking(b, 'served', 'served:' || b.id || ':' || n, b.starts_at, case n when 1 then 1 else 0 end, resource => chefs[n],
      amount => analytics.part(b.total_minor, n - 1, n, greatest(cardinality(chefs), 1)), minutes => (extract(epoch from b.ends_at - b.starts_at) / 60)::int)
    from generate_series(1, greatest(cardinality(chefs), 1)) n;
  end if;
end $$;

-- One statement of the bookings, however many rows it touched.
create or replace function analytics.note_booking_deeds() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  b bookings.bookings;
  was bookings.bookings;
begin
  if tg_op = 'INSERT' then
    for b in select f.* from fresh f loop
      perform analytics.note_booked(b);
      if analytics.deposit_due(b) > 0 then
        perform analytics.note_booking(b, 'deposit_due', 'deposit_due:' || b.id, b.created_at, 0, analytics.deposit_due(b));
      end if;
    end loop;
    return null;
  end if;
  for b in select f.* from fresh f loop
    select s.* into was from stale s where s.organization_id = b.organization_id and s.id = b.id;
    continue when (b.state, b.total_minor, b.deposit_minor, b.paid_minor, b.refunded_minor) = (was.state, was.total_minor, was.deposit_minor, was.paid_minor, was.refunded_minor);
    if b.state <> was.state then
      -- Called off and back again: the fact of the former moment is taken back at that moment, so that the two cancel out.
      if was.state in ('cancelled', 'no_show') then
        perform analytics.note_booking(was, was.state::text, 'revived:' || b.id || ':' || extract(epoch from was.cancelled_at), was.cancelled_at, -1);
      end if;
      perform analytics.note_step(b);
    end if;
    if b.total_minor <> was.total_minor then
      perform analytics.note_booking(b, 'repriced', 'repriced:' || system.uuid7(), clock_timestamp(), 0, b.total_minor - was.total_minor);
    end if;
    if analytics.deposit_due(b) <> analytics.deposit_due(was) then
      perform analytics.note_booking(b, 'deposit_due', 'deposit_due:' || system.uuid7(), clock_timestamp(), 0, analytics.deposit_due(b) - analytics.deposit_due(was));
    end if;
    if analytics.balance_due(b) <> analytics.balance_due(was) then
      perform analytics.note_booking(b, 'balance_due', 'balance_due:' || system.uuid7(), clock_timestamp(), 0, analytics.balance_due(b) - analytics.balance_due(was));
    end if;
  end loop;
  return null;
end $$;

-- Money that was allocated to a booking, and taken from it again (negative). What lies within its deposit is deposit, the rest balance.
create or replace function analytics.note_allocation(a payments.allocations) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings;
  before bigint;
  deposit bigint;
  at timestamptz;
begin
  select x.* into b from bookings.bookings x where x.organization_id = a.organization_id and x.id = a.booking_id;
  select coalesce(sum(o.amount_minor), 0) into before from payments.allocations o where o.organization_id = a.organization_id and o.booking_id = a.booking_id and o.id < a.id;
  deposit := least(greatest(before + a.amount_minor, 0), b.deposit_minor) - least(greatest(before, 0), b.deposit_minor);
  at := analytics.moment_on(a.effective_on, b.zone);
  if deposit <> 0 then perform analytics.note_booking(b, 'deposit', 'deposit:' || a.id, at, sign(deposit)::int, deposit); end if;
  if a.amount_minor <> deposit then
    perform analytics.note_booking(b, 'balance', 'balance:' || a.id, at, sign(a.amount_minor - deposit)::int, a.amount_minor - deposit);
  end if;
end $$;

create or replace function analytics.note_refund(r bookings.refunds) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings;
  sent analytics.booking_analytics;
begin
  select x.* into b from bookings.bookings x where x.organization_id = r.organization_id and x.id = r.booking_id;
  select f.* into sent from analytics.booking_analytics f where f.organization_id = r.organization_id and f.booking_id = r.booking_id and f.key = 'refunded:' || r.id;
  if r.state = 'succeeded' then
    perform analytics.note_booking(b, 'refunded', 'refunded:' || r.id, coalesce(r.settled_at, clock_timestamp()), 1, r.amount_minor);
  elsif r.state = 'failed' and sent.id is not null then
    perform analytics.note_booking(b, 'refunded', 'unrefunded:' || r.id, coalesce(r.settled_at, clock_timestamp()), -1, -r.amount_minor);
  end if;
end $$;

-- What one posting of a booking earned. Called by whoever posts it, with the day and the key of the document.
create or replace function analytics.note_earned(b bookings.bookings, net bigint, tax bigint, day date, key text) returns void language sql volatile security definer set search_path = '' as $$
  select analytics.note_booking(b, 'earned', 'earned:' || note_earned.key, analytics.moment_on(note_earned.day, b.zone), 0, note_earned.net, note_earned.tax) where net <> 0 or tax <> 0
$$;

-- Payments, refunds and quotes of bookings: what each of their rows says, once.
create or replace function analytics.note_booking_rows() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  a payments.allocations;
  r bookings.refunds;
  q record;
  b bookings.bookings;
begin
  if tg_table_schema = 'payments' then
    for a in select f.* from fresh f where f.booking_id is not null order by f.id loop
      perform analytics.note_allocation(a);
    end loop;
  elsif tg_table_name = 'refunds' then
    for r in select f.* from fresh f where f.state in ('succeeded', 'failed') loop
      perform analytics.note_refund(r);
    end loop;
  else
    for q in select f.organization_id, f.booking_id, f.id, f.state, f.sent_at, f.answered_at from fresh f where f.state in ('sent', 'accepted') loop
      select x.* into b from bookings.bookings x where x.organization_id = q.organization_id and x.id = q.booking_id;
      perform analytics.note_quote(b, q.id, q.sent_at, case when q.state = 'accepted' then q.answered_at end);
    end loop;
  end if;
  return null;
end $$;

create or replace function analytics.note_quote(b bookings.bookings, quote uuid, sent timestamptz, accepted timestamptz) returns void language sql volatile security definer set search_path = '' as $$
  select analytics.note_booking(b, 'quote_sent', 'quote_sent:' || quote, sent) where sent is not null
  union all select analytics.note_booking(b, 'quote_accepted', 'quote_accepted:' || quote, accepted) where accepted is not null
$$;

do $$
declare
  f text;
begin
  foreach f in array array['note_booking(bookings.bookings, text, text, timestamptz, int, bigint, bigint, int, int, boolean, uuid)', 'moment_on(date, text)', 'note_booked(bookings.bookings)',
    'deposit_due(bookings.bookings)', 'balance_due(bookings.bookings)', 'note_step(bookings.bookings)', 'note_booking_deeds()', 'note_allocation(payments.allocations)',
    'note_refund(bookings.refunds)', 'note_earned(bookings.bookings, bigint, bigint, date, text)', 'note_booking_rows()',
    'note_quote(bookings.bookings, uuid, timestamptz, timestamptz)'] loop
    execute format('alter function analytics.%s owner to gr_flow', f);
    execute format('revoke execute on function analytics.%s from public', f);
  end loop;
end $$;
grant execute on function analytics.deposit_due(bookings.bookings), analytics.balance_due(bookings.bookings) to gr_rollup;
grant execute on function analytics.part(bigint, bigint, bigint, bigint) to gr_flow;
