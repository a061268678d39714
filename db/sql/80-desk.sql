-- The platform's desk. Every function here asks `system.at_desk()`: a platform administrator whose look is in the audit
-- log already. What they do to an organization is in the organization's own log as well.

drop policy if exists flow on system.integrity_runs;
create policy flow on system.integrity_runs for all to gr_flow using (true) with check (true);
grant select, insert, delete on system.integrity_runs to gr_flow;
grant select on system.integrity_runs, system.workers to authenticated;
grant select, insert, update, delete on system.workers to gr_worker;
grant select, delete on system.workers to gr_flow;
grant select on system.cron_runs to gr_flow;
drop policy if exists flow_read on system.cron_runs;
create policy flow_read on system.cron_runs for select to gr_flow using (true);
grant update (run_at, attempts, dead_at) on system.outbox to gr_flow;
grant update (tier) on organizations.organizations to gr_flow;

-- Begin to look at organizations that are not one's own: the line in the audit log comes first, and what follows in this
-- transaction sees. With an organization, its own log says so too. Returns the line.
create or replace function system.open_desk(what text, reason text default null, organization uuid default null) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  line uuid;
  platform uuid;
begin
  if not system.is_platform_admin() then
    raise exception using errcode = '42501', message = 'Only platform administrators may look here.';
  end if;
  select o.id into platform from organizations.organizations o where o.is_platform;
  line := system.note(platform, 'system.view_' || what, 'VIEW', case when organization is not null then 'organizations.organizations' end,
    organization, jsonb_strip_nulls(jsonb_build_object('reason', reason)));
  -- Of one that is not there, the platform's log alone says that somebody looked.
  if organization <> platform and exists (select from organizations.organizations o where o.id = organization) then
    perform system.note(organization, 'system.view_' || what, 'VIEW', 'organizations.organizations', organization,
      jsonb_strip_nulls(jsonb_build_object('reason', reason, 'by', 'platform')));
  end if;
  perform set_config('app.desk', line::text, true);
  return line;
end $$;

create or replace function system.require_desk() returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if not system.at_desk() then
    raise exception using errcode = '42501', message = 'This is read at the platform''s desk, where each look is recorded first.';
  end if;
end $$;

-- Every organization with its size and health. `healthy` is null before the first nightly look.
create or replace function system.desk_organizations() returns table (id uuid, slug text, name text, state text, tier text, is_platform boolean,
  country text, currency text, created_at timestamptz, members bigint, events bigint, orders_30d bigint, last_activity_at timestamptz,
  healthy boolean, faults text, checked_at timestamptz)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  perform system.require_desk();
  return query
    with runs as (
      select distinct on (r.organization_id, r.check) r.organization_id, r.check, r.ok, r.detail, r.created_at
      from system.integrity_runs r order by r.organization_id, r.check, r.created_at desc
    ), health as (
      select r.organization_id, bool_and(r.ok) as ok, string_agg(r.check || ': ' || r.detail, '; ' order by r.check) filter (where not r.ok) as faults,
        min(r.created_at) as at from runs r group by r.organization_id
    )
    select o.id, o.slug, o.name, o.state::text, o.tier, o.is_platform, o.country::text, o.default_currency::text, o.created_at,
      (select count(*) from organizations.org_memberships m where m.organization_id = o.id and m.state = 'active'),
      (select count(*) from events.events e where e.organization_id = o.id),
      (select count(*) from ticketing.orders r where r.organization_id = o.id and r.created_at > now() - interval '30 days'),
      coalesce((select a.created_at from system.audit_logs a
        where a.organization_id = o.id and a.input ->> 'by' is distinct from 'platform' order by a.created_at desc limit 1), o.created_at),
      h.ok, h.faults, h.at
    from organizations.organizations o left join health h on h.organization_id = o.id;
end $$;

-- People who wait for approval, everywhere, with how long they have waited and where they were taken in already.
create or replace function system.desk_people() returns table (id uuid, name text, email text, state text, state_reason text,
  created_at timestamptz, organizations text, waiting_hours integer)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  perform system.require_desk();
  return query
    select p.user_id, p.name, p.email, p.state::text, p.state_reason, p.created_at,
      coalesce((select string_agg(o.name, ', ' order by o.name) from organizations.org_memberships m
        join organizations.organizations o on o.id = m.organization_id where m.user_id = p.user_id and m.state = 'active'), ''),
      case when p.state = 'pending_approval' then floor(extract(epoch from now() - p.created_at) / 3600)::integer else 0 end
    from users.user_profiles p;
end $$;

-- The people of one organization, for whoever must choose through whose eyes to look.
create or replace function system.desk_members(organization uuid) returns table ("userId" uuid, name text, email text, roles text)
  language plpgsql stable security definer set search_path = '' as $$
