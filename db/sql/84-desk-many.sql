-- What the platform's desk does to many at once, and what it can choose from when it lets somebody in.

-- Every open organization with its own roles and its stations: [{ id, name, platform, roles [{ id, name, permissions }], stations [{ id, name }] }].
create or replace function system.desk_choices() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform system.require_desk();
  return (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'platform', o.is_platform,
      'roles', coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'permissions', coalesce((
          select jsonb_agg(c.permission order by c.permission) from identity.role_permissions c where c.organization_id = o.id and c.role_id = r.id), '[]')) order by lower(r.name))
        from identity.roles r where r.organization_id = o.id and r.archived_at is null), '[]'),
      'stations', coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by lower(s.name))
        from identity.stations s where s.organization_id = o.id and s.archived_at is null), '[]')) order by o.is_platform, lower(o.name)), '[]')
    from organizations.organizations o where o.state = 'active');
end $$;

-- Have the worker prove the books, the stock and the audit log of every organization now; one job for each, so that none waits for
-- another. Asked again within the same minute, it asks for nothing. Returns how many.
create or replace function system.ask_integrity() returns integer language plpgsql volatile security definer set search_path = '' as $$
declare
  n integer;
begin
  if not system.is_platform_admin() then
    raise exception using errcode = '42501', message = 'Only the platform checks everybody''s books.';
  end if;
  insert into system.outbox (organization_id, topic, payload, key)
  select o.id, 'system.check_integrity', jsonb_build_object('organizationId', o.id), 'integrity:' || to_char(now(), 'YYYYMMDDHH24MI') from organizations.organizations o
  on conflict do nothing;
  get diagnostics n = row_count;
  return n;
end $$;

-- Give every dead job, or every one of a topic, another ten attempts, from now. Each organization's log says how many of its own. Returns how many.
create or replace function system.replay_dead_jobs(topic text default null) returns integer language plpgsql volatile security definer set search_path = '' as $$
declare
  n integer := 0;
  one record;
begin
  if not system.is_platform_admin() then
    raise exception using errcode = '42501', message = 'Only the platform replays jobs.';
  end if;
  for one in
    with replayed as (
      update system.outbox b set dead_at = null, attempts = 0, run_at = now(), leased_until = null, leased_by = null
      where b.dead_at is not null and b.done_at is null and (replay_dead_jobs.topic is null or b.topic = replay_dead_jobs.topic) returning b.organization_id)
    select r.organization_id as id, count(*)::int as jobs, o.is_platform from replayed r join organizations.organizations o on o.id = r.organization_id
    group by r.organization_id, o.is_platform
  loop
    n := n + one.jobs;
    if not one.is_platform then
      perform system.note(one.id, 'system.replay_dead_jobs', 'UPDATE', 'system.outbox', null, jsonb_build_object('jobs', one.jobs, 'by', 'platform'));
    end if;
  end loop;
  if n > 0 then perform pg_catalog.pg_notify('outbox', ''); end if;
  return n;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['desk_choices()', 'ask_integrity()', 'replay_dead_jobs(text)'] loop
    execute format('alter function system.%s owner to gr_flow', f);
    execute format('revoke execute on function system.%s from public', f);
    execute format('grant execute on function system.%s to authenticated', f);
  end loop;
end $$;
