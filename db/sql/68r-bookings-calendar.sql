-- Calendars: feeds of a station or a chef, entries that people write, and meetings that visitors book.

grant select (organization_id, id, station_id, resource_id, name, created_by, created_at, renewed_at, revoked_at, read_at) on bookings.calendar_feeds to authenticated;
grant select on bookings.calendar_entries, bookings.meeting_types, bookings.meeting_bookings to authenticated;
grant select, insert, update on bookings.calendar_feeds, bookings.calendar_entries, bookings.meeting_types, bookings.meeting_bookings to gr_flow;
grant delete on bookings.calendar_entries to gr_flow;

-- p: stationId, resourceId?, name, tokenHash (SHA-256 of the secret, hexadecimal). A chef gives out their own, whoever books there all of the station.
create or replace function bookings.open_feed(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  station uuid := (p ->> 'stationId')::uuid;
  chef bookings.resources;
  made uuid;
begin
  if p ->> 'resourceId' is not null then
    select r.* into chef from bookings.resources r where r.organization_id = org and r.id = (p ->> 'resourceId')::uuid;
    station := chef.station_id;
  end if;
  if not exists (select from identity.stations s where s.organization_id = org and s.id = station) then
    raise exception using errcode = 'P0002', message = 'That station is not here, or not yours.';
  end if;
  if chef.user_id is null or chef.user_id <> system.uid() then
    perform bookings.who_may('bookings:write', station);
  else
    perform bookings.who_may('bookings:read', station);
  end if;
  if (select count(*) from bookings.calendar_feeds f where f.organization_id = org and f.station_id = station and f.revoked_at is null) >= 100 then
    raise exception using errcode = 'P0G01', message = 'This station has a hundred feeds. Revoke one that nobody reads any more.';
  end if;
  insert into bookings.calendar_feeds (organization_id, station_id, resource_id, name, token_hash, created_by)
  values (org, station, chef.id, btrim(p ->> 'name'), p ->> 'tokenHash', system.uid()) returning id into made;
  return made;
end $$;

-- A new secret (the old address is dead at once), or with null its end.
create or replace function bookings.renew_feed(feed uuid, token_hash text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  f bookings.calendar_feeds;
begin
  select x.* into f from bookings.calendar_feeds x where x.organization_id = system.org_id() and x.id = feed for no key update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That feed is not here, or not yours.';
  end if;
  perform bookings.who_may(case when f.created_by = system.uid() then 'bookings:read' else 'bookings:write' end, f.station_id);
  if f.revoked_at is not null then
    raise exception using errcode = 'P0S01', message = 'This feed was revoked already. Make a new one.';
  end if;
  update bookings.calendar_feeds x set token_hash = coalesce(renew_feed.token_hash, x.token_hash), renewed_at = case when renew_feed.token_hash is null then x.renewed_at else now() end,
    read_at = case when renew_feed.token_hash is null then x.read_at end, revoked_at = case when renew_feed.token_hash is null then now() end
  where x.organization_id = f.organization_id and x.id = f.id;
end $$;

-- What whoever holds the secret may see: bookings of a station or a chef from a year ago on, as `events.feed` says it. Null for a secret that is nobody's.
create or replace function bookings.feed(secret text) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  f bookings.calendar_feeds;
  o organizations.organizations;
  entries jsonb;
begin
  select x.* into f from bookings.calendar_feeds x where x.token_hash = encode(sha256(convert_to(secret, 'UTF8')), 'hex') and x.revoked_at is null;
  if not found then return null; end if;
  select x.* into o from organizations.organizations x where x.id = f.organization_id and x.state = 'active';
  if not found or not exists (select from identity.stations s where s.organization_id = f.organization_id and s.id = f.station_id and s.archived_at is null) then return null; end if;
  if f.resource_id is not null and not exists (select from bookings.resources r where r.organization_id = f.organization_id and r.id = f.resource_id and r.active) then return null; end if;
  select jsonb_agg(jsonb_build_object('id', b.id, 'name', format('%s: %s', v.name, b.contact_name), 'startsAt', b.starts_at, 'endsAt', b.ends_at, 'changedAt', b.updated_at, 'place', b.address,
      'summary', concat_ws(E'\n', b.number || ', ' || (b.adults + b.children) || ' guests', 'With ' || (select string_agg(r.name, ', ' order by r.name) from bookings.booking_resources u
        join bookings.resources r on (r.organization_id, r.id) = (u.organization_id, u.resource_id) where u.organization_id = b.organization_id and u.booking_id = b.id),
        nullif(b.contact_phone, ''), nullif(b.dietary_notes, '')),
      'state', case when b.state in ('cancelled', 'no_show') then 'cancelled' when b.state = 'pending' then 'tentative' else 'confirmed' end) order by b.starts_at, b.id)
  into entries
  from bookings.bookings b join bookings.services v on (v.organization_id, v.id) = (b.organization_id, b.service_id)
  where b.organization_id = f.organization_id and b.station_id = f.station_id and b.starts_at > now() - interval '1 year'
    and (f.resource_id is null or exists (select from bookings.booking_resources u where u.organization_id = b.organization_id and u.booking_id = b.id and u.resource_id = f.resource_id));
  if f.read_at is null or f.read_at < now() - interval '1 hour' then
    update bookings.calendar_feeds x set read_at = now() where x.organization_id = f.organization_id and x.id = f.id;
  end if;
  return jsonb_build_object('name', f.name, 'organization', o.name, 'entries', coalesce(entries, '[]'));
end $$;

-- Who may write entries of that scope: everybody their own; of a station and of everybody, who keeps bookings there.
create or replace function bookings.may_enter(scope text, station uuid) returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  if scope = 'personal' then
    if not system.has('organizations:read') then raise exception using errcode = '42501', message = 'You may not do that.'; end if;
    return system.org_id();
  elsif scope = 'station' then
    if not exists (select from identity.stations s where s.organization_id = system.org_id() and s.id = station) then
      raise exception using errcode = 'P0002', message = 'That station is not here, or not yours.';
    end if;
    return bookings.who_may('bookings:write', station);
  elsif not system.can('bookings:write') then
    raise exception using errcode = '42501', message = 'Only who keeps the bookings of every station writes for everybody.';
  end if;
  return system.org_id();
end $$;

-- p: id?, scope, stationId?, title, place, notes, startsAt, endsAt, allDay, remindMinutes?. Changing when it is makes its reminder due again.
create or replace function bookings.save_entry(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := bookings.may_enter(p ->> 'scope', (p ->> 'stationId')::uuid);
  station uuid := case when p ->> 'scope' = 'station' then (p ->> 'stationId')::uuid end;
  old bookings.calendar_entries;
  made uuid;
begin
  if (p ->> 'endsAt')::timestamptz <= (p ->> 'startsAt')::timestamptz or (p ->> 'endsAt')::timestamptz > (p ->> 'startsAt')::timestamptz + interval '62 days' then
    raise exception using errcode = 'P0G01', column = 'endsAt', message = 'It ends after it begins, within two months.';
  end if;
  if p ->> 'id' is null then
    insert into bookings.calendar_entries (organization_id, scope, station_id, user_id, title, place, notes, starts_at, ends_at, all_day, remind_minutes)
    values (org, p ->> 'scope', station, system.uid(), btrim(p ->> 'title'), coalesce(p ->> 'place', ''), coalesce(p ->> 'notes', ''), (p ->> 'startsAt')::timestamptz, (p ->> 'endsAt')::timestamptz,
      coalesce((p ->> 'allDay')::boolean, false), (p ->> 'remindMinutes')::int) returning id into made;
    return made;
  end if;
  old := bookings.own_entry((p ->> 'id')::uuid);
  update bookings.calendar_entries e set scope = p ->> 'scope', station_id = station, title = btrim(p ->> 'title'), place = coalesce(p ->> 'place', ''), notes = coalesce(p ->> 'notes', ''),
    starts_at = (p ->> 'startsAt')::timestamptz, ends_at = (p ->> 'endsAt')::timestamptz, all_day = coalesce((p ->> 'allDay')::boolean, false), remind_minutes = (p ->> 'remindMinutes')::int,
    reminded_at = case when e.starts_at = (p ->> 'startsAt')::timestamptz then e.reminded_at end
  where e.organization_id = org and e.id = old.id;
  return old.id;
end $$;

-- An entry that this person may change, locked: their own, or one of a scope that they may write.
create or replace function bookings.own_entry(entry uuid) returns bookings.calendar_entries language plpgsql volatile security definer set search_path = '' as $$
declare
  e bookings.calendar_entries;
begin
  select x.* into e from bookings.calendar_entries x where x.organization_id = system.org_id() and x.id = entry for no key update;
  if not found or (e.scope = 'personal' and e.user_id <> system.uid()) then
    raise exception using errcode = 'P0002', message = 'That entry is not here, or not yours.';
  end if;
  perform bookings.may_enter(e.scope, e.station_id);
  return e;
end $$;

create or replace function bookings.remove_entry(entry uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  e bookings.calendar_entries := bookings.own_entry(entry);
begin
  delete from bookings.calendar_entries x where x.organization_id = e.organization_id and x.id = e.id;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['open_feed(jsonb)', 'renew_feed(uuid, text)', 'feed(text)', 'may_enter(text, uuid)', 'save_entry(jsonb)', 'own_entry(uuid)', 'remove_entry(uuid)'] loop
    execute format('alter function bookings.%s owner to gr_flow', f);
    execute format('revoke execute on function bookings.%s from public', f);
  end loop;
end $$;
grant execute on function bookings.open_feed(jsonb), bookings.renew_feed(uuid, text), bookings.save_entry(jsonb), bookings.remove_entry(uuid) to authenticated;
grant execute on function bookings.feed(text) to anon, authenticated;
