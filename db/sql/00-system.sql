-- Roles, schemas and the signed context. Applied before the migrations; safe to apply again.
-- Run by an administrator of the database who may create roles (a superuser, or Supabase's `postgres`).

do $$
declare
  role_name text;
begin
  foreach role_name in array array['gr_owner', 'gr_definer', 'gr_ledger', 'gr_flow', 'gr_rollup', 'gr_eraser', 'anon', 'authenticated'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
      execute format('create role %I nologin noinherit', role_name);
    end if;
  end loop;
  foreach role_name in array array['gr_app', 'gr_worker', 'gr_auth'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
      execute format('create role %I login noinherit', role_name);
    end if;
  end loop;
  -- The administrator hands objects to their owners, so it must be able to become them.
  foreach role_name in array array['gr_owner', 'gr_definer', 'gr_ledger', 'gr_flow', 'gr_rollup', 'gr_eraser', 'gr_auth'] loop
    if not pg_catalog.pg_has_role(current_user, role_name, 'member') then
      execute format('grant %I to current_user', role_name);
    end if;
  end loop;
  execute format('revoke temporary, create on database %I from public', current_database());
  execute format('grant create on database %I to gr_owner', current_database());
end $$;

-- A login may only become what a request is: forgetting the tenant gives 42501, not data.
grant anon, authenticated to gr_app with inherit false, set true;
grant authenticated to gr_worker with inherit false, set true;

-- A forgotten statement or transaction must not hold the house.
alter role gr_app set statement_timeout = '15s';
alter role gr_app set lock_timeout = '5s';
alter role gr_app set idle_in_transaction_session_timeout = '30s';
alter role gr_worker set statement_timeout = '5min';
alter role gr_worker set lock_timeout = '10s';
alter role gr_worker set idle_in_transaction_session_timeout = '5min';

alter default privileges revoke execute on functions from public;
alter default privileges for role gr_owner revoke execute on functions from public;

revoke create on schema public from public;
create schema if not exists extensions;
create extension if not exists btree_gist with schema extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists pgcrypto with schema extensions;
grant usage on schema extensions to gr_owner, gr_definer, gr_ledger, gr_flow, gr_rollup, gr_eraser, authenticated, gr_worker;

create schema if not exists system authorization gr_owner;
grant usage, create on schema system to gr_definer, gr_flow;
grant usage on schema system to anon, authenticated, gr_worker, gr_ledger, gr_rollup, gr_eraser;

-- UUIDv7 (RFC 9562): 48 bits of milliseconds, 12 bits of the fraction of one, 62 random bits.
-- PostgreSQL 18 has its own; production may run 15 to 17. In PL/pgSQL, which keeps its plan: 6 µs instead of 50 an insert.
create or replace function system.uuid7() returns uuid language plpgsql volatile parallel safe set search_path = '' as $$
declare
  us bigint := extract(epoch from clock_timestamp()) * 1000000;
begin
  -- Milliseconds, the version, and the microseconds scaled to 12 bits; then the random half of a version 4, variant included.
  return encode(int8send((us / 1000) << 16 | 28672 | us % 1000 * 4096 / 1000) || substring(uuid_send(gen_random_uuid()) from 9), 'hex')::uuid;
end $$;
alter function system.uuid7() owner to gr_owner;
grant execute on function system.uuid7() to public;

-- The verified context of this transaction, or null. `app.ctx` is only as good as its signature: SQL that was
-- slipped into a query can set it, but cannot sign it. Expiry is judged at the start of the transaction.
create or replace function system.context() returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  ctx text := nullif(current_setting('app.ctx', true), '');
  body jsonb;
begin
  if ctx is null or not exists (
    select from system.context_keys k
    where encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(ctx, 'UTF8'))), 'hex') = current_setting('app.sig', true)
  ) then
    return null;
  end if;
  body := ctx::jsonb;
  if (body ->> 'exp')::bigint < extract(epoch from now()) then
    return null;
  end if;
  return body;
end $$;

-- Who is acting. Null for a visitor and for the worker. In PL/pgSQL, which keeps its plan: a definer function in SQL
-- is planned anew at every call.
create or replace function system.uid() returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  return (system.context() ->> 'sub')::uuid;
end $$;

-- The background worker acts for one organization without being a person; only its own login may say so.
create or replace function system.is_worker() returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return session_user = 'gr_worker' and coalesce(system.context() ->> 'svc' = 'worker', false);
end $$;

-- The organization of this transaction: signed, not expired, and with a live membership and an active profile,
-- so somebody who was removed or suspended is out at the next statement.
create or replace function system.org_id() returns uuid language plpgsql stable security definer set search_path = '' as $$
declare
  c jsonb := system.context();
begin
  if c is null or c ->> 'org' is null then return null; end if;
  if c ->> 'svc' = 'worker' then
    return case when session_user = 'gr_worker' then (c ->> 'org')::uuid end;
  end if;
  if c ->> 'imp' is not null then
    return (system.impersonation()).organization_id;
  end if;
  return (
    select m.organization_id
    from organizations.org_memberships m
    join users.user_profiles p on p.user_id = m.user_id
    where m.organization_id = (c ->> 'org')::uuid and m.user_id = (c ->> 'sub')::uuid
      and m.state = 'active' and p.state = 'active');
end $$;

