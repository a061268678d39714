-- Rolling up: each raw row is added exactly once, whenever it was committed and whichever day it belongs to.
--
-- A run takes what the last run could not see. "Seen" is a snapshot of transactions, not a moment: a row that was written early and
-- committed late was invisible then and is taken now. The rollups, the snapshot and the counts of the months are written in one
-- transaction, so a worker that is killed in the middle has done nothing, and the next one does it all.

-- The 512 smallest of two sketches, in order: as good as counting both crowds at once.
create or replace function analytics.merge_sketch(one bigint[], other bigint[]) returns bigint[] language sql immutable parallel safe set search_path = '' as $$
  select array(select distinct v from unnest(one || other) v order by v limit 512)
$$;

-- How many there were: exact below 512, else by how dense the smallest lie among 2^63 numbers.
create or replace function analytics.sketch_size(sketch bigint[]) returns bigint language sql immutable parallel safe set search_path = '' as $$
  select case when cardinality(sketch) < 512 then cardinality(sketch)::bigint else round(511 * 9223372036854775808.0 / sketch[512])::bigint end
$$;

create or replace aggregate analytics.merge_sketches(bigint[]) (sfunc = analytics.merge_sketch, stype = bigint[], initcond = '{}', parallel = safe, combinefunc = analytics.merge_sketch);

-- The part of `total` that falls to a share beginning at `from_` and ending at `to_` of `whole`: parts of one whole add up to the minor unit.
create or replace function analytics.part(total bigint, from_ bigint, to_ bigint, whole bigint) returns bigint language sql immutable parallel safe set search_path = '' as $$
  select case when whole = 0 then 0 else (div(total::numeric * to_, whole) - div(total::numeric * from_, whole))::bigint end
$$;

-- Add the visits that `upto` sees and `seen` did not (all, when null), of one organization or of all, on days after `after`. Each row
-- is read once: the counts go from cells of an hour up to days and months, the crowds from one number a visitor and day.
create or replace function analytics.roll_visits(only_ uuid, seen pg_snapshot, upto pg_snapshot, after date) returns bigint
  language plpgsql volatile set search_path = '' set work_mem = '64MB' set plan_cache_mode = force_custom_plan as $$
declare
  since xid8 := coalesce(pg_snapshot_xmin(seen), '0'::xid8);
  before xid8 := pg_snapshot_xmax(upto);
  taken bigint;
