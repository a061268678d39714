-- The board: what stands between two moments at a station, or at every station that the reader may see. One call, answered from the
-- index of the exclusion constraint, resource by resource, so that it reads the rows of the window and no others.

-- The open stations among these whose bookings this person may see; null asks for all. P0002 for one that is not among them.
create or replace function bookings.seen_stations(station uuid) returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  all_of boolean := system.can('bookings:read');
  these uuid[] := system.station_ids('bookings:read');
  found uuid[];
begin
  found := array(select s.id from identity.stations s where s.organization_id = org and s.archived_at is null and (station is null or s.id = seen_stations.station)
    and (all_of or s.id = any (these)) order by s.name, s.id);
  if station is not null and cardinality(found) = 0 then
    raise exception using errcode = 'P0002', message = 'That station is not here, or not yours.';
  end if;
  return found;
end $$;

-- What takes the time of these resources in the window: bookings and holds that have not run out.
create or replace function bookings.taken_in(org uuid, resources uuid[], from_at timestamptz, until_at timestamptz)
  returns table (booking_id uuid, resource_ids uuid[], takes_from timestamptz, takes_to timestamptz) language sql stable security definer set search_path = '' rows 50 as $$
  select t.booking_id, array_agg(t.resource_id order by t.resource_id), min(lower(t.during)), max(upper(t.during))
  from unnest(resources) r (id)
  cross join lateral (select u.booking_id, u.resource_id, u.during from bookings.booking_resources u
    where u.organization_id = org and u.resource_id = r.id and u.active and u.during && tstzrange(from_at, until_at)) t
  group by t.booking_id
$$;

-- The same for those that were called off and would have begun in the window.
create or replace function bookings.gone_in(org uuid, stations uuid[], from_at timestamptz, until_at timestamptz)
  returns table (booking_id uuid, resource_ids uuid[], takes_from timestamptz, takes_to timestamptz) language sql stable security definer set search_path = '' rows 10 as $$
  select b.id, array_agg(u.resource_id order by u.resource_id), b.starts_at, b.ends_at
  from unnest(stations) s (id)
  join bookings.bookings b on b.organization_id = org and b.station_id = s.id and b.starts_at >= from_at and b.starts_at < until_at and b.state in ('cancelled', 'no_show')
  join bookings.booking_resources u on (u.organization_id, u.booking_id) = (b.organization_id, b.id)
  group by b.id, b.starts_at, b.ends_at
$$;

-- { asOf, stations, resources, services, bookings } as `lib/bookings/rules/board.ts` reads it. `gone` adds cancelled bookings and those whose
-- guests never came. Planned anew each time: a plan that does not know how few resources are meant reads every booking of the organization. Errors: P0002, P0G01 (range).
create or replace function bookings.board(station uuid, from_at timestamptz, until_at timestamptz, gone boolean default false) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  org uuid := system.org_id();
  seen uuid[] := bookings.seen_stations(station);
  shown uuid[];
  answer jsonb;
begin
  if until_at <= from_at or until_at > from_at + interval '40 days' then
    raise exception using errcode = 'P0G01', column = 'day', message = 'The board shows at most a month.';
  end if;
  select array_agg(r.id) into shown from bookings.resources r where r.organization_id = org and r.station_id = any (seen) and r.active;
  select jsonb_build_object('asOf', now(),
    'stations', coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'zone', s.zone, 'slotMinutes', coalesce(c.slot_minutes, 30)) order by s.name)
      from identity.stations s left join bookings.station_settings c on (c.organization_id, c.station_id) = (s.organization_id, s.id)
      where s.organization_id = org and s.id = any (seen)), '[]'),
    'services', coalesce((select jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name) order by v.name) from bookings.services v where v.organization_id = org
      and exists (select from bookings.service_stations o where o.organization_id = org and o.service_id = v.id and o.station_id = any (seen))), '[]'),
    'resources', coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'stationId', r.station_id, 'kind', r.kind, 'name', r.name, 'color', r.color, 'capacity', r.capacity,
        'shifts', (select coalesce(jsonb_agg(jsonb_build_array(lower(w), upper(w))), '[]')
          from unnest(bookings.shifts(org, r.id, (from_at at time zone s.zone)::date - 1, (until_at at time zone s.zone)::date)) w where w && tstzrange(from_at, until_at)),
        'away', (select coalesce(jsonb_agg(jsonb_build_object('from', x.starts_at, 'to', x.ends_at, 'what', x.what, 'why', x.why) order by x.starts_at), '[]') from (
          select o.starts_at, o.ends_at, 'off' as what, o.reason as why from bookings.time_off o
          where o.organization_id = org and o.resource_id = r.id and o.starts_at < until_at and o.ends_at > from_at
          union all
          select o.starts_at, o.ends_at, 'busy', o.summary from bookings.busy_times o
          where o.organization_id = org and o.resource_id = r.id and o.starts_at < until_at and o.ends_at > from_at) x))
      order by s.name, r.kind, r.position, r.name)
      from bookings.resources r join identity.stations s on (s.organization_id, s.id) = (r.organization_id, r.station_id) where r.organization_id = org and r.id = any (shown)), '[]'),
    'bookings', coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'number', b.number, 'state', b.state, 'stationId', b.station_id, 'serviceId', b.service_id, 'service', v.name,
        'startsAt', b.starts_at, 'endsAt', b.ends_at, 'takesFrom', t.takes_from, 'takesTo', t.takes_to, 'resourceIds', t.resource_ids, 'name', b.contact_name,
        'guests', b.adults + b.children, 'address', b.address, 'diet', b.dietary_notes <> '', 'holdUntil', b.hold_until, 'series', b.series_id is not null) order by b.starts_at, b.id)
      from (select * from bookings.taken_in(org, shown, from_at, until_at) union all select * from bookings.gone_in(org, seen, from_at, until_at) where board.gone) t
      join bookings.bookings b on b.organization_id = org and b.id = t.booking_id
      join bookings.services v on (v.organization_id, v.id) = (b.organization_id, b.service_id)
      where not (b.state = 'pending' and coalesce(b.hold_until < clock_timestamp(), false))), '[]')) into answer;
  return answer;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['seen_stations(uuid)', 'taken_in(uuid, uuid[], timestamptz, timestamptz)', 'gone_in(uuid, uuid[], timestamptz, timestamptz)',
    'board(uuid, timestamptz, timestamptz, boolean)'] loop
    execute format('alter function bookings.%s owner to gr_flow', f);
    execute format('revoke execute on function bookings.%s from public', f);
  end loop;
end $$;
grant execute on function bookings.board(uuid, timestamptz, timestamptz, boolean) to authenticated;
