-- How a station is doing. Every figure is the sum of rows that `bookings.figure_rows` names, so what a screen shows and what its link opens are the same.

-- The rows of a figure between two days of each station's calendar, the second not included. `amount_minor`, `minutes` and `weight` are what is added up;
-- `flag` marks those that a rate counts. Figures: bookings, ended, revenue, deposits, balances, booked, leads, reviews. Errors: P0002, 42501, P0G01.
-- The bounds in UTC are wider than any zone's: they only tell the planner how little is meant.
create or replace function bookings.figure_rows(figure text, station uuid, from_day date, until_day date)
  returns table (station_id uuid, kind text, row_id uuid, title text, happened_at timestamptz, zone text, detail text, amount_minor bigint, currency text, minutes int, weight int, flag boolean)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
#variable_conflict use_column
declare
  org uuid := system.org_id();
  seen uuid[] := bookings.seen_stations(station);
  needs text := case figure_rows.figure when 'leads' then 'crm:read' when 'reviews' then 'feedback:read' end;
begin
  if until_day <= from_day or until_day > from_day + 400 then
    raise exception using errcode = 'P0G01', column = 'day', message = 'A year at most.';
  end if;
  if needs is not null and not system.can(needs) then
    seen := array(select x from unnest(seen) x where x = any (system.station_ids(needs)));
  end if;
  return query
  with place as (
    select s.id, s.zone, from_day::timestamp at time zone s.zone as begins, until_day::timestamp at time zone s.zone as ends from identity.stations s
    where s.organization_id = org and s.id = any (seen)
  ), b as (
    select b.*, v.name as service from place p join bookings.bookings b on b.organization_id = org and b.station_id = p.id and b.starts_at >= p.begins and b.starts_at < p.ends
      and b.starts_at >= (from_day - 1)::timestamp at time zone 'UTC' and b.starts_at < (until_day + 1)::timestamp at time zone 'UTC'
    join bookings.services v on (v.organization_id, v.id) = (b.organization_id, b.service_id)
    where figure_rows.figure in ('bookings', 'ended', 'balances')
  )
  select b.station_id, 'booking', b.id, b.number || ', ' || b.contact_name, b.starts_at, b.zone, b.service || ', ' || replace(b.state::text, '_', ' '), b.total_minor, b.currency::text, null::int,
    b.adults + b.children, false from b where figure_rows.figure = 'bookings' and b.state not in ('cancelled', 'no_show')
  union all
  select b.station_id, 'booking', b.id, b.number || ', ' || b.contact_name, b.starts_at, b.zone, case when b.state = 'no_show' then 'nobody came' else 'completed' end, null, null, null, 1,
    b.state = 'no_show' from b where figure_rows.figure = 'ended' and b.state in ('completed', 'no_show')
  union all
  select b.station_id, 'booking', b.id, b.number || ', ' || b.contact_name, b.starts_at, b.zone, replace(b.state::text, '_', ' '), b.total_minor - b.paid_minor + b.refunded_minor, b.currency::text,
    null, 1, b.ends_at < now() from b where figure_rows.figure = 'balances' and b.state in ('confirmed', 'in_progress', 'completed') and b.total_minor > b.paid_minor - b.refunded_minor
  union all
  select p.id, 'booking', d.id, d.number || ', ' || d.contact_name, d.starts_at, d.zone, 'deposit of a booking that waits for it', d.deposit_minor - d.paid_minor + d.refunded_minor, d.currency::text,
    null, 1, false
  from place p join bookings.bookings d on d.organization_id = org and d.station_id = p.id and d.starts_at >= p.begins and d.starts_at >= (from_day - 1)::timestamp at time zone 'UTC' and d.state = 'pending'
    and d.deposit_minor > d.paid_minor - d.refunded_minor and coalesce(d.hold_until > now(), true) where figure_rows.figure = 'deposits'
  union all
  select p.id, 'transaction', t.id, coalesce(nullif(t.memo, ''), t.kind::text), t.effective_on::timestamp at time zone p.zone, p.zone,
    replace(t.kind::text, '_', ' '), -sum(e.amount_minor)::bigint, e.currency::text, null, 1, false
  from place p join payments.accounts a on a.organization_id = org and a.code = 'income:bookings'
  join payments.entries e on e.organization_id = org and e.account_id = a.id and e.effective_on >= from_day and e.effective_on < until_day
  join payments.transactions t on t.organization_id = org and t.id = e.transaction_id and t.station_id = p.id
  where figure_rows.figure = 'revenue' group by p.id, p.zone, t.id, t.memo, t.kind, t.effective_on, e.currency
  union all
  select p.id, 'booking', x.id, r.name || ': ' || x.number || ', ' || x.contact_name, x.starts_at, x.zone, r.id::text, null, null,
    (extract(epoch from least(x.ends_at, p.ends) - greatest(x.starts_at, p.begins)) / 60)::int, 1, false
  from place p join bookings.resources r on r.organization_id = org and r.station_id = p.id and r.kind = 'chef' and r.active
  join bookings.booking_resources u on u.organization_id = org and u.resource_id = r.id and u.active and u.during && tstzrange(p.begins, p.ends)
  join bookings.bookings x on x.organization_id = org and x.id = u.booking_id and x.state in ('confirmed', 'in_progress', 'completed') and x.starts_at < p.ends and x.ends_at > p.begins
  where figure_rows.figure = 'booked'
  union all
  select p.id, 'lead', l.id, l.name, l.created_at, p.zone, l.state::text, null, null, null, 1, l.state = 'converted'
  from place p join crm.leads l on l.organization_id = org and l.station_id = p.id and l.created_at >= p.begins and l.created_at < p.ends where figure_rows.figure = 'leads'
  union all
  select p.id, 'review', w.id, w.reviewer, w.created_at, p.zone, left(w.body, 120), null, null, null, w.rating::int, false
  from place p join feedback.customer_reviews w on w.organization_id = org and w.station_id = p.id and w.created_at >= p.begins and w.created_at < p.ends and w.state = 'approved'
  where figure_rows.figure = 'reviews'
  order by 5 desc, 3;
