-- The rollup's life: refreshed by the minute, rebuilt on demand, sealed by the month, and only then may the single rows go.

-- Take in what was committed since the last run, at most about `most` rows, and say until when the rollups are true.
-- Only one runs at a time; a second one waits. Returns { visits, facts, asOf, more }.
create or replace function analytics.refresh(most integer default 500000) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  begun timestamptz := clock_timestamp();
  now_seen pg_snapshot;
  was pg_snapshot;
  cap xid8;
  taken bigint[];
  true_at timestamptz;
begin
  perform pg_advisory_xact_lock(7404);
  insert into analytics.watermarks (name, seen, as_of_at) values ('rollups', '3:3:', 'epoch') on conflict do nothing;
  select w.seen::pg_snapshot into was from analytics.watermarks w where w.name = 'rollups' for update;
  perform analytics.begin_rollups();
  now_seen := pg_current_snapshot();
  if pg_snapshot_xmax(was) > pg_snapshot_xmax(now_seen) then
    return analytics.rebuild_all();
  end if;
  -- A long backlog is taken in parts: a snapshot that ends after the transaction which brought the last of the rows.
  cap := analytics.nth_unseen(was, most);
  if cap is not null and cap < pg_snapshot_xmax(now_seen) then
    now_seen := format('%s:%s:%s', least(pg_snapshot_xmin(now_seen), cap), cap,
      (select string_agg(x::text, ',' order by x) from pg_snapshot_xip(now_seen) x where x < cap))::pg_snapshot;
  end if;
  taken := analytics.roll_all(null, was, now_seen, null);
  -- In the middle of a backlog nothing new is true yet, and looking for the oldest row that waits would read all of it in every part.
  true_at := case when cap is null then least(begun, analytics.oldest_waiting(now_seen)) end;
  update analytics.watermarks w set seen = now_seen::text, as_of_at = greatest(w.as_of_at, true_at) where w.name = 'rollups'
  returning w.as_of_at into true_at;
  if taken[1] + taken[2] > 0 then
    insert into analytics.refresh_log (kind, visits, facts, started_at, finished_at) values ('refresh', taken[1], taken[2], begun, clock_timestamp());
  end if;
  return jsonb_build_object('visits', taken[1], 'facts', taken[2], 'asOf', true_at, 'more', cap is not null);
end $$;

-- What a run takes in: how many visits, how many facts. A new kind of row has its own function of the same four arguments, and its
-- line here; a new rollup is a table of analytics with `organization_id` and `day` (or `month`), whose columns but the keys add up,
-- filled by one of these functions. Grants, rebuilds and the proof of a rebuild find it by that.
create or replace function analytics.roll_all(only_ uuid, seen pg_snapshot, upto pg_snapshot, after date) returns bigint[] language plpgsql volatile set search_path = '' as $$
begin
  perform analytics.roll_sources(only_, seen, upto, after);
  return array[analytics.roll_visits(only_, seen, upto, after), analytics.roll_facts(only_, seen, upto, after) + analytics.roll_bookings(only_, seen, upto, after)];
end $$;

-- Organizations that came since the last run get their place, with what they had sold before; one that moved to another zone is cut anew.
create or replace function analytics.begin_rollups() returns void language plpgsql volatile set search_path = '' as $$
declare
  o record;
begin
  for o in select s.id, s.zone from organizations.organizations s left join analytics.rolled r on r.organization_id = s.id where r.organization_id is null loop
    insert into analytics.rolled (organization_id, zone, version) values (o.id, o.zone, 1) on conflict do nothing;
    perform analytics.note_past(o.id), analytics.note_past_bookings(o.id);
  end loop;
  -- Rolled up before there were bookings and sources in it.
  for o in select r.organization_id as id from analytics.rolled r where r.version < 1 loop
    perform analytics.note_past_bookings(o.id), analytics.rebuild_one(o.id);
    update analytics.rolled r set version = 1 where r.organization_id = o.id;
  end loop;
  for o in select s.id from organizations.organizations s join analytics.rolled r on r.organization_id = s.id where r.zone <> s.zone loop
    perform analytics.rebuild_one(o.id);
  end loop;
