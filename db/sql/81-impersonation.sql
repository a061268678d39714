-- A platform administrator looking through the eyes of an organization or of one of its people. The claim `imp` of the
-- signed context names a row here, and every statement asks the row: ended, expired, another session, or no platform
-- administrator any more, and there is nothing to see. Read-only means that PostgreSQL itself refuses to write: in a
-- transaction that could, such a context belongs to no organization at all.

drop policy if exists flow on system.impersonations;
create policy flow on system.impersonations for all to gr_flow using (true) with check (true);
drop policy if exists definer on system.impersonations;
create policy definer on system.impersonations for select to gr_definer using (true);
grant select on system.impersonations to gr_definer, authenticated;
grant select, insert, update (ended_at) on system.impersonations to gr_flow;

-- The live impersonation of this transaction, or a row of nulls.
create or replace function system.impersonation() returns system.impersonations language plpgsql stable security definer set search_path = '' as $$
declare
  c jsonb := system.context();
  i system.impersonations;
begin
  select * into i from system.impersonations x
  where x.organization_id = (c ->> 'org')::uuid and x.id = (c ->> 'imp')::uuid and x.admin_id = (c ->> 'sub')::uuid
    and x.session_id is not distinct from c ->> 'sid'
    and x.ended_at is null and now() < x.expires_at
    and (x.writable or current_setting('transaction_read_only') = 'on')
    and system.holds_platform(x.admin_id);
  return i;
end $$;

-- What an impersonation may do at most: read; and when it may write, nothing that moves money or gives rights.
create or replace function system.impersonation_allows(permission text, writable boolean) returns boolean language sql immutable set search_path = '' as $$
  select permission ~ ':(read|audit)$' or writable and permission !~ '^(payments|identity|system):' and permission <> 'ticketing:refund'
$$;
create or replace function system.impersonation_allows(permission text) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(system.impersonation_allows(permission, (system.impersonation()).writable), false);
end $$;

-- The same as `system.can`, for the person looked through: their grants, or an administrator's when it is nobody.
create or replace function system.impersonated_may(permission text) returns boolean language plpgsql stable security definer set search_path = '' as $$
declare
  i system.impersonations := system.impersonation();
begin
  if i.id is null or not system.impersonation_allows(permission, i.writable) then return false; end if;
  if i.target_user_id is null then
    return exists (select from identity.builtin_role_permissions b where b.role = 'admin' and b.permission = impersonated_may.permission);
  end if;
  return exists (
    select from identity.user_roles r
    join organizations.org_memberships m on m.organization_id = r.organization_id and m.user_id = r.user_id and m.state = 'active'
    where r.organization_id = i.organization_id and r.user_id = i.target_user_id and r.station_id is null and r.event_id is null
      and now() >= r.starts_at and (r.ends_at is null or now() < r.ends_at)
      and (exists (select from identity.builtin_role_permissions b where b.role = r.role and b.permission = impersonated_may.permission)
        or exists (select from identity.role_permissions c where c.organization_id = i.organization_id and c.role_id = r.role_id and c.permission = impersonated_may.permission)));
end $$;

-- Begin. Only one at a time; not of the platform itself nor of somebody who runs it. p: organization_id, target_user_id?,
-- reason, minutes (60 at most), writable?. Both logs say so. Errors: 42501, P0002, P0G01 in words.
create or replace function system.start_impersonation(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  target organizations.organizations;
  person uuid := (p ->> 'target_user_id')::uuid;
  made system.impersonations;
begin
  if not system.is_platform_admin() then
    raise exception using errcode = '42501', message = 'Only platform administrators may do that.';
  end if;
  select * into target from organizations.organizations o where o.id = (p ->> 'organization_id')::uuid;
  if target.id is null then raise exception using errcode = 'P0002', message = 'That organization is not here.'; end if;
  if target.is_platform then raise exception using errcode = 'P0G01', message = 'The platform itself is not looked at through other eyes.'; end if;
  if person is not null then
    perform from organizations.org_memberships m where m.organization_id = target.id and m.user_id = person and m.state = 'active';
    if not found then raise exception using errcode = 'P0002', message = 'That person does not belong to this organization.'; end if;
    if system.holds_platform(person) then
      raise exception using errcode = 'P0G01', message = 'Somebody who runs the platform is not looked through.';
    end if;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('system.impersonation:' || system.uid(), 0));
  perform from system.impersonations i where i.admin_id = system.uid() and i.ended_at is null and now() < i.expires_at;
  if found then raise exception using errcode = 'P0G01', message = 'You look through other eyes already. End that first.'; end if;
  insert into system.impersonations (organization_id, admin_id, target_user_id, reason, writable, session_id, expires_at)
  values (target.id, system.uid(), person, btrim(p ->> 'reason'), coalesce((p ->> 'writable')::boolean, false), system.context() ->> 'sid',
    now() + make_interval(mins => least(greatest((p ->> 'minutes')::integer, 1), 60)))
  returning * into made;
  perform system.note(target.id, 'system.start_impersonation', 'VIEW', 'system.impersonations', made.id,
    jsonb_build_object('reason', made.reason, 'writable', made.writable, 'until', made.expires_at, 'as', person, 'by', 'platform'));
  return jsonb_build_object('id', made.id, 'slug', target.slug, 'expiresAt', made.expires_at);
