-- Facts of bookings rolled up by day, as those of the shop are (74d): each exactly once, and from scratch the same.

-- Add the facts that `upto` sees and `seen` did not (all, when null), of one organization or of all, on days after `after`. A day is the station's.
create or replace function analytics.roll_bookings(only_ uuid, seen pg_snapshot, upto pg_snapshot, after date) returns bigint
  language plpgsql volatile set search_path = '' set work_mem = '64MB' set plan_cache_mode = force_custom_plan as $$
declare
  since xid8 := coalesce(pg_snapshot_xmin(seen), '0'::xid8);
  before xid8 := pg_snapshot_xmax(upto);
  taken bigint;
begin
  with fresh as materialized (
    select f.organization_id, f.happened_at, (f.happened_at at time zone f.clock) as local, f.kind, f.station_id, f.service_id, f.resource_id, f.source, f.currency, f.quantity,
      f.minutes, f.guests, f.amount_minor, f.tax_minor, f.again
    from analytics.booking_analytics f
    where (only_ is null or f.organization_id = only_) and (seen is null or f.written_by >= since) and (seen is null or f.written_by < before)
      and pg_visible_in_snapshot(f.written_by, upto) and (seen is null or not pg_visible_in_snapshot(f.written_by, seen))
      and (after is null or (f.happened_at at time zone f.clock)::date > after)
  ), days as (
    insert into analytics.daily_bookings as t (organization_id, day, station_id, service_id, source, currency, booked, guests, value_minor, confirmed, again, completed, cancelled,
      no_shows, quotes_sent, quotes_accepted, deposits_minor, balances_minor, refunds, refunded_minor, earned_minor, earned_tax_minor, deposit_due_minor, balance_due_minor, lead_hours,
      lead_day, lead_three, lead_week, lead_fortnight, lead_month, lead_longer)
    select organization_id, local::date, station_id, service_id, source, currency,
      count(*) filter (where kind = 'booked'), coalesce(sum(guests) filter (where kind = 'booked'), 0), coalesce(sum(amount_minor) filter (where kind in ('booked', 'repriced')), 0),
      count(*) filter (where kind = 'confirmed'), count(*) filter (where kind = 'confirmed' and again), count(*) filter (where kind = 'completed'),
      coalesce(sum(quantity) filter (where kind = 'cancelled'), 0), coalesce(sum(quantity) filter (where kind = 'no_show'), 0), count(*) filter (where kind = 'quote_sent'),
      count(*) filter (where kind = 'quote_accepted'), coalesce(sum(amount_minor) filter (where kind = 'deposit'), 0), coalesce(sum(amount_minor) filter (where kind = 'balance'), 0),
      coalesce(sum(quantity) filter (where kind = 'refunded'), 0), coalesce(sum(amount_minor) filter (where kind = 'refunded'), 0), coalesce(sum(amount_minor) filter (where kind = 'earned'), 0),
      coalesce(sum(tax_minor) filter (where kind = 'earned'), 0), coalesce(sum(amount_minor) filter (where kind = 'deposit_due'), 0),
      coalesce(sum(amount_minor) filter (where kind = 'balance_due'), 0), coalesce(sum(minutes / 60) filter (where kind = 'booked'), 0),
      count(*) filter (where kind = 'booked' and minutes < 1440), count(*) filter (where kind = 'booked' and minutes between 1440 and 4319),
      count(*) filter (where kind = 'booked' and minutes between 4320 and 10079), count(*) filter (where kind = 'booked' and minutes between 10080 and 20159),
      count(*) filter (where kind = 'booked' and minutes between 20160 and 43199), count(*) filter (where kind = 'booked' and minutes >= 43200)
    from fresh where kind <> 'served' group by 1, 2, 3, 4, 5, 6
    on conflict on constraint one_bookings_row do update set booked = t.booked + excluded.booked, guests = t.guests + excluded.guests, value_minor = t.value_minor + excluded.value_minor,
      confirmed = t.confirmed + excluded.confirmed, again = t.again + excluded.again, completed = t.completed + excluded.completed, cancelled = t.cancelled + excluded.cancelled,
      no_shows = t.no_shows + excluded.no_shows, quotes_sent = t.quotes_sent + excluded.quotes_sent, quotes_accepted = t.quotes_accepted + excluded.quotes_accepted,
      deposits_minor = t.deposits_minor + excluded.deposits_minor, balances_minor = t.balances_minor + excluded.balances_minor, refunds = t.refunds + excluded.refunds,
      refunded_minor = t.refunded_minor + excluded.refunded_minor, earned_minor = t.earned_minor + excluded.earned_minor, earned_tax_minor = t.earned_tax_minor + excluded.earned_tax_minor,
      deposit_due_minor = t.deposit_due_minor + excluded.deposit_due_minor, balance_due_minor = t.balance_due_minor + excluded.balance_due_minor, lead_hours = t.lead_hours + excluded.lead_hours,
      lead_day = t.lead_day + excluded.lead_day, lead_three = t.lead_three + excluded.lead_three, lead_week = t.lead_week + excluded.lead_week,
      lead_fortnight = t.lead_fortnight + excluded.lead_fortnight, lead_month = t.lead_month + excluded.lead_month, lead_longer = t.lead_longer + excluded.lead_longer
  ), hours as (
    insert into analytics.hourly_bookings as t (organization_id, day, hour, station_id, service_id, booked, served)
    -- A booking of two chefs takes place once.
    select organization_id, local::date, extract(hour from local)::smallint, station_id, service_id, count(*) filter (where kind = 'booked'), count(*) filter (where kind = 'completed')
    from (select f.organization_id, f.local, f.station_id, f.service_id, f.kind from fresh f where f.kind = 'booked'
      union all select f.organization_id, f.local, f.station_id, f.service_id, 'completed' from fresh f where f.kind = 'served' and f.quantity = 1) x group by 1, 2, 3, 4, 5
    on conflict on constraint one_booking_hour do update set booked = t.booked + excluded.booked, served = t.served + excluded.served
  ), chefs as (
    insert into analytics.daily_chefs as t (organization_id, day, station_id, service_id, resource_id, currency, served, minutes, value_minor)
    select organization_id, local::date, station_id, service_id, resource_id, currency, count(*), sum(minutes), sum(amount_minor) from fresh where kind = 'served' group by 1, 2, 3, 4, 5, 6
    on conflict on constraint one_chef_row do update set served = t.served + excluded.served, minutes = t.minutes + excluded.minutes, value_minor = t.value_minor + excluded.value_minor
  ), counted as (
    insert into analytics.months as m (kind, month, rolled)
    select 'booking_analytics', date_trunc('month', happened_at at time zone 'UTC')::date, count(*) from fresh where seen is not null group by 2
    on conflict on constraint months_kind_month_pk do update set rolled = m.rolled + excluded.rolled
  )
  select count(*) into taken from fresh;
  return taken;