end $$;

-- The number after the transaction that wrote the row `most` places after what was seen, of the kind that has it sooner; null when there
-- are fewer. That transaction is taken whole, however large: a part is never empty. Nor does a part ever end before what was seen does:
-- while an old transaction stays open, that reaches beyond it.
create or replace function analytics.nth_unseen(seen pg_snapshot, most integer) returns xid8 language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  since xid8 := pg_snapshot_xmin(seen);
  far xid8 := least(
    (select v.written_by from analytics.event_impressions v where v.written_by >= since and not pg_visible_in_snapshot(v.written_by, seen) order by v.written_by offset most limit 1),
    (select f.written_by from analytics.ticket_analytics f where f.written_by >= since and not pg_visible_in_snapshot(f.written_by, seen) order by f.written_by offset most limit 1),
    (select b.written_by from analytics.booking_analytics b where b.written_by >= since and not pg_visible_in_snapshot(b.written_by, seen) order by b.written_by offset most limit 1));
begin
  return case when far is not null then greatest((far::text::bigint + 1)::text::xid8, pg_snapshot_xmax(seen)) end;
end $$;
drop function if exists analytics.nth_written(xid8, integer);

-- When the oldest row arrived that is committed and not in the rollups yet.
create or replace function analytics.oldest_waiting(seen pg_snapshot) returns timestamptz language sql volatile set search_path = '' as $$
  select least(
    (select min(v.received_at) from analytics.event_impressions v where v.written_by >= pg_snapshot_xmin(seen) and not pg_visible_in_snapshot(v.written_by, seen)),
    (select min(f.received_at) from analytics.ticket_analytics f where f.written_by >= pg_snapshot_xmin(seen) and not pg_visible_in_snapshot(f.written_by, seen)),
    (select min(b.received_at) from analytics.booking_analytics b where b.written_by >= pg_snapshot_xmin(seen) and not pg_visible_in_snapshot(b.written_by, seen)))
$$;

-- One organization's rollups from its single rows, as far back as it keeps them; what the last run had not seen stays for the next.
create or replace function analytics.rebuild_one(org uuid) returns bigint language plpgsql volatile set search_path = '' as $$
declare
  seen pg_snapshot := (select w.seen::pg_snapshot from analytics.watermarks w where w.name = 'rollups');
  after date;
  t text;
  taken bigint[];
begin
  update analytics.rolled r set zone = o.zone from organizations.organizations o where o.id = r.organization_id and r.organization_id = org
  returning (r.kept_from_at at time zone r.zone)::date into after;
  for t in select r.name from analytics.rollups() r where r.by = 'day' loop
    execute format('delete from analytics.%I where organization_id = $1 and ($2 is null or day > $2)', t) using org, after;
  end loop;
  taken := analytics.roll_all(org, null, seen, after);
  -- Days that stay have no single rows any more, so what is coarser than a day or a page is made from the days.
  perform analytics.sum_days(org);
  return (select sum(n) from unnest(taken) n);
end $$;

