-- Meetings that visitors book by themselves. A meeting is a booking of a service that costs nothing: its people are taken by the same constraint,
-- its reminders, its place on the board and in the feeds come by themselves.

-- p: id?, stationId, name, slug, description, place, minutes, resourceIds, active. Answers its id.
create or replace function bookings.save_meeting_type(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := bookings.who_may('bookings:settings', (p ->> 'stationId')::uuid);
  station uuid := (p ->> 'stationId')::uuid;
  kind bookings.meeting_types;
  service uuid;
  hosts uuid[] := array(select x::uuid from jsonb_array_elements_text(coalesce(p -> 'resourceIds', '[]')) x);
begin
  if not exists (select from identity.stations s where s.organization_id = org and s.id = station and s.archived_at is null) then
    raise exception using errcode = 'P0002', message = 'That station is not here, or not yours.';
  elsif cardinality(hosts) = 0 or exists (select from unnest(hosts) h where not exists (select from bookings.resources r where r.organization_id = org and r.id = h and r.station_id = station)) then
    raise exception using errcode = 'P0G01', column = 'resourceIds', message = 'Choose who takes these meetings: somebody of this station.';
  elsif exists (select from bookings.meeting_types t where t.organization_id = org and t.slug = p ->> 'slug' and t.id is distinct from (p ->> 'id')::uuid) then
    raise exception using errcode = 'P0G01', column = 'slug', message = 'Another meeting of yours has this address. Choose a different one.';
  end if;
  if p ->> 'id' is not null then
    select t.* into kind from bookings.meeting_types t where t.organization_id = org and t.id = (p ->> 'id')::uuid for no key update;
    if not found then
      raise exception using errcode = 'P0002', message = 'That meeting is not here, or not yours.';
    end if;
    perform bookings.who_may('bookings:settings', kind.station_id);
    service := kind.service_id;
    update bookings.services v set name = p ->> 'name', duration_minutes = (p ->> 'minutes')::int, active = coalesce((p ->> 'active')::boolean, true) where v.organization_id = org and v.id = service;
    delete from bookings.resource_services k where k.organization_id = org and k.service_id = service;
    delete from bookings.service_stations o where o.organization_id = org and o.service_id = service;
  else
    if exists (select from bookings.services v where v.organization_id = org and lower(v.name) = lower(p ->> 'name')) then
      raise exception using errcode = 'P0G01', column = 'name', message = 'A service of yours has this name already.';
    end if;
    insert into bookings.services (organization_id, name, description, duration_minutes, pricing, price_minor, currency, max_guests, deposit_kind, active)
    select org, p ->> 'name', 'A meeting', (p ->> 'minutes')::int, 'flat', 0, o.default_currency, 20, 'none', coalesce((p ->> 'active')::boolean, true) from organizations.organizations o where o.id = org
    returning id into service;
  end if;
  insert into bookings.service_stations (organization_id, station_id, service_id) values (org, station, service);
  insert into bookings.resource_services (organization_id, station_id, resource_id, service_id) select org, station, h, service from unnest(hosts) h;
  insert into bookings.meeting_types (organization_id, id, station_id, service_id, slug, name, description, place, active)
  values (org, coalesce(kind.id, system.uuid7()), station, service, p ->> 'slug', p ->> 'name', coalesce(p ->> 'description', ''), coalesce(p ->> 'place', ''), coalesce((p ->> 'active')::boolean, true))
  on conflict (organization_id, id) do update set station_id = excluded.station_id, slug = excluded.slug, name = excluded.name, description = excluded.description, place = excluded.place,
    active = excluded.active returning * into kind;
  return kind.id;
end $$;

-- What a visitor finds at the address of a meeting; null where there is none.
create or replace function bookings.meeting_page(org_slug text, meeting_slug text) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('name', t.name, 'description', t.description, 'place', t.place, 'minutes', v.duration_minutes, 'station', s.name, 'zone', s.zone,
    'organization', jsonb_build_object('slug', o.slug, 'name', o.name, 'accent', o.accent, 'logo', o.logo_url, 'supportEmail', o.support_email))
  from organizations.organizations o join bookings.meeting_types t on t.organization_id = o.id and t.slug = meeting_slug and t.active
  join bookings.services v on (v.organization_id, v.id) = (t.organization_id, t.service_id) and v.active
  join identity.stations s on (s.organization_id, s.id) = (t.organization_id, t.station_id) and s.archived_at is null
  where o.slug = org_slug and o.state = 'active'
$$;

-- Free times for it: distinct, within the station's lead time and horizon.
create or replace function bookings.meeting_slots(org_slug text, meeting_slug text, from_at timestamptz, until_at timestamptz) returns table (starts_at timestamptz, ends_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  select distinct f.starts_at, f.ends_at from organizations.organizations o
  join bookings.meeting_types t on t.organization_id = o.id and t.slug = meeting_slug and t.active
  left join bookings.station_settings c on (c.organization_id, c.station_id) = (t.organization_id, t.station_id)
  cross join lateral bookings.free_slots(o.id, t.service_id, t.station_id, greatest(from_at, now() + make_interval(mins => coalesce(c.lead_minutes, 1440))),
    least(until_at, from_at + interval '35 days', now() + make_interval(days => coalesce(c.horizon_days, 180))), 1) f
  where o.slug = org_slug and o.state = 'active' order by 1
$$;

-- A visitor takes one. p: id, secret, key, startsAt, name, email, phone, topic. It is confirmed at once, and they are written to. Answers { number, startsAt }.
create or replace function bookings.book_meeting(org_slug text, meeting_slug text, p jsonb, address text) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  t bookings.meeting_types;
  o organizations.organizations;
  b bookings.bookings;
begin
  select x.* into o from organizations.organizations x where x.slug = org_slug and x.state = 'active';
  select x.* into t from bookings.meeting_types x where x.organization_id = o.id and x.slug = meeting_slug and x.active;
  if t.id is null then
    raise exception using errcode = 'P0002', message = 'There is no such meeting.';
  end if;
  select x.* into b from bookings.bookings x where x.organization_id = o.id and x.key = p ->> 'key';
  if b.id is null and not exists (select from bookings.meeting_slots(org_slug, meeting_slug, (p ->> 'startsAt')::timestamptz, (p ->> 'startsAt')::timestamptz + interval '1 second')) then
    raise exception using errcode = 'P0G01', column = 'startsAt', constraint = 'slot_is_taken', message = 'This time was just taken. Choose another one.';
  end if;
  b := bookings.place(o.id, jsonb_build_object('id', p ->> 'id', 'secret', p ->> 'secret', 'key', p ->> 'key', 'stationId', t.station_id, 'serviceId', t.service_id, 'startsAt', p ->> 'startsAt',
    'adults', 1, 'contactName', p ->> 'name', 'contactEmail', p ->> 'email', 'contactPhone', p ->> 'phone', 'address', t.place, 'source', 'public'), address);
  if b.state = 'pending' then
    update bookings.bookings x set state = 'confirmed' where x.organization_id = b.organization_id and x.id = b.id returning x.* into b;
    insert into bookings.meeting_bookings (organization_id, station_id, booking_id, meeting_type_id, topic) values (b.organization_id, b.station_id, b.id, t.id, coalesce(p ->> 'topic', ''));
    perform system.enqueue(o.id, 'messaging.send_email', jsonb_build_object('template', 'event_update', 'to', b.contact_email, 'data', jsonb_build_object(
      'organization', jsonb_build_object('name', o.name, 'accent', o.accent, 'supportEmail', o.support_email, 'logo', o.logo_url), 'name', b.contact_name, 'subject', 'Your appointment: ' || t.name,
      'event', jsonb_build_object('name', t.name, 'startsAt', b.starts_at, 'endsAt', b.ends_at, 'zone', b.zone, 'place', nullif(t.place, '')),
      'body', format('You have an appointment with %s, number %s.', o.name, b.number), 'link', '/bookings/' || (p ->> 'secret'), 'action', 'See your appointment')), 'meeting:' || b.id);
  end if;
  return jsonb_build_object('number', b.number, 'startsAt', b.starts_at);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['save_meeting_type(jsonb)', 'meeting_page(text, text)', 'meeting_slots(text, text, timestamptz, timestamptz)', 'book_meeting(text, text, jsonb, text)'] loop
    execute format('alter function bookings.%s owner to gr_flow', f);
    execute format('revoke execute on function bookings.%s from public', f);
  end loop;
end $$;
grant execute on function bookings.save_meeting_type(jsonb) to authenticated;
grant execute on function bookings.meeting_page(text, text), bookings.meeting_slots(text, text, timestamptz, timestamptz), bookings.book_meeting(text, text, jsonb, text) to anon, authenticated;
