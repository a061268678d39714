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

-- The slug is the first segment of every address, so it is none of the product's own.
create or replace function organizations.check_slug() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from organizations.reserved_slugs r where r.slug = new.slug) then
    raise exception using errcode = 'P0G01', column = 'slug', message = format('“%s” is an address of the product itself. Choose another one.', new.slug);
  end if;
  -- Links to a former address lead to whoever had it, so nobody else can be called so.
  if exists (select from organizations.former_slugs f where f.slug = new.slug and f.organization_id <> new.id) then
    raise exception using errcode = 'P0G01', column = 'slug', message = format('“%s” was the address of another organization. Choose another one.', new.slug);
  end if;
  return new;
end $$;
create or replace trigger slug_not_reserved before insert or update of slug on organizations.organizations
  for each row execute function organizations.check_slug();

-- Money that was posted stays in its currency: another one opens its own accounts in the book and leaves the old ones as they are.
create or replace function organizations.open_currency() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform payments.open_book(new.id, new.default_currency);
  return null;
end $$;
create or replace trigger open_currency after update of default_currency on organizations.organizations
  for each row when (old.default_currency is distinct from new.default_currency) execute function organizations.open_currency();

-- A platform administrator founds an organization and invites its first administrator. p: as above, and administrator (an e-mail
-- address). Answers { id, invitationId }.
create or replace function organizations.found_organization(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  made uuid;
begin
  if not system.is_platform_admin() then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  made := organizations.create_organization(p - '{id,is_platform,created_at,administrator}'::text[]);
  update organizations.organizations o set tier = coalesce(p ->> 'tier', o.tier) where o.id = made;
  perform ticketing.note(made, 'organizations.found_organization', 'organizations.organizations', made, p);
  return jsonb_build_object('id', made, 'invitationId', case when p ->> 'administrator' is not null then
    organizations.invite(jsonb_build_object('organizationId', made, 'email', p ->> 'administrator', 'role', 'admin', 'days', 14)) end);
end $$;

-- Archive an organization, or open it again, which only the platform can. Nothing is deleted.
create or replace function organizations.archive_organization(organization_id uuid default null) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := coalesce(organization_id, system.org_id());
  coming int;
begin
  perform identity.lock(org);
  perform identity.check_may(org, 'organizations:archive');
  if (select o.is_platform from organizations.organizations o where o.id = org) then
    raise exception using errcode = 'P0G01', message = 'The platform itself cannot be archived.';
  end if;
  select count(*) into coming from events.events e
  where e.organization_id = org and e.ends_at > clock_timestamp() and e.state in ('published', 'live', 'postponed');
  if coming > 0 then
    raise exception using errcode = 'P0G01', message = format('%s still to come. Cancel %s first, so that nobody buys a ticket to it.',
      case coming when 1 then 'One event is' else coming || ' events are' end, case coming when 1 then 'it' else 'them' end);
  end if;
  update organizations.organizations o set state = 'archived' where o.id = org;
  update organizations.org_invitations i set state = 'revoked' where i.organization_id = org and i.state in ('invited', 'expired');
  if org is distinct from system.org_id() then
    perform ticketing.note(org, 'organizations.archive_organization', 'organizations.organizations', org, '{}');
  end if;
  return org;
end $$;

create or replace function organizations.restore_organization(organization_id uuid) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if not system.is_platform_admin() then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  perform identity.lock(organization_id);
  update organizations.organizations o set state = 'active' where o.id = restore_organization.organization_id;
  perform ticketing.note(organization_id, 'organizations.restore_organization', 'organizations.organizations', organization_id, '{}');
  return organization_id;
end $$;

-- Move an organization to another address; links to the old one lead to the new one.
create or replace function organizations.change_slug(slug text) returns text language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  org uuid := system.org_id();
  former text;
begin
  perform identity.lock(org);
  perform identity.check_may(org, 'organizations:archive');
  select o.slug into former from organizations.organizations o where o.id = org;
  update organizations.organizations o set slug = change_slug.slug where o.id = org;
  delete from organizations.former_slugs f where f.organization_id = org and f.slug = change_slug.slug;
  insert into organizations.former_slugs (organization_id, slug) select org, former where former <> change_slug.slug on conflict do nothing;
  return former;
end $$;

-- Where an organization that had this address is today; null when nobody had it.
create or replace function organizations.slug_now(former text) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select o.slug from organizations.former_slugs f join organizations.organizations o on o.id = f.organization_id
    where f.slug = former and o.state = 'active');
end $$;

-- What the platform switched on for an organization.
create or replace function organizations.set_tier(organization_id uuid, tier text) returns void language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
begin
  if not system.is_platform_admin() then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  update organizations.organizations o set tier = set_tier.tier where o.id = organization_id;
  if not found then
    raise exception using errcode = 'P0002', message = 'That organization is not here.';
  end if;
  perform ticketing.note(organization_id, 'organizations.set_tier', 'organizations.organizations', organization_id, jsonb_build_object('tier', tier));
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['check_slug()', 'open_currency()', 'found_organization(jsonb)', 'archive_organization(uuid)', 'restore_organization(uuid)', 'change_slug(text)', 'slug_now(text)', 'set_tier(uuid, text)'] loop
    execute format('alter function organizations.%s owner to gr_flow', f);
    execute format('revoke execute on function organizations.%s from public', f);
  end loop;
end $$;
grant select on organizations.reserved_slugs to gr_flow;
drop policy if exists flow on organizations.former_slugs;
create policy flow on organizations.former_slugs for all to gr_flow using (true) with check (true);
grant select, insert, delete on organizations.former_slugs to gr_flow;
grant select on organizations.former_slugs to authenticated;
grant execute on function organizations.slug_now(text) to anon, authenticated;
grant execute on function organizations.found_organization(jsonb), organizations.archive_organization(uuid), organizations.restore_organization(uuid),
  organizations.change_slug(text), organizations.set_tier(uuid, text) to authenticated;