end $$;

-- How long the chefs of the stations work between two days: their hours without their time off. What is booked in it is the figure `booked`.
create or replace function bookings.working_minutes(station uuid, from_day date, until_day date) returns table (station_id uuid, resource_id uuid, name text, minutes int)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  org uuid := system.org_id();
  seen uuid[] := bookings.seen_stations(station);
begin
  return query
  select r.station_id, r.id, r.name, coalesce((select sum(extract(epoch from upper(w) - lower(w)) / 60)::int
    from unnest(bookings.shifts(org, r.id, from_day - 1, until_day) * tstzmultirange(tstzrange(from_day::timestamp at time zone s.zone, until_day::timestamp at time zone s.zone))
      - coalesce((select range_agg(tstzrange(o.starts_at, o.ends_at)) from bookings.time_off o where o.organization_id = org and o.resource_id = r.id), '{}')) w), 0)::int
  from bookings.resources r join identity.stations s on (s.organization_id, s.id) = (r.organization_id, r.station_id)
  where r.organization_id = org and r.station_id = any (seen) and r.kind = 'chef' and r.active order by s.name, r.position, r.name;
end $$;

-- Every figure of every station that the reader sees, for one period: [{ station, figure, currency, rows, amount, minutes, weight, flagged }], and who works how long.
create or replace function bookings.figures(station uuid, from_day date, until_day date) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return jsonb_build_object('asOf', now(),
    'sums', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (
      select f.figure, r.station_id as "stationId", r.currency, count(*)::int as rows, coalesce(sum(r.amount_minor), 0)::text as "amountMinor", coalesce(sum(r.minutes), 0)::int as minutes,
        coalesce(sum(r.weight), 0)::int as weight, (count(*) filter (where r.flag))::int as flagged, case when f.figure = 'booked' then r.detail end as "resourceId"
      from unnest(array['bookings', 'ended', 'revenue', 'deposits', 'balances', 'booked', 'leads', 'reviews']) f (figure)
      cross join lateral bookings.figure_rows(f.figure, station, from_day, until_day) r group by 1, 2, 3, 9) x),
    'chefs', (select coalesce(jsonb_agg(jsonb_build_object('stationId', w.station_id, 'resourceId', w.resource_id, 'name', w.name, 'minutes', w.minutes)), '[]')
      from bookings.working_minutes(station, from_day, until_day) w));
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['figure_rows(text, uuid, date, date)', 'working_minutes(uuid, date, date)', 'figures(uuid, date, date)'] loop
    execute format('alter function bookings.%s owner to gr_flow', f);
    execute format('revoke execute on function bookings.%s from public', f);
  end loop;
end $$;
grant execute on function bookings.figure_rows(text, uuid, date, date), bookings.working_minutes(uuid, date, date), bookings.figures(uuid, date, date) to authenticated;
