-- How a station is doing. Every figure is the sum of rows that `bookings.figure_rows` names, so what a screen shows and what its link opens are the same.

-- When these stations' calendar begins one day and the one after the last.
create or replace function bookings.days_of(org uuid, stations uuid[], from_day date, until_day date) returns table (id uuid, zone text, begins timestamptz, ends timestamptz)
  language sql stable security definer set search_path = '' rows 4 as $$
  select s.id, s.zone, from_day::timestamp at time zone s.zone, until_day::timestamp at time zone s.zone from identity.stations s where s.organization_id = org and s.id = any (stations)
$$;

-- The rows of a figure between two days of each station's calendar, the second not included. `amount_minor`, `minutes` and `weight` are what is added up;
-- `flag` marks those that a rate counts. Figures: bookings, ended, revenue, deposits, balances, booked, leads, reviews. Errors: P0002, 42501, P0G01.
-- One figure is one statement, planned for its own days and led from the stations to the rows of their window (`offset 0`): all in one union took a hundred times as long to
-- plan as to answer, and a plan that begins at the other end reads every booking there is.
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
  case figure_rows.figure
  when 'bookings' then return query
    select p.id, 'booking', b.id, b.number || ', ' || b.contact_name, b.starts_at, b.zone, v.name || ', ' || replace(b.state::text, '_', ' '), b.total_minor, b.currency::text, null::int,
      b.adults + b.children, false
    from bookings.days_of(org, seen, from_day, until_day) p
    cross join lateral (select * from bookings.bookings b where b.organization_id = org and b.station_id = p.id and b.starts_at >= p.begins and b.starts_at < p.ends
      and b.state not in ('cancelled', 'no_show') offset 0) b
    join bookings.services v on (v.organization_id, v.id) = (b.organization_id, b.service_id) order by 5 desc, 3;
  when 'ended' then return query
    select p.id, 'booking', b.id, b.number || ', ' || b.contact_name, b.starts_at, b.zone, case when b.state = 'no_show' then 'nobody came' else 'completed' end, null::bigint, null::text, null::int, 1,
      b.state = 'no_show'
    from bookings.days_of(org, seen, from_day, until_day) p
    cross join lateral (select * from bookings.bookings b where b.organization_id = org and b.station_id = p.id and b.starts_at >= p.begins and b.starts_at < p.ends
      and b.state in ('completed', 'no_show') offset 0) b order by 5 desc, 3;
  when 'balances' then return query
    select p.id, 'booking', b.id, b.number || ', ' || b.contact_name, b.starts_at, b.zone, replace(b.state::text, '_', ' '), b.total_minor - b.paid_minor + b.refunded_minor, b.currency::text,
      null::int, 1, b.ends_at < now()
    from bookings.days_of(org, seen, from_day, until_day) p
    cross join lateral (select * from bookings.bookings b where b.organization_id = org and b.station_id = p.id and b.starts_at >= p.begins and b.starts_at < p.ends
      and b.state in ('confirmed', 'in_progress', 'completed') and b.total_minor > b.paid_minor - b.refunded_minor offset 0) b order by 5 desc, 3;
  when 'deposits' then return query
    -- There are few of them, ever: `+ interval '0'` keeps the planner from walking all that begins later instead.
    select p.id, 'booking', b.id, b.number || ', ' || b.contact_name, b.starts_at, b.zone, 'deposit of a booking that waits for it', b.deposit_minor - b.paid_minor + b.refunded_minor,
      b.currency::text, null::int, 1, false
    from bookings.days_of(org, seen, from_day, until_day) p
    cross join lateral (select * from bookings.bookings b where b.organization_id = org and b.station_id = p.id and b.starts_at + interval '0' >= p.begins and b.state = 'pending'
      and b.deposit_minor > b.paid_minor - b.refunded_minor and coalesce(b.hold_until > now(), true) offset 0) b order by 5 desc, 3;
  when 'revenue' then return query
    select p.id, 'transaction', t.id, coalesce(nullif(t.memo, ''), t.kind::text), t.effective_on::timestamp at time zone p.zone, p.zone, replace(t.kind::text, '_', ' '), -e.amount_minor,
      e.currency::text, null::int, 1, false
    from bookings.days_of(org, seen, from_day, until_day) p
    cross join lateral (select * from payments.transactions t where t.organization_id = org and t.station_id = p.id and t.effective_on >= from_day and t.effective_on < until_day offset 0) t
    cross join lateral (select sum(e.amount_minor)::bigint as amount_minor, e.currency from payments.entries e where e.organization_id = org and e.transaction_id = t.id
      and e.account_id in (select a.id from payments.accounts a where a.organization_id = org and a.code = 'income:bookings') group by e.currency offset 0) e order by 5 desc, 3;
  when 'booked' then return query
    select p.id, 'booking', x.id, r.name || ': ' || x.number || ', ' || x.contact_name, x.starts_at, x.zone, r.id::text, null::bigint, null::text,
      (extract(epoch from least(x.ends_at, p.ends) - greatest(x.starts_at, p.begins)) / 60)::int, 1, false
    from bookings.days_of(org, seen, from_day, until_day) p join bookings.resources r on r.organization_id = org and r.station_id = p.id and r.kind = 'chef' and r.active
    cross join lateral (select u.booking_id from bookings.booking_resources u where u.organization_id = org and u.resource_id = r.id and u.active and u.during && tstzrange(p.begins, p.ends) offset 0) u
    cross join lateral (select * from bookings.bookings x where x.organization_id = org and x.id = u.booking_id and x.state in ('confirmed', 'in_progress', 'completed')
      and x.starts_at < p.ends and x.ends_at > p.begins offset 0) x order by 5 desc, 3;
  when 'leads' then return query
    select p.id, 'lead', l.id, l.name, l.created_at, p.zone, l.state::text, null::bigint, null::text, null::int, 1, l.state = 'converted'
    from bookings.days_of(org, seen, from_day, until_day) p
    join crm.leads l on l.organization_id = org and l.station_id = p.id and l.created_at >= p.begins and l.created_at < p.ends order by 5 desc, 3;
  when 'reviews' then return query
    select p.id, 'review', w.id, w.reviewer, w.created_at, p.zone, left(w.body, 120), null::bigint, null::text, null::int, w.rating::int, false
    from bookings.days_of(org, seen, from_day, until_day) p
    join feedback.customer_reviews w on w.organization_id = org and w.station_id = p.id and w.created_at >= p.begins and w.created_at < p.ends and w.state = 'approved' order by 5 desc, 3;
  else
    raise exception using errcode = 'P0G01', column = 'figure', message = 'There is no such figure.';
  end case;
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
  foreach f in array array['days_of(uuid, uuid[], date, date)', 'figure_rows(text, uuid, date, date)', 'working_minutes(uuid, date, date)', 'figures(uuid, date, date)'] loop
    execute format('alter function bookings.%s owner to gr_flow', f);
    execute format('revoke execute on function bookings.%s from public', f);
  end loop;
end $$;
grant execute on function bookings.figure_rows(text, uuid, date, date), bookings.working_minutes(uuid, date, date), bookings.figures(uuid, date, date) to authenticated;