begin
  perform system.require_desk();
  return query
    select p.user_id, p.name, p.email, coalesce((
      select string_agg(distinct coalesce(r.role, c.name), ', ') from identity.user_roles r
      left join identity.roles c on c.organization_id = r.organization_id and c.id = r.role_id
      where r.organization_id = organization and r.user_id = p.user_id and now() >= r.starts_at and (r.ends_at is null or now() < r.ends_at)), '')
    from organizations.org_memberships m join users.user_profiles p on p.user_id = m.user_id
    where m.organization_id = organization and m.state = 'active';
end $$;

-- Jobs that were given up, or failed and wait for another try. Payloads stay closed: they hold people's addresses.
create or replace function system.desk_jobs() returns table (id uuid, organization_id uuid, organization text, topic text, state text,
  attempts integer, last_error text, created_at timestamptz, run_at timestamptz, dead_at timestamptz)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  perform system.require_desk();
  return query
    select b.id, b.organization_id, o.name, b.topic, case when b.dead_at is not null then 'dead' else 'failing' end,
      b.attempts, coalesce(b.last_error, ''), b.created_at, b.run_at, b.dead_at
    from system.outbox b join organizations.organizations o on o.id = b.organization_id
    where b.done_at is null and (b.dead_at is not null or b.last_error is not null);
end $$;

-- How the machinery is: workers, queue, clock, e-mails, limits, integrity and size, as one document.
create or replace function system.desk_operations() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform system.require_desk();
  return jsonb_build_object(
    'now', now(),
    'workers', coalesce((select jsonb_agg(jsonb_build_object('name', w.name, 'startedAt', w.started_at, 'beatAt', w.beat_at, 'stoppedAt', w.stopped_at,
        'running', w.running, 'alive', w.stopped_at is null and w.beat_at > now() - interval '30 seconds') order by w.beat_at desc)
      from system.workers w), '[]'),
    'queue', coalesce((select jsonb_agg(to_jsonb(q) order by q.topic) from (
      select b.topic, count(*) filter (where b.dead_at is null and b.run_at <= now()) as due,
        count(*) filter (where b.dead_at is null and b.run_at > now()) as later, count(*) filter (where b.dead_at is not null) as dead,
        coalesce(floor(extract(epoch from now() - min(b.run_at) filter (where b.dead_at is null and b.run_at <= now()))), 0)::bigint as "lagSeconds"
      from system.outbox b where b.done_at is null group by b.topic) q), '[]'),
    'cron', coalesce((select jsonb_agg(to_jsonb(c) order by c.job) from (
      select distinct on (r.job) r.job, r.slot_at as slot, r.started_at as "startedAt", r.finished_at as "finishedAt",
        coalesce(r.outcome, '') as outcome, coalesce(r.outcome like 'failed:%', false) as failed
      from system.cron_runs r order by r.job, r.slot_at desc) c), '[]'),
    'emails', (select jsonb_build_object('dead', count(*) filter (where b.dead_at is not null), 'failing', count(*) filter (where b.dead_at is null and b.last_error is not null),
        'waiting', count(*) filter (where b.dead_at is null)) from system.outbox b where b.done_at is null and b.topic = 'messaging.send_email'),
    'limits', coalesce((select jsonb_agg(jsonb_build_object('key', l.key, 'hits', l.hits, 'resetsAt', l.resets_at)) from (
      select * from system.rate_limits l where l.resets_at > now() order by l.hits desc limit 10) l), '[]'),
    'integrity', coalesce((select jsonb_agg(to_jsonb(i) order by i.ok, i.organization, i.check) from (
      select distinct on (r.organization_id, r.check) o.name as organization, r.organization_id as "organizationId", r.check, r.ok, r.detail, r.created_at as at
      from system.integrity_runs r join organizations.organizations o on o.id = r.organization_id
      order by r.organization_id, r.check, r.created_at desc) i), '[]'),
    'errors', (select jsonb_build_object('open', count(*) filter (where e.state = 'open'), 'today', count(*) filter (where e.last_at > now() - interval '1 day')) from system.error_logs e),
    'databaseBytes', pg_catalog.pg_database_size(pg_catalog.current_database()));
end $$;

-- Give a dead job another ten attempts, from now. The organization's log says who did.
create or replace function system.replay_job(organization uuid, job uuid) returns text
  language plpgsql volatile security definer set search_path = '' as $$
declare
  what text;