-- Months and sources anew from the days that there are, of one organization or of all.
create or replace function analytics.sum_days(org uuid) returns void language plpgsql volatile security definer set search_path = '' set work_mem = '64MB' as $$
begin
  delete from analytics.daily_sources t where org is null or t.organization_id = org;
  delete from analytics.monthly_traffic t where org is null or t.organization_id = org;
  delete from analytics.monthly_hours t where org is null or t.organization_id = org;
  delete from analytics.monthly_visitors t where org is null or t.organization_id = org;
  insert into analytics.daily_sources (organization_id, day, channel, source, views, clicks, dwells, dwell_ms, plays, shares, scans)
  select t.organization_id, t.day, t.channel, t.source, sum(t.views), sum(t.clicks), sum(t.dwells), sum(t.dwell_ms), sum(t.plays), sum(t.shares), sum(t.scans)
  from analytics.daily_traffic t where org is null or t.organization_id = org group by 1, 2, 3, 4 order by 1, 2;
  insert into analytics.monthly_traffic (organization_id, month, event_id, station_id, page, channel, source, views, clicks, dwells, dwell_ms, plays, shares, scans)
  select t.organization_id, date_trunc('month', t.day)::date, t.event_id, t.station_id, t.page, t.channel, t.source, sum(t.views), sum(t.clicks), sum(t.dwells), sum(t.dwell_ms), sum(t.plays), sum(t.shares), sum(t.scans)
  from analytics.daily_traffic t where org is null or t.organization_id = org group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2;
  insert into analytics.monthly_hours (organization_id, month, weekday, hour, views, orders, tickets, arrivals)
  select t.organization_id, date_trunc('month', t.day)::date, extract(isodow from t.day)::smallint, t.hour, sum(t.views), sum(t.orders), sum(t.tickets), sum(t.arrivals)
  from analytics.hourly_activity t where org is null or t.organization_id = org group by 1, 2, 3, 4 order by 1, 2;
  insert into analytics.monthly_visitors (organization_id, month, event_id, sketch)
  select organization_id, month, event_id, (array_agg(visitor order by visitor))[1:512] from (
    select distinct t.organization_id, date_trunc('month', t.day)::date as month, t.event_id, u.visitor from analytics.daily_visitors t cross join lateral unnest(t.sketch) u (visitor)
    where org is null or t.organization_id = org) each group by 1, 2, 3;
end $$;

-- The same for whoever looks after the machine: `select analytics.rebuild('…')`, or without one for all. Returns how many rows it read.
create or replace function analytics.rebuild(org uuid default null) returns bigint
  language plpgsql volatile security definer set search_path = '' as $$
declare
  begun timestamptz := clock_timestamp();
  read bigint := 0;
  o uuid;
begin
  perform pg_advisory_xact_lock(7404);
  for o in select r.organization_id from analytics.rolled r where rebuild.org is null or r.organization_id = rebuild.org loop
    read := read + analytics.rebuild_one(o);
  end loop;
  insert into analytics.refresh_log (kind, visits, facts, started_at, finished_at) values ('rebuild', read, 0, begun, clock_timestamp());
  return read;
end $$;

-- After a backup was played back into another server, transactions are counted anew and nothing tells what was seen: all of it, once more.
create or replace function analytics.rebuild_all() returns jsonb language plpgsql volatile set search_path = '' as $$
declare
  fresh text := pg_current_snapshot()::text;
  read bigint;
begin
  -- Numbers of the former server are ahead of this one's: they become old, so that they are seen, and not again when it catches up.
  update analytics.event_impressions v set written_by = '3' where v.written_by >= pg_snapshot_xmin(fresh::pg_snapshot);
  update analytics.ticket_analytics f set written_by = '3' where f.written_by >= pg_snapshot_xmin(fresh::pg_snapshot);
  update analytics.booking_analytics b set written_by = '3' where b.written_by >= pg_snapshot_xmin(fresh::pg_snapshot);
  update analytics.watermarks w set seen = fresh, as_of_at = clock_timestamp() where w.name = 'rollups';
  read := analytics.rebuild(null);
  update analytics.months m set rolled = analytics.rows_of(m.kind, m.month) where m.dropped_at is null and m.sealed_at is null;
  return jsonb_build_object('visits', read, 'facts', 0, 'asOf', clock_timestamp(), 'more', false);
end $$;

-- Seal each month that ended 35 days ago, when every row of it is in the rollups. Returns how many; a month that does not add up stays open.
create or replace function analytics.seal_months(as_of timestamptz default now()) returns integer
  language plpgsql volatile security definer set search_path = '' as $$
declare
  m analytics.months;
  there bigint;
  sealed integer := 0;
begin
  perform pg_advisory_xact_lock(7404);
  for m in select x.* from analytics.months x where x.sealed_at is null and x.dropped_at is null
    and (x.month + interval '1 month')::timestamp at time zone 'UTC' < seal_months.as_of - interval '35 days' order by x.kind, x.month loop
    there := analytics.rows_of(m.kind, m.month);
    if there = m.rolled then
      update analytics.months x set sealed_at = seal_months.as_of where (x.kind, x.month) = (m.kind, m.month);
      sealed := sealed + 1;
    end if;
  end loop;
  return sealed;
end $$;

