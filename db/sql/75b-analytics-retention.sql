-- For how long single visits and facts are kept, as the people of one organization see and decide it. `analytics.retire` does it.

-- { months, keptFrom, zone, asOf, kept: [{ month, visits, facts, sealedAt, goesAt }], runs: [{ kind, startedAt, ms }], retiredAt }. Runs are those of the house, which are
-- the same for everybody; how many rows of others they took in is nobody's to know.
create or replace function analytics.retention() returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  keeps int;
begin
  if org is null or not system.can('analytics:read') then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  keeps := coalesce((select s.retention_months from analytics.settings s where s.organization_id = org), 13);
  return jsonb_build_object('months', keeps, 'zone', (select o.zone from organizations.organizations o where o.id = org),
    'keptFrom', (select r.kept_from_at from analytics.rolled r where r.organization_id = org),
    'asOf', (select w.as_of_at from analytics.watermarks w where w.name = 'rollups' and w.as_of_at > 'epoch'),
    'kept', (select coalesce(jsonb_agg(jsonb_build_object('month', k.month, 'visits', k.visits, 'facts', k.facts,
        'sealedAt', (select max(m.sealed_at) from analytics.months m where m.month = k.month having bool_and(m.sealed_at is not null)),
        'goesAt', (k.month + make_interval(months => keeps + 1))::timestamp at time zone 'UTC') order by k.month desc), '[]') from analytics.kept_months(org) k),
    'runs', (select coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'startedAt', l.started_at, 'ms', round(extract(epoch from l.finished_at - l.started_at) * 1000)) order by l.started_at desc), '[]')
      from (select x.* from analytics.refresh_log x order by x.started_at desc limit 20) l));
end $$;

-- The single rows that an organization still has, by UTC month.
create or replace function analytics.kept_months(org uuid) returns table (month date, visits bigint, facts bigint) language sql stable set search_path = '' as $$
  select x.month, sum(x.visits)::bigint, sum(x.facts)::bigint from (
    select date_trunc('month', v.happened_at at time zone 'UTC')::date as month, count(*) as visits, 0 as facts from analytics.event_impressions v where v.organization_id = org group by 1
    union all
    select date_trunc('month', f.happened_at at time zone 'UTC')::date, 0, count(*) from analytics.ticket_analytics f where f.organization_id = org group by 1) x group by 1
$$;

-- What would go at the next run if so many months were kept: { visits, facts, before }. Rollups stay, whatever goes.
create or replace function analytics.retention_effect(months int) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  cut date := (date_trunc('month', now() at time zone 'UTC') - make_interval(months => months))::date;
begin
  if org is null or not system.can('analytics:read') then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  return (select jsonb_build_object('before', cut, 'visits', coalesce(sum(k.visits), 0), 'facts', coalesce(sum(k.facts), 0)) from analytics.kept_months(org) k where k.month < cut);
end $$;

-- Keep single rows for so many months. Keeping them shorter lets rows go for good: it wants `confirmed`. Answers { id, months, former }.
create or replace function analytics.set_retention(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  wanted int := (p ->> 'months')::int;
  former int;
  made uuid;
begin
  if org is null or not system.can('organizations:write') then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  perform identity.lock(org);
  former := coalesce((select s.retention_months from analytics.settings s where s.organization_id = org), 13);
  if wanted is null or wanted not between 1 and 120 then
    raise exception using errcode = 'P0G01', column = 'months', message = 'Choose 1 to 120 months.';
  elsif wanted < former and not coalesce((p ->> 'confirmed')::boolean, false) then
    raise exception using errcode = 'P0G01', column = 'confirmed', message = 'Say that you know what goes for good.';
  end if;
  insert into analytics.settings as s (organization_id, retention_months) values (org, wanted) on conflict (organization_id) do update set retention_months = excluded.retention_months, updated_at = now()
  returning s.id into made;
  return jsonb_build_object('id', made, 'months', wanted, 'former', former);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['retention()', 'kept_months(uuid)', 'retention_effect(int)', 'set_retention(jsonb)'] loop
    execute format('alter function analytics.%s owner to gr_rollup', f);
    execute format('revoke execute on function analytics.%s from public', f);
  end loop;
end $$;
grant execute on function identity.lock(uuid) to gr_rollup;
grant execute on function analytics.retention(), analytics.retention_effect(int), analytics.set_retention(jsonb) to authenticated;