begin
  if not system.is_platform_admin() then
    raise exception using errcode = '42501', message = 'Only the platform replays jobs.';
  end if;
  update system.outbox b set dead_at = null, attempts = 0, run_at = now(), leased_until = null, leased_by = null
  where b.organization_id = organization and b.id = job and b.dead_at is not null and b.done_at is null
  returning b.topic into what;
  if what is null then raise exception using errcode = 'P0002', message = 'That job is not dead any more.'; end if;
  if not (select o.is_platform from organizations.organizations o where o.id = organization) then
    perform system.note(organization, 'system.replay_job', 'UPDATE', 'system.outbox', job, jsonb_build_object('topic', what, 'by', 'platform'));
  end if;
  perform pg_catalog.pg_notify('outbox', '');
  return what;
end $$;

-- The platform sells or gives a tier. Returns the former one.
create or replace function system.set_tier(organization uuid, tier text) returns text
  language plpgsql volatile security definer set search_path = '' as $$
declare
  former text;
begin
  if not system.is_platform_admin() then
    raise exception using errcode = '42501', message = 'Only the platform sets tiers.';
  end if;
  select o.tier into former from organizations.organizations o where o.id = organization for update;
  if former is null then raise exception using errcode = 'P0002', message = 'That organization is not here.'; end if;
  update organizations.organizations o set tier = set_tier.tier where o.id = organization;
  if not (select o.is_platform from organizations.organizations o where o.id = organization) then
    perform system.note(organization, 'system.set_tier', 'UPDATE', 'organizations.organizations', organization,
      jsonb_build_object('tier', tier, 'by', 'platform'), jsonb_build_object('tier', jsonb_build_array(former, tier)));
  end if;
  return former;
end $$;

-- Look into one organization: its books, its documents against what settles them, its stock against the log of movements, its audit chain. Keeps what it found.
create or replace function system.check_integrity_of(organization uuid) returns integer
  language plpgsql volatile security definer set search_path = '' as $$
declare
  faults integer;
begin
  if not (session_user = 'gr_worker' or pg_has_role(session_user, 'gr_flow', 'member') or system.is_platform_admin()) then
    raise exception using errcode = '42501', message = 'Only the platform checks everybody''s books.';
  end if;
  insert into system.integrity_runs (organization_id, "check", ok, detail)
  select organization, 'books.' || v."check", v.ok, v.detail from payments.verify(organization) v
  union all
  select organization, 'audit', a.ok, a.detail from system.verify_audit(organization) a
  union all
  select organization, a."check", a.ok, a.detail from analytics.integrity_of(organization) a
  union all
  select organization, 'documents', count(*) = 0, case when count(*) = 0 then 'every invoice, payment and held sum is as its rows say'
    else count(*) || ' differ: ' || min(f.fault) end from (select d.fault from payments.document_faults(organization) d union all select h.fault from sponsorship.faults(organization) h) f
  union all
  select organization, 'stock', count(*) = 0, case when count(*) = 0 then 'every tier counts what its movements say' else count(*) || ' tiers differ: ' || min(x.name) end
  from (
    select t.name from ticketing.ticket_tiers t
    left join ticketing.inventory_operations i on i.organization_id = t.organization_id and i.tier_id = t.id
    where t.organization_id = organization
    group by t.id, t.name, t.held, t.sold 
    having t.held is distinct from coalesce(sum(case i.kind when 'hold' then i.quantity when 'release' then -i.quantity when 'sell' then -i.quantity end), 0)
      or t.sold is distinct from coalesce(sum(case i.kind when 'sell' then i.quantity when 'return' then -i.quantity end), 0)
  ) x;
  select count(*) into faults from system.integrity_runs r
  where r.organization_id = organization and r.created_at = now() and not r.ok;
  return faults;
end $$;

-- The worker's night: every organization, and what is older than ninety days goes. Returns how many checks failed.
create or replace function system.check_integrity() returns bigint language plpgsql volatile security definer set search_path = '' as $$
declare
  faults bigint;
begin
  delete from system.integrity_runs r where r.created_at < now() - interval '90 days';
  delete from system.workers w where w.beat_at < now() - interval '7 days';
  select coalesce(sum(system.check_integrity_of(o.id)), 0) into faults from organizations.organizations o;
  return faults;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['system.open_desk(text, text, uuid)', 'system.require_desk()', 'system.desk_organizations()', 'system.desk_people()',
    'system.desk_members(uuid)', 'system.desk_jobs()', 'system.desk_operations()', 'system.replay_job(uuid, uuid)', 'system.set_tier(uuid, text)',
    'system.check_integrity_of(uuid)', 'system.check_integrity()'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to %s', f, case when f = 'system.check_integrity()' then 'gr_worker' else 'authenticated' end);
  end loop;
end $$;
grant execute on function payments.verify(uuid) to gr_flow;
