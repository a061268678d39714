-- Roles and grants, part 2 of 2: a role is given and ended, under the organization's lock.

-- Give a role; the caller holds the lock and has checked who may give here. Where the organization wants a second person,
-- it becomes a request. Answers { grantId } or { requestId }.
create or replace function identity.give(org uuid, person uuid, p jsonb, giver uuid, approved boolean default false) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  chosen jsonb := identity.role_named(org, p ->> 'role');
  station uuid := (p ->> 'stationId')::uuid;
  event uuid := (p ->> 'eventId')::uuid;
  starts timestamptz := coalesce((p ->> 'startsAt')::timestamptz, clock_timestamp());
  ends timestamptz := (p ->> 'endsAt')::timestamptz;
  made uuid;
begin
  if person = giver then
    raise exception using errcode = 'P0G01', message = 'Nobody changes their own roles. Ask another administrator.';
  end if;
  perform identity.check_scope(org, station, event);
  perform identity.check_within(org, giver, chosen -> 'permissions', station, event);
  if ends <= greatest(starts, clock_timestamp()) then
    raise exception using errcode = 'P0G01', column = 'endsOn', message = 'The role must end after it starts, and in the future.';
  end if;
  if not exists (select from organizations.org_memberships m where m.organization_id = org and m.user_id = person and m.state = 'active') then
    raise exception using errcode = 'P0002', message = 'That person does not belong to this organization.';
  end if;
  if exists (select from identity.user_roles r where r.organization_id = org and r.user_id = person
      and r.role is not distinct from chosen ->> 'role' and r.role_id is not distinct from (chosen ->> 'roleId')::uuid
      and r.station_id is not distinct from station and r.event_id is not distinct from event
      and (r.ends_at is null or r.ends_at > starts) and (ends is null or r.starts_at < ends)) then
    raise exception using errcode = 'P0G01', column = 'role', message = 'They have this role there already.';
  end if;
  if not approved then
    made := organizations.ask_second(org, 'role_grant', giver, p || jsonb_build_object('kind', 'grant', 'userId', person),
      'users.user_profiles', person, coalesce(p ->> 'reason', ''));
    if made is not null then
      return jsonb_build_object('requestId', made);
    end if;
  end if;
  insert into identity.user_roles (organization_id, user_id, role, role_id, station_id, event_id, starts_at, ends_at, assigned_by)
  values (org, person, chosen ->> 'role', (chosen ->> 'roleId')::uuid, station, event, starts, ends, giver) returning id into made;
  return jsonb_build_object('grantId', made);
end $$;

-- p: userId, role, stationId?, eventId?, startsAt?, endsAt?, reason?.
create or replace function identity.grant_role(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := coalesce((p ->> 'organizationId')::uuid, system.org_id());
begin
  perform identity.lock(org);
  perform identity.check_may(org, 'identity:grant', (p ->> 'stationId')::uuid, (p ->> 'eventId')::uuid);
  return identity.give(org, (p ->> 'userId')::uuid, p - 'organizationId', system.uid());
end $$;

-- End a grant, now or at a later moment. Answers what it was.
create or replace function identity.end_grant(grant_id uuid, at timestamptz default null) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  g identity.user_roles;
  before uuid[];
begin
  perform identity.lock(org);
  select r.* into g from identity.user_roles r where r.organization_id = org and r.id = grant_id for update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That role is not here, or not yours.';
  end if;
  perform identity.check_may(org, 'identity:grant', g.station_id, g.event_id);
  if g.ends_at <= clock_timestamp() then
    raise exception using errcode = 'P0S01', message = 'This role has ended already.';
  end if;
  if at <= greatest(clock_timestamp(), g.starts_at) then
    raise exception using errcode = 'P0G01', column = 'endsOn', message = 'Choose a moment in the future, or end it now.';
  end if;
  if g.ends_at is not null and at > g.ends_at then
    raise exception using errcode = 'P0G01', column = 'endsOn', message = 'It ends before that already. Give the role again to make it last longer.';
  end if;
  perform identity.check_within(org, system.uid(), identity.permissions_of(org, g.role, g.role_id), g.station_id, g.event_id, 'take away');
  before := identity.administrators(org);
  update identity.user_roles r set ends_at = coalesce(at, greatest(clock_timestamp(), r.starts_at)) where r.organization_id = org and r.id = g.id;
  perform identity.keep_an_administrator(org, before);
  return jsonb_build_object('userId', g.user_id, 'role', coalesce(g.role, g.role_id::text), 'stationId', g.station_id, 'eventId', g.event_id);
end $$;

-- Who works at which station follows from the grants for it.
create or replace function identity.place_person() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.ends_at is null or new.ends_at > clock_timestamp() then
    insert into identity.station_users (organization_id, station_id, user_id) values (new.organization_id, new.station_id, new.user_id)
    on conflict do nothing;
  elsif not exists (select from identity.user_roles r where r.organization_id = new.organization_id and r.user_id = new.user_id
      and r.station_id = new.station_id and (r.ends_at is null or r.ends_at > clock_timestamp())) then
    delete from identity.station_users s where s.organization_id = new.organization_id and s.user_id = new.user_id and s.station_id = new.station_id;
  end if;
  return null;
end $$;
create or replace trigger place_person after insert or update of ends_at on identity.user_roles
  for each row when (new.station_id is not null) execute function identity.place_person();

do $$
declare
  f text;
begin
  foreach f in array array['give(uuid, uuid, jsonb, uuid, boolean)', 'grant_role(jsonb)', 'end_grant(uuid, timestamptz)', 'place_person()'] loop
    execute format('alter function identity.%s owner to gr_flow', f);
    execute format('revoke execute on function identity.%s from public', f);
  end loop;
end $$;
grant execute on function identity.grant_role(jsonb), identity.end_grant(uuid, timestamptz) to authenticated;