end $$;

-- End one's own. Nothing happens to one that is over.
create or replace function system.end_impersonation(impersonation uuid) returns text language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.impersonations;
begin
  update system.impersonations x set ended_at = now()
  where x.id = impersonation and x.admin_id = system.uid() and x.ended_at is null and now() < x.expires_at returning * into i;
  if i.id is null then return null; end if;
  perform system.note(i.organization_id, 'system.end_impersonation', 'VIEW', 'system.impersonations', i.id, jsonb_build_object('by', 'platform'));
  return (select o.slug from organizations.organizations o where o.id = i.organization_id);
end $$;

-- A page is looked at: both logs say so before it is read. In a transaction of its own, because the read one cannot write;
-- the context is that of the administrator, the row is asked here. False when the impersonation is over.
create or replace function system.note_impersonated_view(impersonation uuid, path text) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.impersonations;
begin
  select * into i from system.impersonations x
  where x.id = impersonation and x.admin_id = system.uid() and x.session_id is not distinct from system.context() ->> 'sid'
    and x.ended_at is null and now() < x.expires_at and system.holds_platform(x.admin_id);
  if i.id is null then return false; end if;
  insert into system.audit_logs (organization_id, actor_id, actor, command, kind, subject, subject_id, input, request_id)
  select o.id, i.admin_id, '{}', 'system.view_page', 'VIEW', 'system.impersonations', i.id,
    jsonb_build_object('path', left(path, 500), 'by', 'platform'), coalesce(system.context() ->> 'rid', '')
  from organizations.organizations o where o.id = i.organization_id or o.is_platform;
  return true;
end $$;

-- For `identity.me`: what this person looks through at the moment, in this session.
create or replace function system.my_impersonation(session text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select jsonb_build_object('id', i.id, 'organizationId', i.organization_id, 'slug', o.slug, 'organization', o.name, 'reason', i.reason,
      'writable', i.writable, 'expiresAt', i.expires_at,
      'person', (select jsonb_build_object('userId', p.user_id, 'name', p.name, 'email', p.email) from users.user_profiles p where p.user_id = i.target_user_id),
      'permissions', coalesce((
        select jsonb_agg(distinct x.permission) from (
          select b.permission from identity.builtin_role_permissions b where i.target_user_id is null and b.role = 'admin'
          union all
          select b.permission from identity.user_roles r join identity.builtin_role_permissions b on b.role = r.role
          where r.organization_id = i.organization_id and r.user_id = i.target_user_id and now() >= r.starts_at and (r.ends_at is null or now() < r.ends_at)
          union all
          select c.permission from identity.user_roles r
          join identity.role_permissions c on c.organization_id = r.organization_id and c.role_id = r.role_id
          where r.organization_id = i.organization_id and r.user_id = i.target_user_id and now() >= r.starts_at and (r.ends_at is null or now() < r.ends_at)
        ) x where system.impersonation_allows(x.permission, i.writable)), '[]'))
    from system.impersonations i join organizations.organizations o on o.id = i.organization_id
    where i.admin_id = system.uid() and i.session_id is not distinct from session and i.ended_at is null and now() < i.expires_at
      and system.holds_platform(i.admin_id));
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['system.impersonation()', 'system.impersonation_allows(text, boolean)', 'system.impersonation_allows(text)',
    'system.impersonated_may(text)', 'system.my_impersonation(text)'] loop
    execute format('alter function %s owner to gr_definer', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to gr_definer, gr_flow, gr_ledger', f);
  end loop;
  foreach f in array array['system.start_impersonation(jsonb)', 'system.end_impersonation(uuid)', 'system.note_impersonated_view(uuid, text)'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to authenticated', f);
  end loop;
end $$;
grant execute on function system.my_impersonation(text) to authenticated;
grant execute on function system.holds_platform(uuid) to gr_flow;
