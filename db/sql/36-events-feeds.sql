-- Calendar feeds: an address with a secret that other programs read. The secret is made by the app; only its digest is kept.

grant select (organization_id, id, scope, name, station_id, user_id, created_by, created_at, renewed_at, revoked_at, read_at) on events.calendar_feeds to authenticated;
grant select, insert, update on events.calendar_feeds to gr_flow;
drop policy if exists flow on events.calendar_feeds;
create policy flow on events.calendar_feeds for all to gr_flow using (true) with check (true);

-- A feed that this person may change: their own, or one of the organization or station whose events they may write.
create or replace function events.own_feed(wanted uuid) returns events.calendar_feeds language plpgsql volatile security definer set search_path = '' as $$
declare
  f events.calendar_feeds;
begin
  select x.* into f from events.calendar_feeds x where x.organization_id = system.org_id() and x.id = wanted for no key update;
  if not found or (f.scope = 'person' and f.user_id is distinct from system.uid() and not system.can('events:write')) then
    raise exception using errcode = 'P0002', message = 'That feed is not here, or not yours.';
  end if;
  if f.scope <> 'person' and not (system.can('events:write') or coalesce(f.station_id = any (system.station_ids('events:write')), false)) then
    raise exception using errcode = '42501', message = 'You may not change this feed.';
  end if;
  if f.revoked_at is not null then
    raise exception using errcode = 'P0S01', message = 'This feed was revoked already. Make a new one.';
  end if;
  return f;
end $$;

-- p: scope, name, stationId?, tokenHash (SHA-256 of the secret, hexadecimal).
create or replace function events.open_feed(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  station uuid := case when p ->> 'scope' = 'station' then (p ->> 'stationId')::uuid end;
  made uuid;
begin
  if p ->> 'scope' = 'person' then
    if not system.has('organizations:read') then raise exception using errcode = '42501', message = 'You may not do that.'; end if;
  elsif not (system.can('events:write') or coalesce(station = any (system.station_ids('events:write')), false)) then
    raise exception using errcode = '42501', message = 'You may not give out the calendar of this organization or station.';
  end if;
  if p ->> 'scope' = 'station' and not exists (select from identity.stations s where s.organization_id = org and s.id = station) then
    raise exception using errcode = 'P0G01', column = 'stationId', message = 'Choose a station.';
  end if;
  if (select count(*) from events.calendar_feeds f where f.organization_id = org and f.revoked_at is null and f.created_by = system.uid()) >= 50 then
    raise exception using errcode = 'P0G01', message = 'You have fifty feeds. Revoke one that nobody reads any more.';
  end if;
  insert into events.calendar_feeds (organization_id, scope, name, station_id, user_id, token_hash, created_by)
  values (org, p ->> 'scope', p ->> 'name', station, case when p ->> 'scope' = 'person' then system.uid() end, p ->> 'tokenHash', system.uid())
  returning id into made;
  return made;
end $$;

-- A new secret; the old address is dead at once.
create or replace function events.renew_feed(feed uuid, token_hash text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  f events.calendar_feeds := events.own_feed(feed);
begin
  update events.calendar_feeds x set token_hash = renew_feed.token_hash, renewed_at = now(), read_at = null where x.organization_id = f.organization_id and x.id = feed;
end $$;

create or replace function events.revoke_feed(feed uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  f events.calendar_feeds := events.own_feed(feed);
begin
  update events.calendar_feeds x set revoked_at = now() where x.organization_id = f.organization_id and x.id = feed;
end $$;

-- What whoever holds the secret may see: events that were announced, of the organization or the station; or the shifts of a
-- person who still belongs to it. Null for a secret that nobody has, was revoked, or whose person or organization has left.
create or replace function events.feed(secret text) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  f events.calendar_feeds;
  o organizations.organizations;
  entries jsonb;
begin
  select x.* into f from events.calendar_feeds x where x.token_hash = encode(sha256(convert_to(secret, 'UTF8')), 'hex') and x.revoked_at is null;
  if not found then return null; end if;
  select x.* into o from organizations.organizations x where x.id = f.organization_id and x.state = 'active';
  if not found then return null; end if;
  if f.scope = 'person' then
    if not exists (select from organizations.org_memberships m join users.user_profiles p on p.user_id = m.user_id
        where m.organization_id = f.organization_id and m.user_id = f.user_id and m.state = 'active' and p.state = 'active') then
      return null;
    end if;
    select jsonb_agg(jsonb_build_object('id', a.id, 'name', s.role || ', ' || e.name, 'startsAt', s.starts_at, 'endsAt', s.ends_at, 'changedAt', greatest(a.answered_at, e.updated_at),
        'place', concat_ws(', ', nullif(s.place, ''), v.name, v.city), 'summary', s.notes,
        'state', case when e.state = 'cancelled' or s.state::text = 'cancelled' then 'cancelled' when a.state::text = 'assigned' then 'tentative' else 'confirmed' end) order by s.starts_at, a.id)
    into entries
    from events.shift_assignments a join events.event_staff s on (s.organization_id, s.id) = (a.organization_id, a.shift_id)
    join events.events e on (e.organization_id, e.id) = (s.organization_id, s.event_id)
    left join events.venues v on (v.organization_id, v.id) = (e.organization_id, e.venue_id)
    where a.organization_id = f.organization_id and a.user_id = f.user_id and a.state::text <> 'declined' and s.ends_at > now() - interval '1 year';
  else
    select jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'changedAt', e.updated_at, 'summary', e.summary,
        'place', concat_ws(', ', v.name, nullif(v.address, ''), v.city), 'path', case when e.visibility <> 'private' then '/e/' || o.slug || '/' || e.slug end,
        'state', case e.state when 'cancelled' then 'cancelled' when 'postponed' then 'tentative' else 'confirmed' end) order by e.starts_at, e.id)
    into entries
    from events.events e left join events.venues v on (v.organization_id, v.id) = (e.organization_id, e.venue_id)
    where e.organization_id = f.organization_id and e.state not in ('draft', 'archived') and (f.station_id is null or e.station_id = f.station_id)
      and e.ends_at > now() - interval '1 year';
  end if;
  -- At most once an hour, so that reading costs no writing.
  if f.read_at is null or f.read_at < now() - interval '1 hour' then
    update events.calendar_feeds x set read_at = now() where x.organization_id = f.organization_id and x.id = f.id;
  end if;
  return jsonb_build_object('name', f.name, 'organization', o.name, 'entries', coalesce(entries, '[]'));
end $$;

-- A person's own feeds in every organization, for their account.
create or replace function events.my_feeds() returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'organization', o.name, 'slug', o.slug, 'readAt', f.read_at, 'createdAt', f.created_at)
    order by o.name, f.created_at), '[]')
  from events.calendar_feeds f join organizations.organizations o on o.id = f.organization_id
  where f.user_id = system.uid() and f.scope = 'person' and f.revoked_at is null
$$;

do $$
declare
  f text;
begin
  foreach f in array array['own_feed(uuid)', 'open_feed(jsonb)', 'renew_feed(uuid, text)', 'revoke_feed(uuid)', 'feed(text)', 'my_feeds()'] loop
    execute format('alter function events.%s owner to gr_flow', f);
    execute format('revoke execute on function events.%s from public', f);
  end loop;
end $$;
grant execute on function events.open_feed(jsonb), events.renew_feed(uuid, text), events.revoke_feed(uuid), events.my_feeds() to authenticated;
grant execute on function events.feed(text) to anon, authenticated;