-- May this person do this anywhere in the organization? Grants for one station or event do not count here.
create or replace function system.can(permission text) returns boolean language plpgsql stable security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
begin
  if org is null then return false; end if;
  if system.is_worker() then
    return exists (select from identity.builtin_role_permissions b where b.role = 'worker' and b.permission = can.permission);
  end if;
  if system.context() ->> 'imp' is not null then
    return system.impersonated_may(permission);
  end if;
  return exists (
    select from identity.user_roles r
    where r.organization_id = org and r.user_id = system.uid()
      and r.station_id is null and r.event_id is null
      and now() >= r.starts_at and (r.ends_at is null or now() < r.ends_at)
      and (exists (select from identity.builtin_role_permissions b where b.role = r.role and b.permission = can.permission)
        or exists (select from identity.role_permissions c where c.organization_id = org and c.role_id = r.role_id and c.permission = can.permission)));
end $$;

-- The stations for which this person holds the permission by a grant of that station alone.
create or replace function system.station_ids(permission text) returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  who uuid := system.uid();
begin
  if org is null then return '{}'; end if;
  if system.context() ->> 'imp' is not null then
    if not system.impersonation_allows(permission) then return '{}'; end if;
    who := (system.impersonation()).target_user_id;
  end if;
  return array(
    select r.station_id
    from identity.user_roles r
    where r.organization_id = org and r.user_id = who and r.station_id is not null
      and now() >= r.starts_at and (r.ends_at is null or now() < r.ends_at)
      and (exists (select from identity.builtin_role_permissions b where b.role = r.role and b.permission = station_ids.permission)
        or exists (select from identity.role_permissions c where c.organization_id = org and c.role_id = r.role_id and c.permission = station_ids.permission)));
end $$;

-- The events for which this person holds the permission by a grant of that event alone: a scanner for one night.
create or replace function system.event_ids(permission text) returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  who uuid := system.uid();
begin
  if org is null then return '{}'; end if;
  if system.context() ->> 'imp' is not null then
    if not system.impersonation_allows(permission) then return '{}'; end if;
    who := (system.impersonation()).target_user_id;
  end if;
  return array(
    select r.event_id
    from identity.user_roles r
    where r.organization_id = org and r.user_id = who and r.event_id is not null
      and now() >= r.starts_at and (r.ends_at is null or now() < r.ends_at)
      and (exists (select from identity.builtin_role_permissions b where b.role = r.role and b.permission = event_ids.permission)
        or exists (select from identity.role_permissions c where c.organization_id = org and c.role_id = r.role_id and c.permission = event_ids.permission)));
end $$;

-- Does this person hold the permission at all, be it for one station or event?
create or replace function system.has(permission text) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return system.can(permission) or cardinality(system.station_ids(permission)) > 0 or cardinality(system.event_ids(permission)) > 0;
end $$;

-- Everything this person may do anywhere in the organization.
create or replace function system.permissions() returns text[] language plpgsql stable security definer set search_path = '' as $$
begin
  return array(select p.permission from identity.permissions p where system.can(p.permission));
end $$;

-- A super_admin of the platform's own organization.
create or replace function system.holds_platform(person uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select from identity.user_roles r
    join organizations.organizations o on o.id = r.organization_id and o.is_platform
    join organizations.org_memberships m on m.organization_id = r.organization_id and m.user_id = r.user_id and m.state = 'active'
    join users.user_profiles p on p.user_id = r.user_id and p.state = 'active'
    where r.user_id = person and r.role = 'super_admin' and r.station_id is null and r.event_id is null
      and now() >= r.starts_at and (r.ends_at is null or now() < r.ends_at));
end $$;

-- A platform administrator, whatever organization is open; but not while they look through somebody else's eyes.
create or replace function system.is_platform_admin() returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return system.context() ->> 'imp' is null and system.holds_platform(system.uid());
end $$;

-- A platform administrator whose look at other organizations is in the audit log already, written by this very
-- transaction (`system.open_desk`). Without that line they see no more than anybody else.
create or replace function system.at_desk() returns boolean language plpgsql stable security definer set search_path = '' as $$
declare
  line text := current_setting('app.desk', true);
begin
  if coalesce(line, '') !~ '^[0-9a-f-]{36}$' or not system.is_platform_admin() then return false; end if;
  return exists (
    select from system.audit_logs a join organizations.organizations o on o.id = a.organization_id and o.is_platform
    where a.id = line::uuid and a.actor_id = system.uid() and a.xmin = pg_current_xact_id_if_assigned()::xid);
end $$;

do $$
declare
  signature text;
begin
  foreach signature in array array['system.context()', 'system.uid()', 'system.is_worker()', 'system.org_id()', 'system.can(text)',
    'system.station_ids(text)', 'system.event_ids(text)', 'system.has(text)', 'system.permissions()', 'system.holds_platform(uuid)', 'system.is_platform_admin()', 'system.at_desk()'] loop
    execute format('alter function %s owner to gr_definer', signature);
    execute format('revoke execute on function %s from public', signature);
    execute format('grant execute on function %s to authenticated, anon, gr_definer, gr_flow, gr_ledger, gr_rollup, gr_eraser, gr_worker', signature);
  end loop;
end $$;

-- Who runs the platform is nobody else's question.
revoke execute on function system.holds_platform(uuid) from authenticated, anon, gr_worker;