begin
  with fresh as materialized (
    select v.organization_id, (v.happened_at at time zone r.zone) as local, v.happened_at, v.kind, v.page, v.event_id, v.station_id, v.channel, v.source, v.visitor, v.value
    from analytics.event_impressions v join analytics.rolled r on r.organization_id = v.organization_id
    -- Both bounds, so that a run reads its own part of a backlog and not the rest of it as well.
    where (only_ is null or v.organization_id = only_) and (seen is null or v.written_by >= since) and (seen is null or v.written_by < before)
      and pg_visible_in_snapshot(v.written_by, upto) and (seen is null or not pg_visible_in_snapshot(v.written_by, seen))
      and (after is null or (v.happened_at at time zone r.zone)::date > after)
  ), cells as materialized (
    select organization_id, date_trunc('hour', local) as hour, event_id, station_id, page, channel, source, count(*) filter (where kind = 'view') as views, count(*) filter (where kind = 'click') as clicks,
      count(*) filter (where kind = 'dwell') as dwells, coalesce(sum(value) filter (where kind = 'dwell'), 0) as dwell_ms, count(*) filter (where kind = 'video' and value = 0) as plays,
      count(*) filter (where kind = 'share') as shares, count(*) filter (where kind = 'scan') as scans
    from fresh group by 1, 2, 3, 4, 5, 6, 7
  ), days as materialized (
    select organization_id, hour::date as day, event_id, station_id, page, channel, source, sum(views) as views, sum(clicks) as clicks, sum(dwells) as dwells, sum(dwell_ms) as dwell_ms,
      sum(plays) as plays, sum(shares) as shares, sum(scans) as scans
    from cells group by 1, 2, 3, 4, 5, 6, 7
  ), daily as (
    insert into analytics.daily_traffic as t (organization_id, day, event_id, station_id, page, channel, source, views, clicks, dwells, dwell_ms, plays, shares, scans)
    select * from days order by 1, 2
    on conflict on constraint one_traffic_row do update set views = t.views + excluded.views, clicks = t.clicks + excluded.clicks, dwells = t.dwells + excluded.dwells,
      dwell_ms = t.dwell_ms + excluded.dwell_ms, plays = t.plays + excluded.plays, shares = t.shares + excluded.shares, scans = t.scans + excluded.scans
  ), sourced as (
    insert into analytics.daily_sources as t (organization_id, day, channel, source, views, clicks, dwells, dwell_ms, plays, shares, scans)
    select organization_id, day, channel, source, sum(views), sum(clicks), sum(dwells), sum(dwell_ms), sum(plays), sum(shares), sum(scans) from days group by 1, 2, 3, 4 order by 1, 2
    on conflict on constraint one_source_row do update set views = t.views + excluded.views, clicks = t.clicks + excluded.clicks, dwells = t.dwells + excluded.dwells,
      dwell_ms = t.dwell_ms + excluded.dwell_ms, plays = t.plays + excluded.plays, shares = t.shares + excluded.shares, scans = t.scans + excluded.scans
  ), monthly as (
    insert into analytics.monthly_traffic as t (organization_id, month, event_id, station_id, page, channel, source, views, clicks, dwells, dwell_ms, plays, shares, scans)
    select organization_id, date_trunc('month', day)::date, event_id, station_id, page, channel, source, sum(views), sum(clicks), sum(dwells), sum(dwell_ms), sum(plays), sum(shares), sum(scans)
    from days group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2
    on conflict on constraint one_traffic_month do update set views = t.views + excluded.views, clicks = t.clicks + excluded.clicks, dwells = t.dwells + excluded.dwells,
      dwell_ms = t.dwell_ms + excluded.dwell_ms, plays = t.plays + excluded.plays, shares = t.shares + excluded.shares, scans = t.scans + excluded.scans
  ), watched as (
    insert into analytics.daily_watching as t (organization_id, day, event_id, channel, plays, quarters, halves, three_quarters, completes)
    select organization_id, local::date, event_id, channel, count(*) filter (where value = 0), count(*) filter (where value = 25), count(*) filter (where value = 50),
      count(*) filter (where value = 75), count(*) filter (where value = 100)
    from fresh where kind = 'video' and event_id is not null group by 1, 2, 3, 4 order by 1, 2
    on conflict on constraint one_watching_row do update set plays = t.plays + excluded.plays, quarters = t.quarters + excluded.quarters, halves = t.halves + excluded.halves,
      three_quarters = t.three_quarters + excluded.three_quarters, completes = t.completes + excluded.completes
  ), hours as materialized (
    select organization_id, hour, event_id, sum(views) as views from cells where views > 0 group by 1, 2, 3
  ), hourly as (
    insert into analytics.hourly_activity as t (organization_id, day, event_id, hour, views)
    select organization_id, hour::date, event_id, extract(hour from hour)::smallint, views from hours order by 1, 2
    on conflict on constraint one_hour_row do update set views = t.views + excluded.views
  ), weekly as (
    insert into analytics.monthly_hours as t (organization_id, month, weekday, hour, views)
    select organization_id, date_trunc('month', hour)::date, extract(isodow from hour)::smallint, extract(hour from hour)::smallint, sum(views) from hours group by 1, 2, 3, 4 order by 1, 2
    on conflict on constraint one_hour_month do update set views = t.views + excluded.views
  ), people as materialized (
    select distinct organization_id, local::date as day, event_id, visitor from fresh
  ), crowds as materialized (
    select organization_id, day, event_id, (array_agg(visitor order by visitor))[1:512] as sketch from people where event_id is not null group by 1, 2, 3
    union all
    select organization_id, day, null, (array_agg(visitor order by visitor))[1:512] from (select distinct organization_id, day, visitor from people) each group by 1, 2
  ), met as (
    insert into analytics.daily_visitors as t (organization_id, day, event_id, sketch) select * from crowds order by 1, 3, 2
    on conflict on constraint one_visitor_row do update set sketch = analytics.merge_sketch(t.sketch, excluded.sketch)
  ), met_monthly as (
    insert into analytics.monthly_visitors as t (organization_id, month, event_id, sketch)
    select organization_id, month, event_id, (array_agg(visitor order by visitor))[1:512]
    from (select distinct c.organization_id, date_trunc('month', c.day)::date as month, c.event_id, u.visitor from crowds c cross join lateral unnest(c.sketch) u (visitor)) each
    group by 1, 2, 3
    on conflict on constraint one_visitor_month do update set sketch = analytics.merge_sketch(t.sketch, excluded.sketch)
  ), counted as (
    insert into analytics.months as m (kind, month, rolled)
    select 'event_impressions', date_trunc('month', happened_at at time zone 'UTC')::date, count(*) from fresh where seen is not null group by 2
    on conflict on constraint months_kind_month_pk do update set rolled = m.rolled + excluded.rolled
  )
  select count(*) into taken from fresh;
  return taken;
