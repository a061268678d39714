-- Founding an organization and taking people in. Executable by an administrator of the database and by the functions
-- that check who asks; not by any request.

do $$
declare
  table_name text;
begin
  foreach table_name in array array['organizations.organizations', 'organizations.org_memberships', 'identity.user_roles',
    'identity.stations', 'identity.station_users', 'identity.builtin_role_permissions', 'identity.role_permissions'] loop
    execute format('drop policy if exists flow on %s', table_name);
    execute format('create policy flow on %s for all to gr_flow using (true) with check (true)', table_name);
  end loop;
end $$;
grant select, insert, update on organizations.organizations, organizations.org_memberships, identity.user_roles to gr_flow;
grant select on identity.stations, identity.station_users, identity.builtin_role_permissions, identity.role_permissions to gr_flow;

-- Found an organization and open its book. `p` names columns of organizations.organizations; the slug, name, country,
-- default_currency and zone are required. Returns its id.
create or replace function organizations.create_organization(p jsonb) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  made organizations.organizations;
begin
  insert into organizations.organizations (id, slug, name, tagline, is_platform, country, default_currency, zone, accent, support_email,
    settlement, platform_fee_ppm, platform_fee_fixed_minor, processing_fee_bearer, tax_rate_ppm, tax_inclusive, tax_code, created_at)
  values (
    coalesce((p ->> 'id')::uuid, system.uuid7()), p ->> 'slug', p ->> 'name', coalesce(p ->> 'tagline', ''),
    coalesce((p ->> 'is_platform')::boolean, false), p ->> 'country', p ->> 'default_currency', p ->> 'zone',
    coalesce(p ->> 'accent', '#0f766e'), p ->> 'support_email', coalesce(p ->> 'settlement', 'platform'),
    coalesce((p ->> 'platform_fee_ppm')::integer, 25000), coalesce((p ->> 'platform_fee_fixed_minor')::bigint, 50),
    coalesce(p ->> 'processing_fee_bearer', 'organization'), coalesce((p ->> 'tax_rate_ppm')::integer, 0),
    coalesce((p ->> 'tax_inclusive')::boolean, true), p ->> 'tax_code', coalesce((p ->> 'created_at')::timestamptz, now()))
  returning * into made;
  perform payments.open_book(made.id, made.default_currency);
  return made.id;
end $$;

-- Take a person in with a built-in role, for the organization or for one station of it. Safe to repeat.
create or replace function organizations.add_member(organization_id uuid, user_id uuid, role text, station_id uuid default null,
  assigned_by uuid default null) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into organizations.org_memberships as m (organization_id, user_id)
  values (add_member.organization_id, add_member.user_id)
  on conflict on constraint one_membership do update set state = 'active' where m.state <> 'active';
  insert into identity.user_roles (organization_id, user_id, role, station_id, assigned_by)
  select add_member.organization_id, add_member.user_id, add_member.role, add_member.station_id, add_member.assigned_by
  where not exists (
    select from identity.user_roles r
    where r.organization_id = add_member.organization_id and r.user_id = add_member.user_id and r.role = add_member.role
      and r.station_id is not distinct from add_member.station_id);
end $$;

alter function organizations.create_organization(jsonb) owner to gr_flow;
alter function organizations.add_member(uuid, uuid, text, uuid, uuid) owner to gr_flow;
revoke execute on function organizations.create_organization(jsonb), organizations.add_member(uuid, uuid, text, uuid, uuid) from public;
