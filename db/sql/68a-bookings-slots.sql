-- Which time is free. All clocks are the station's: a working day is the one that its clocks show, and its length in hours is what
-- daylight saving makes of it.

-- When a resource works between two days of its station's calendar. Without hours of its own it works while the station is open.
create or replace function bookings.shifts(org uuid, resource uuid, first_day date, last_day date) returns tstzmultirange
  language sql stable security definer set search_path = '' as $$
  with place as (
    select s.zone, s.opening_hours from bookings.resources r join identity.stations s on (s.organization_id, s.id) = (r.organization_id, r.station_id)
    where r.organization_id = org and r.id = resource
  ), day as (
    select d::date as day, extract(isodow from d)::int as weekday from generate_series(first_day::timestamp, last_day::timestamp, interval '1 day') d
  ), hours as (
    select d.day + h.from_time as starts, d.day + h.to_time as ends from day d
    join bookings.working_hours h on h.organization_id = org and h.resource_id = shifts.resource and h.weekday = d.weekday and d.day between h.valid_from and h.valid_to
    union all
    select d.day + (x ->> 0)::time, d.day + (x ->> 1)::time from day d, place p,
      jsonb_array_elements(p.opening_hours -> (array['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])[d.weekday]) x
    where not exists (select from bookings.working_hours h where h.organization_id = org and h.resource_id = shifts.resource)
  )
  select coalesce(range_agg(tstzrange(h.starts at time zone p.zone, greatest(h.ends at time zone p.zone, h.starts at time zone p.zone))), '{}') from hours h, place p
$$;

-- What takes a resource's time in a range: bookings and holds that have not run out (but for `besides`), time off, and what its calendar says.
create or replace function bookings.taken(org uuid, resource uuid, within_range tstzrange, besides uuid default null) returns tstzmultirange
  language sql stable security definer set search_path = '' as $$
  select coalesce(range_agg(x.during), '{}') from (
    select u.during from bookings.booking_resources u join bookings.bookings b on (b.organization_id, b.id) = (u.organization_id, u.booking_id)
    where u.organization_id = org and u.resource_id = taken.resource and u.active and u.during && within_range and u.booking_id is distinct from taken.besides
      and not (b.state = 'pending' and coalesce(b.hold_until < clock_timestamp(), false))
    union all
    select tstzrange(o.starts_at, o.ends_at) from bookings.time_off o
    where o.organization_id = org and o.resource_id = taken.resource and o.starts_at < upper(within_range) and o.ends_at > lower(within_range)
    union all
    select tstzrange(o.starts_at, o.ends_at) from bookings.busy_times o
    where o.organization_id = org and o.resource_id = taken.resource and o.starts_at < upper(within_range) and o.ends_at > lower(within_range)) x
$$;

-- The time that a service takes of a resource when it begins then: travel and set-up before, clean-up and travel after.
create or replace function bookings.whole_time(s bookings.services, starts_at timestamptz, ends_at timestamptz) returns tstzrange language sql immutable set search_path = '' as $$
  select tstzrange(starts_at - make_interval(mins => s.travel_minutes + s.setup_minutes), ends_at + make_interval(mins => s.cleanup_minutes + s.travel_minutes))
$$;

-- Free slots in [from_at, until_at), one row for each resource that could do it. Working hours are about the service itself; the buffers only need nobody else to have them.
create or replace function bookings.free_slots(org uuid, service uuid, station uuid, from_at timestamptz, until_at timestamptz, guests int, besides uuid default null)
  returns table (starts_at timestamptz, ends_at timestamptz, resource_id uuid, resource text) language sql stable security definer set search_path = '' as $$
  with place as (
    select s.zone, coalesce(c.slot_minutes, 30) as step from identity.stations s
    left join bookings.station_settings c on (c.organization_id, c.station_id) = (s.organization_id, s.id)
    where s.organization_id = org and s.id = free_slots.station and s.archived_at is null
  ), offered as (
    select v.* from bookings.services v join bookings.service_stations o on (o.organization_id, o.service_id, o.station_id) = (v.organization_id, v.id, free_slots.station)
    where v.organization_id = org and v.id = free_slots.service and v.active and coalesce(free_slots.guests, v.min_guests) between v.min_guests and v.max_guests
  ), able as materialized (
    select r.id, r.name, r.position, make_interval(mins => v.duration_minutes) as lasts, make_interval(mins => p.step) as step, v.travel_minutes + v.setup_minutes as ahead,
      v.cleanup_minutes + v.travel_minutes as behind,
      bookings.shifts(org, r.id, (from_at at time zone p.zone)::date - 1, (until_at at time zone p.zone)::date + 1) as shifts,
      bookings.taken(org, r.id, tstzrange(from_at - interval '4 days', until_at + interval '6 days'), besides) as taken
    from offered v cross join place p
    join bookings.resource_services k on k.organization_id = org and k.service_id = v.id
    join bookings.resources r on (r.organization_id, r.id) = (k.organization_id, k.resource_id) and r.station_id = free_slots.station and r.active
      and coalesce(r.capacity >= free_slots.guests, true)
  )
  select g, g + a.lasts, a.id, a.name
  from able a cross join lateral unnest(a.shifts) w cross join lateral generate_series(lower(w), upper(w) - a.lasts, a.step) g
  where g >= from_at and g < until_at and upper(w) - lower(w) >= a.lasts
    and not a.taken && tstzrange(g - make_interval(mins => a.ahead), g + a.lasts + make_interval(mins => a.behind))
  order by g, a.position, a.name
$$;

-- The same for whoever may see the station's bookings. Errors: P0002, P0G01 (range).
create or replace function bookings.available(service uuid, station uuid, from_at timestamptz, until_at timestamptz, guests int default null, besides uuid default null)
  returns table (starts_at timestamptz, ends_at timestamptz, resource_id uuid, resource text) language plpgsql stable security definer set search_path = '' as $$
begin
  perform bookings.who_may('bookings:read', station);
  if until_at <= from_at or until_at > from_at + interval '93 days' then
    raise exception using errcode = 'P0G01', column = 'until', message = 'Look at three months at most.';
  end if;
  return query select * from bookings.free_slots(system.org_id(), service, station, from_at, until_at, guests, besides);
end $$;

-- What a visitor may see of a station: null unless its page is on.
create or replace function bookings.public_place(org_slug text, station_slug text) returns table (organization_id uuid, station_id uuid) language sql stable security definer set search_path = '' as $$
  select s.organization_id, s.id from organizations.organizations o
  join identity.stations s on s.organization_id = o.id and s.slug = station_slug and s.archived_at is null
  join bookings.station_settings c on (c.organization_id, c.station_id) = (s.organization_id, s.id) and c.public_page
  where o.slug = org_slug and o.state = 'active'
$$;

-- Slots for visitors: distinct times, within the station's lead time and horizon.
create or replace function bookings.public_slots(org_slug text, station_slug text, service uuid, from_at timestamptz, until_at timestamptz, guests int)
  returns table (starts_at timestamptz, ends_at timestamptz) language sql stable security definer set search_path = '' as $$
  select distinct f.starts_at, f.ends_at from bookings.public_place(org_slug, station_slug) p
  join bookings.station_settings c on (c.organization_id, c.station_id) = (p.organization_id, p.station_id)
  cross join lateral bookings.free_slots(p.organization_id, public_slots.service, p.station_id, greatest(from_at, now() + make_interval(mins => c.lead_minutes)),
    least(until_at, from_at + interval '35 days', now() + make_interval(days => c.horizon_days)), guests) f
  order by 1
$$;

do $$
declare
  f text;
begin
  foreach f in array array['shifts(uuid, uuid, date, date)', 'taken(uuid, uuid, tstzrange, uuid)', 'whole_time(bookings.services, timestamptz, timestamptz)',
    'free_slots(uuid, uuid, uuid, timestamptz, timestamptz, int, uuid)', 'available(uuid, uuid, timestamptz, timestamptz, int, uuid)', 'public_place(text, text)',
    'public_slots(text, text, uuid, timestamptz, timestamptz, int)'] loop
    execute format('alter function bookings.%s owner to gr_flow', f);
    execute format('revoke execute on function bookings.%s from public', f);
  end loop;
end $$;
grant execute on function bookings.available(uuid, uuid, timestamptz, timestamptz, int, uuid), bookings.public_slots(text, text, uuid, timestamptz, timestamptz, int) to authenticated;
grant execute on function bookings.public_slots(text, text, uuid, timestamptz, timestamptz, int) to anon;