end $$;

-- The rollups against the bookings, their refunds and the ledger: by currency, every figure that has a counterpart. What no run took in yet counts on
-- the side of the rollups.
create or replace function analytics.bookings_differ(organization uuid, seen pg_snapshot) returns table (ok boolean, detail text)
  language sql stable security definer set search_path = '' as $$
  with rolled as (
    select x.currency, sum(x.booked) as booked, sum(x.value) as value, sum(x.confirmed) as confirmed, sum(x.completed) as completed, sum(x.cancelled) as cancelled, sum(x.no_shows) as no_shows,
      sum(x.paid) as paid, sum(x.refunded) as refunded, sum(x.earned) as earned, sum(x.deposit_due) as deposit_due, sum(x.balance_due) as balance_due
    from (
      select t.currency, t.booked, t.value_minor as value, t.confirmed, t.completed, t.cancelled, t.no_shows, t.deposits_minor + t.balances_minor as paid, t.refunded_minor as refunded,
        t.earned_minor + t.earned_tax_minor as earned, t.deposit_due_minor as deposit_due, t.balance_due_minor as balance_due
      from analytics.daily_bookings t where t.organization_id = organization
      union all
      select f.currency, (f.kind = 'booked')::int, case when f.kind in ('booked', 'repriced') then f.amount_minor else 0 end, (f.kind = 'confirmed')::int, (f.kind = 'completed')::int,
        case when f.kind = 'cancelled' then f.quantity else 0 end, case when f.kind = 'no_show' then f.quantity else 0 end,
        case when f.kind in ('deposit', 'balance') then f.amount_minor else 0 end, case when f.kind = 'refunded' then f.amount_minor else 0 end,
        case when f.kind = 'earned' then f.amount_minor + f.tax_minor else 0 end, case when f.kind = 'deposit_due' then f.amount_minor else 0 end,
        case when f.kind = 'balance_due' then f.amount_minor else 0 end
      from analytics.booking_analytics f where f.organization_id = organization and f.written_by >= pg_snapshot_xmin(seen) and not pg_visible_in_snapshot(f.written_by, seen)) x group by 1
  ), there as (
    select b.currency, count(*) as booked, sum(b.total_minor) as value, count(b.confirmed_at) as confirmed, count(*) filter (where b.state = 'completed') as completed,
      count(*) filter (where b.state = 'cancelled') as cancelled, count(*) filter (where b.state = 'no_show') as no_shows, sum(b.paid_minor) as paid,
      coalesce(sum((select sum(r.amount_minor) from bookings.refunds r where r.organization_id = b.organization_id and r.booking_id = b.id and r.state = 'succeeded')), 0) as refunded,
      sum(b.earned_minor) as earned, sum(analytics.deposit_due(b)) as deposit_due, sum(analytics.balance_due(b)) as balance_due
    from bookings.bookings b where b.organization_id = organization group by 1
  ), off as (
    select currency || ' ' || v.what || ': ' || coalesce(v.rolled, 0) || ' rolled up, ' || coalesce(v.there, 0) || ' there' as fault
    from rolled r full join there t using (currency) cross join lateral (values ('bookings', r.booked, t.booked), ('value', r.value, t.value), ('confirmed', r.confirmed, t.confirmed),
      ('completed', r.completed, t.completed), ('cancelled', r.cancelled, t.cancelled), ('no-shows', r.no_shows, t.no_shows), ('paid', r.paid, t.paid), ('refunded', r.refunded, t.refunded),
      ('earned', r.earned, t.earned), ('deposits due', r.deposit_due, t.deposit_due), ('balances due', r.balance_due, t.balance_due)) v (what, rolled, there)
    where coalesce(v.rolled, 0) <> coalesce(v.there, 0)
  )
  select count(*) = 0, case when count(*) = 0 then 'what became of bookings is what the bookings say' else count(*) || ' figures differ: ' || string_agg(o.fault, '; ' order by o.fault) end
  from (select * from off limit 20) o
$$;

do $$
declare
  f text;
begin
  foreach f in array array['roll_bookings(uuid, pg_snapshot, pg_snapshot, date)', 'bookings_differ(uuid, pg_snapshot)'] loop
    execute format('alter function analytics.%s owner to gr_rollup', f);
    execute format('revoke execute on function analytics.%s from public', f);
  end loop;
end $$;