end $$;

-- The same for the shop. An order and its refunds are shared out among its lines by what each cost.
create or replace function analytics.roll_facts(only_ uuid, seen pg_snapshot, upto pg_snapshot, after date) returns bigint
  language plpgsql volatile set search_path = '' set work_mem = '64MB' set plan_cache_mode = force_custom_plan as $$
declare
  since xid8 := coalesce(pg_snapshot_xmin(seen), '0'::xid8);
  before xid8 := pg_snapshot_xmax(upto);
  taken bigint;
begin
  with fresh as materialized (
    select f.organization_id, (f.happened_at at time zone r.zone) as local, f.happened_at,
      case when f.kind = 'checkout' and exists (select from ticketing.orders o where o.organization_id = f.organization_id and o.checkout_id = substr(f.key, 10)::uuid
        and o.channel <> 'online') then 'by staff' else f.kind end as kind, f.event_id, f.order_id, f.tier_id, f.channel, f.currency,
      f.quantity, f.amount_minor, f.tax_minor, f.before_minor
    from analytics.ticket_analytics f join analytics.rolled r on r.organization_id = f.organization_id
    where (only_ is null or f.organization_id = only_) and (seen is null or f.written_by >= since) and (seen is null or f.written_by < before)
      and pg_visible_in_snapshot(f.written_by, upto) and (seen is null or not pg_visible_in_snapshot(f.written_by, seen))
      and (after is null or (f.happened_at at time zone r.zone)::date > after)
  ), sales as (
    insert into analytics.daily_sales as t (organization_id, day, event_id, channel, currency, checkouts, orders, tickets, gross_minor, tax_minor, refunds, refunded_minor, returned, arrivals)
    select organization_id, local::date, event_id, channel, currency, coalesce(sum(quantity) filter (where kind = 'checkout'), 0), count(*) filter (where kind = 'paid'),
      coalesce(sum(quantity) filter (where kind = 'paid'), 0), coalesce(sum(amount_minor) filter (where kind = 'paid'), 0), coalesce(sum(tax_minor) filter (where kind = 'paid'), 0),
      count(*) filter (where kind = 'refunded'), coalesce(sum(amount_minor) filter (where kind = 'refunded'), 0),
      coalesce(sum(quantity) filter (where kind = 'returned'), 0), coalesce(sum(quantity) filter (where kind = 'arrived'), 0)
    from fresh where kind <> 'by staff' group by 1, 2, 3, 4, 5
    on conflict on constraint one_sales_row do update set checkouts = t.checkouts + excluded.checkouts, orders = t.orders + excluded.orders, tickets = t.tickets + excluded.tickets,
      gross_minor = t.gross_minor + excluded.gross_minor, tax_minor = t.tax_minor + excluded.tax_minor, refunds = t.refunds + excluded.refunds,
      refunded_minor = t.refunded_minor + excluded.refunded_minor, returned = t.returned + excluded.returned, arrivals = t.arrivals + excluded.arrivals
  ), lines as (
    select i.organization_id, i.order_id, i.tier_id, i.quantity, (sum(i.total_minor) over (partition by i.order_id order by i.id))::bigint - i.total_minor as low,
      (sum(i.total_minor) over (partition by i.order_id order by i.id))::bigint as high, (sum(i.total_minor) over (partition by i.order_id))::bigint as whole
    from ticketing.order_items i
    where (i.organization_id, i.order_id) in (select f.organization_id, f.order_id from fresh f where f.kind in ('paid', 'refunded'))
  ), shares as (
    select f.organization_id, f.local::date as day, f.event_id, l.tier_id, f.channel, f.currency, case f.kind when 'paid' then l.quantity else 0 end as tickets,
      case f.kind when 'paid' then analytics.part(f.amount_minor, l.low, l.high, l.whole) else 0 end as gross,
      case f.kind when 'refunded' then analytics.part(f.before_minor + f.amount_minor, l.low, l.high, l.whole) - analytics.part(f.before_minor, l.low, l.high, l.whole) else 0 end as refunded,
      0 as returned, 0 as arrivals
    from fresh f join lines l on (l.organization_id, l.order_id) = (f.organization_id, f.order_id) where f.kind in ('paid', 'refunded')
    union all
    select organization_id, local::date, event_id, tier_id, channel, currency, 0, 0, 0, case kind when 'returned' then quantity else 0 end, case kind when 'arrived' then quantity else 0 end
    from fresh where kind in ('returned', 'arrived')
  ), tiers as (
    insert into analytics.daily_tiers as t (organization_id, day, event_id, tier_id, channel, currency, tickets, gross_minor, refunded_minor, returned, arrivals)
    select organization_id, day, event_id, tier_id, channel, currency, sum(tickets), sum(gross), sum(refunded), sum(returned), sum(arrivals) from shares group by 1, 2, 3, 4, 5, 6
    on conflict on constraint one_tier_row do update set tickets = t.tickets + excluded.tickets, gross_minor = t.gross_minor + excluded.gross_minor,
      refunded_minor = t.refunded_minor + excluded.refunded_minor, returned = t.returned + excluded.returned, arrivals = t.arrivals + excluded.arrivals
  ), hours as materialized (
    select organization_id, date_trunc('hour', local) as hour, event_id, count(*) filter (where kind = 'paid') as orders,
      coalesce(sum(quantity) filter (where kind = 'paid'), 0) as tickets, coalesce(sum(quantity) filter (where kind = 'arrived'), 0) as arrivals
    from fresh where kind in ('paid', 'arrived') group by 1, 2, 3
  ), weekly as (
    insert into analytics.monthly_hours as t (organization_id, month, weekday, hour, orders, tickets, arrivals)
    select organization_id, date_trunc('month', hour)::date, extract(isodow from hour)::smallint, extract(hour from hour)::smallint, sum(orders), sum(tickets), sum(arrivals)
    from hours group by 1, 2, 3, 4
    on conflict on constraint one_hour_month do update set orders = t.orders + excluded.orders, tickets = t.tickets + excluded.tickets, arrivals = t.arrivals + excluded.arrivals
  ), hourly as (
    insert into analytics.hourly_activity as t (organization_id, day, event_id, hour, orders, tickets, arrivals)
    select organization_id, hour::date, event_id, extract(hour from hour)::smallint, orders, tickets, arrivals from hours
    on conflict on constraint one_hour_row do update set orders = t.orders + excluded.orders, tickets = t.tickets + excluded.tickets, arrivals = t.arrivals + excluded.arrivals
  ), counted as (
    insert into analytics.months as m (kind, month, rolled)
    select 'ticket_analytics', date_trunc('month', f.happened_at at time zone 'UTC')::date, count(*) from fresh f where seen is not null group by 2
    on conflict on constraint months_kind_month_pk do update set rolled = m.rolled + excluded.rolled
  )
  select count(*) into taken from fresh;
  return taken;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['merge_sketch(bigint[], bigint[])', 'sketch_size(bigint[])', 'part(bigint, bigint, bigint, bigint)',
    'roll_visits(uuid, pg_snapshot, pg_snapshot, date)', 'roll_facts(uuid, pg_snapshot, pg_snapshot, date)'] loop
    execute format('alter function analytics.%s owner to gr_rollup', f);
    execute format('revoke execute on function analytics.%s from public', f);
  end loop;
end $$;
alter aggregate analytics.merge_sketches(bigint[]) owner to gr_rollup;
revoke execute on function analytics.merge_sketches(bigint[]) from public;
grant execute on function analytics.merge_sketch(bigint[], bigint[]), analytics.sketch_size(bigint[]), analytics.merge_sketches(bigint[]) to authenticated;