create or replace function analytics.rows_of(kind text, month date) returns bigint language plpgsql stable set search_path = '' as $$
declare
  found_rows bigint;
begin
  execute format('select count(*) from analytics.%I where happened_at >= $1 and happened_at < $2', kind) into found_rows
    using month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC';
  return found_rows;
end $$;

-- Let go of the single rows that are older than their organization keeps them: whole months where nobody keeps them any more, by
-- organization where others do. Months that are not sealed stay, whatever their age. Returns { dropped, removed }.
create or replace function analytics.retire(as_of timestamptz default now()) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  longest integer := greatest(13, (select max(s.retention_months) from analytics.settings s));
  g record;
  m record;
  gone bigint;
  dropped integer := 0;
  removed bigint := 0;
begin
  perform pg_advisory_xact_lock(7404);
  for g in
    select r.organization_id, (date_trunc('month', retire.as_of at time zone 'UTC') - make_interval(months => coalesce(s.retention_months, 13))) at time zone 'UTC' as from_
    from analytics.rolled r left join analytics.settings s on s.organization_id = r.organization_id
  loop
    if exists (select from analytics.months x where x.sealed_at is null and x.dropped_at is null and (x.month + interval '1 month')::timestamp at time zone 'UTC' <= g.from_
      and analytics.holds(x.kind, x.month, g.organization_id)) then continue; end if;
    update analytics.rolled r set kept_from_at = g.from_ where r.organization_id = g.organization_id and (r.kept_from_at is null or r.kept_from_at < g.from_);
    for m in select x.kind, x.month from analytics.months x where x.sealed_at is not null and x.dropped_at is null
      and (x.month + interval '1 month')::timestamp at time zone 'UTC' <= g.from_
      and x.month + interval '1 month' > (date_trunc('month', retire.as_of at time zone 'UTC') - make_interval(months => longest)) loop
      execute format('delete from analytics.%I where organization_id = $1 and happened_at >= $2 and happened_at < $3', m.kind)
        using g.organization_id, m.month::timestamp at time zone 'UTC', (m.month + interval '1 month')::timestamp at time zone 'UTC';
      get diagnostics gone = row_count;
      update analytics.months x set rolled = x.rolled - gone where (x.kind, x.month) = (m.kind, m.month) and gone > 0;
      removed := removed + gone;
    end loop;
  end loop;
  for m in select x.kind, x.month from analytics.months x where x.sealed_at is not null and x.dropped_at is null
    and x.month + interval '1 month' <= date_trunc('month', retire.as_of at time zone 'UTC') - make_interval(months => longest) loop
    perform analytics.drop_month(m.kind, m.month);
    dropped := dropped + 1;
  end loop;
  delete from analytics.refresh_log l where l.started_at < now() - interval '30 days';
  return jsonb_build_object('dropped', dropped, 'removed', removed);
end $$;

create or replace function analytics.holds(kind text, month date, org uuid) returns boolean language plpgsql stable set search_path = '' as $$
declare
  any_ boolean;
begin
  execute format('select exists (select from analytics.%I where organization_id = $1 and happened_at >= $2 and happened_at < $3)', kind) into any_
    using org, month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC';
  return any_;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['refresh(integer)', 'roll_all(uuid, pg_snapshot, pg_snapshot, date)', 'sum_days(uuid)', 'begin_rollups()', 'nth_unseen(pg_snapshot, integer)', 'oldest_waiting(pg_snapshot)', 'rebuild_one(uuid)', 'rebuild(uuid)',
    'rebuild_all()', 'seal_months(timestamptz)', 'rows_of(text, date)', 'retire(timestamptz)', 'holds(text, date, uuid)'] loop
    execute format('alter function analytics.%s owner to gr_rollup', f);
    execute format('revoke execute on function analytics.%s from public', f);
  end loop;
end $$;
grant execute on function analytics.refresh(integer), analytics.rebuild(uuid), analytics.seal_months(timestamptz), analytics.retire(timestamptz) to gr_worker;
-- A database whose days were rolled up before there were months and sources.
drop function if exists analytics.sum_months(uuid);
select analytics.sum_days(null) where not exists (select from analytics.daily_sources) and exists (select from analytics.daily_traffic);
