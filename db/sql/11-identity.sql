-- Who belongs where and may do what: read by the tenant session, written through functions of the domain.

do $$
declare
  t text;
begin
  foreach t in array array['organizations.organizations', 'organizations.org_memberships', 'identity.roles',
    'identity.role_permissions', 'identity.user_roles', 'identity.stations', 'identity.station_users',
    'identity.permissions', 'identity.builtin_role_permissions'] loop
    execute format('drop policy if exists definer on %s', t);
    execute format('create policy definer on %s for select to gr_definer using (true)', t);
    execute format('grant select on %s to gr_definer, authenticated', t);
  end loop;
end $$;
-- The address changes through a function, the state and the tier through the platform's.
grant update (name, tagline, country, default_currency, zone, accent, support_email, logo_url, domain, operating_regions, cross_border_enabled,
  data_residency_region, revenue_recognised) on organizations.organizations to authenticated;

-- Everything a screen must know about the signed person before it shows anything, in one statement: who they are, the
-- organizations they belong to, and what they may do in the one whose address is open. Permissions are those of any
-- live grant, of the whole organization or of one station or event: the row policies narrow them down.
-- A person who is not active belongs nowhere. Null for a visitor. PL/pgSQL, because it keeps the plan of the session.
create or replace function identity.me(slug text default null) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return (
  -- A session that was ended elsewhere is nobody's any more, though its token runs on for minutes.
  with who as materialized (select system.uid() as id where users.session_lives(system.context() ->> 'sid')),
  person as materialized (
    select p.* from users.user_profiles p where p.user_id = (select w.id from who w)
  ),
  looking as materialized (
    select i.impersonation from person p cross join lateral (
      select system.my_impersonation(system.context() ->> 'sid') as impersonation) i
    where i.impersonation is not null and p.state = 'active'
  ),
  mine as materialized (
    select o.* from person p
    join organizations.org_memberships m on m.user_id = p.user_id and m.state = 'active'
    join organizations.organizations o on o.id = m.organization_id and o.state = 'active'
    where p.state = 'active'
    union
    -- What a platform administrator looks through is open to them as long as it lasts, and is no organization of theirs.
    select o.* from looking l join organizations.organizations o on o.id = (l.impersonation ->> 'organizationId')::uuid
  ),
  grants as materialized (
    select r.organization_id, r.role, r.role_id, coalesce(r.role, c.name) as name,
      r.station_id is null and r.event_id is null as whole
    from person p
    join identity.user_roles r on r.user_id = p.user_id
    join mine o on o.id = r.organization_id
    left join identity.roles c on c.organization_id = r.organization_id and c.id = r.role_id
    where now() >= r.starts_at and (r.ends_at is null or now() < r.ends_at)
  ),
  here as materialized (select o.* from mine o where o.slug = me.slug or (me.slug = '@platform' and o.is_platform) limit 1)
  select jsonb_build_object(
    'person', (select jsonb_build_object('userId', p.user_id, 'name', p.name, 'email', p.email, 'avatarUrl', p.avatar_url,
      'locale', p.locale, 'zone', p.zone, 'state', p.state, 'stateReason', p.state_reason,
      'waitsFor', (select o.name from organizations.organizations o where o.id = p.requested_organization_id and p.state = 'pending_approval')) from person p),
    'organizations', coalesce((
      select jsonb_agg(jsonb_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'logo', o.logo_url, 'roles', coalesce((
        select jsonb_agg(distinct g.name) from grants g where g.organization_id = o.id), '[]')) order by lower(o.name), o.id)
      from mine o), '[]'),
    'organization', (select jsonb_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'zone', o.zone,
      'currency', o.default_currency, 'accent', o.accent, 'logo', o.logo_url, 'isPlatform', o.is_platform) from here o),
    'impersonation', (select l.impersonation - 'permissions' from looking l),
    'permissions', coalesce((
      select l.impersonation -> 'permissions' from looking l join here o on o.id = (l.impersonation ->> 'organizationId')::uuid), (
      select jsonb_agg(distinct x.permission) from (
        select b.permission from here o join grants g on g.organization_id = o.id
        join identity.builtin_role_permissions b on b.role = g.role
        union all
        select c.permission from here o join grants g on g.organization_id = o.id
        join identity.role_permissions c on c.organization_id = o.id and c.role_id = g.role_id) x), '[]'),
    'roles', coalesce((select jsonb_agg(distinct g.name) from here o join grants g on g.organization_id = o.id), '[]'),
    'platformAdmin', exists (
      select from grants g join mine o on o.id = g.organization_id and o.is_platform where g.role = 'super_admin' and g.whole))
  where (select w.id from who w) is not null);
end $$;
alter function identity.me(text) owner to gr_definer;
revoke execute on function identity.me(text) from public;
grant execute on function identity.me(text) to authenticated;

-- The organizations of the signed person.
create or replace function identity.my_organization_ids() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select m.organization_id from users.user_profiles p
  join organizations.org_memberships m on m.user_id = p.user_id and m.state = 'active'
  where p.user_id = (select system.uid()) and p.state = 'active'
$$;
alter function identity.my_organization_ids() owner to gr_definer;
revoke execute on function identity.my_organization_ids() from public;
grant execute on function identity.my_organization_ids() to authenticated;

-- The same two questions under the names by which other tools know them.
create or replace function public.current_org_id() returns uuid language sql stable set search_path = '' as $$
  select system.org_id()
$$;
create or replace function public.user_orgs() returns setof uuid language sql stable set search_path = '' as $$
  select identity.my_organization_ids()
$$;
revoke execute on function public.current_org_id(), public.user_orgs() from public, anon;
grant execute on function public.current_org_id(), public.user_orgs() to authenticated;
