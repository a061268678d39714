-- Roles and grants, part 1 of 2: the rules; giving and ending is in 22a. Nobody gives more than they have, nobody gives anything to themselves, and an organization always
-- keeps an administrator. Whatever changes somebody's rights takes the organization's lock first and looks at the rights
-- of whoever asks afterwards, so that two people who do it to each other at once do it one after the other.
-- Moments are compared with the clock and not with the beginning of the transaction, which may be older than the lock.

do $$
declare
  t text;
begin
  foreach t in array array['identity.roles', 'identity.role_permissions', 'identity.permissions'] loop
    execute format('drop policy if exists flow on %s', t);
    execute format('create policy flow on %s for all to gr_flow using (true) with check (true)', t);
  end loop;
  if not exists (select from pg_catalog.pg_constraint where conname = 'user_roles_event' and conrelid = 'identity.user_roles'::regclass) then
    alter table identity.user_roles add constraint user_roles_event
      foreign key (organization_id, event_id) references events.events (organization_id, id);
  end if;
end $$;
grant select, insert, update on identity.roles to gr_flow;
grant select, insert, delete on identity.role_permissions to gr_flow;
grant select on identity.permissions to gr_flow;
grant insert, delete on identity.station_users to gr_flow;

-- Changes of rights in an organization happen one after the other. Does not disturb rows that merely refer to it.
create or replace function identity.lock(org uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform from organizations.organizations o where o.id = org for no key update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That organization is not here.';
  end if;
end $$;

-- May this person do this at this place: anywhere in the organization, at this station, or for this event?
create or replace function identity.allows(org uuid, person uuid, permission text, station uuid default null, event uuid default null) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if system.holds_platform(person) then return true; end if;
  return exists (
    select from organizations.org_memberships m
    join users.user_profiles p on p.user_id = m.user_id and p.state = 'active'
    join identity.user_roles r on r.organization_id = m.organization_id and r.user_id = m.user_id
    where m.organization_id = org and m.user_id = person and m.state = 'active'
      and clock_timestamp() >= r.starts_at and (r.ends_at is null or clock_timestamp() < r.ends_at)
      and (r.station_id is null and r.event_id is null or r.station_id = allows.station or r.event_id = allows.event
        or r.station_id = (select e.station_id from events.events e where e.organization_id = org and e.id = allows.event))
      and (exists (select from identity.builtin_role_permissions b where b.role = r.role and b.permission = allows.permission)
        or exists (select from identity.role_permissions c where c.organization_id = org and c.role_id = r.role_id and c.permission = allows.permission)));
end $$;

-- May whoever this transaction is do this there? A platform administrator in every organization, everybody else in the
-- one that is open. P0002 in another organization, 42501 without the permission.
create or replace function identity.check_may(org uuid, permission text, station uuid default null, event uuid default null) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if system.is_platform_admin() then return; end if;
  if org is null or org is distinct from system.org_id() then
    raise exception using errcode = 'P0002', message = 'That is not here, or not yours.';
  end if;
  if system.context() ->> 'imp' is not null or not identity.allows(org, system.uid(), permission, station, event) then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
end $$;

-- `role` as people choose it, the name of a built-in one or the id of the organization's own, as { role, roleId, permissions, name }.
create or replace function identity.role_named(org uuid, role text) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  own identity.roles;
begin
  if role ~ '^[0-9a-f]{8}-[0-9a-f-]{27}$' then
    select r.* into own from identity.roles r where r.organization_id = org and r.id = role_named.role::uuid and r.archived_at is null;
    if found then
      return jsonb_build_object('roleId', own.id, 'name', own.name, 'permissions', coalesce((select jsonb_agg(c.permission order by c.permission)
        from identity.role_permissions c where c.organization_id = org and c.role_id = own.id), '[]'));
    end if;
  elsif role <> 'worker' and exists (select from identity.builtin_role_permissions b where b.role = role_named.role) then
    if role = 'super_admin' and not (select o.is_platform from organizations.organizations o where o.id = org) then
      raise exception using errcode = 'P0G01', column = 'role', message = 'Only the platform itself has platform administrators.';
    end if;
    return jsonb_build_object('role', role, 'name', role, 'permissions',
      (select jsonb_agg(b.permission order by b.permission) from identity.builtin_role_permissions b where b.role = role_named.role));
  end if;
  raise exception using errcode = 'P0G01', column = 'role', message = 'There is no such role here. Choose another one.';
end $$;

-- The place that a role is for is one of this organization's, and open.
create or replace function identity.check_scope(org uuid, station uuid, event uuid) returns void
  language plpgsql stable security definer set search_path = '' as $$
begin
  if station is not null and event is not null then
    raise exception using errcode = 'P0G01', column = 'stationId', message = 'Choose a station or an event, not both.';
  end if;
  if station is not null and not exists (select from identity.stations s where s.organization_id = org and s.id = station and s.archived_at is null) then
    raise exception using errcode = 'P0G01', column = 'stationId', message = 'That is not a station of this organization, or it is closed.';
  end if;
  if event is not null and not exists (select from events.events e where e.organization_id = org and e.id = event) then
    raise exception using errcode = 'P0G01', column = 'eventId', message = 'That is not an event of this organization.';
  end if;
end $$;

-- Nobody gives, and nobody takes away, what is above them: every permission of the role is one that `giver` has at that place.
create or replace function identity.check_within(org uuid, giver uuid, permissions jsonb, station uuid, event uuid, verb text default 'give') returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  words text;
begin
  select p.words into words from jsonb_array_elements_text(check_within.permissions) wanted (permission)
  join identity.permissions p on p.permission = wanted.permission
  where not identity.allows(org, giver, wanted.permission, station, event) order by p.permission limit 1;
  if words is not null then
    raise exception using errcode = 'P0G01', column = 'role', message = case
      when giver is distinct from system.uid() then format('Whoever asked for this may not %s it any more, because it includes “%s”.', verb, words)
      when station is null and event is null then format('You cannot %s this: it includes “%s”, which you may not do everywhere in the organization.', verb, words)
      else format('You cannot %s this: it includes “%s”, which you may not do there.', verb, words) end;
  end if;
end $$;

-- What a person's live and coming grants hold is within what `giver` may do, or giver may not decide about them.
create or replace function identity.check_outranks(org uuid, giver uuid, person uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  g identity.user_roles;
begin
  for g in select r.* from identity.user_roles r where r.organization_id = org and r.user_id = person
             and (r.ends_at is null or r.ends_at > clock_timestamp()) loop
    perform identity.check_within(org, giver, identity.permissions_of(org, g.role, g.role_id), g.station_id, g.event_id, 'take away');
  end loop;
end $$;

create or replace function identity.permissions_of(org uuid, role text, role_id uuid) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce((select jsonb_agg(x.permission) from (
    select b.permission from identity.builtin_role_permissions b where b.role = permissions_of.role
    union all select c.permission from identity.role_permissions c where c.organization_id = org and c.role_id = permissions_of.role_id) x), '[]');
end $$;

-- The administrators of an organization: those who can work today and whose role has no end. Of the platform, its super_admins.
create or replace function identity.administrators(org uuid) returns uuid[] language plpgsql volatile security definer set search_path = '' as $$
begin
  return array(
    select distinct r.user_id from identity.user_roles r
    join organizations.organizations o on o.id = r.organization_id
    join organizations.org_memberships m on m.organization_id = r.organization_id and m.user_id = r.user_id and m.state = 'active'
    join users.user_profiles p on p.user_id = r.user_id and p.state = 'active'
    where r.organization_id = org and r.role = any (case when o.is_platform then array['super_admin'] else array['admin', 'super_admin'] end)
      and r.station_id is null and r.event_id is null and r.ends_at is null and clock_timestamp() >= r.starts_at);
end $$;

-- Called after a change, under the lock, with those there were before it.
create or replace function identity.keep_an_administrator(org uuid, before uuid[]) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if cardinality(before) > 0 and cardinality(identity.administrators(org)) = 0 then
    raise exception using errcode = 'P0G01', message = case
      when (select o.is_platform from organizations.organizations o where o.id = org) then 'This is the last platform administrator. Make somebody else one first.'
      else 'This is the last administrator of the organization. Make somebody else one first.' end;
  end if;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['lock(uuid)', 'allows(uuid, uuid, text, uuid, uuid)', 'check_may(uuid, text, uuid, uuid)', 'role_named(uuid, text)',
    'check_scope(uuid, uuid, uuid)', 'check_within(uuid, uuid, jsonb, uuid, uuid, text)', 'check_outranks(uuid, uuid, uuid)',
    'permissions_of(uuid, text, uuid)', 'administrators(uuid)', 'keep_an_administrator(uuid, uuid[])'] loop
    execute format('alter function identity.%s owner to gr_flow', f);
    execute format('revoke execute on function identity.%s from public', f);
  end loop;
end $$;
