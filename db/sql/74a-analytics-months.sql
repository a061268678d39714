-- The months of the raw rows: made ahead, healed from the DEFAULT partition, dropped whole once their rollups are sealed.

-- The tables of single rows.
create or replace function analytics.raw_tables() returns text[] language sql immutable set search_path = '' as $$
  select array['event_impressions', 'ticket_analytics', 'booking_analytics']
$$;

-- A partition for one UTC month. What waits in the DEFAULT partition for that month moves in. False when it was there already.
create or replace function analytics.add_month(parent text, month date) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
declare
  name text := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
  low timestamptz := month::timestamp at time zone 'UTC';
  high timestamptz := (month + interval '1 month')::timestamp at time zone 'UTC';
begin
  if parent <> all (analytics.raw_tables()) or extract(day from month) <> 1 then
    raise exception 'no such partitioned table, or not the first of a month: % %', parent, month;
  end if;
  if to_regclass(format('analytics.%I', name)) is not null then return false; end if;
  execute format('create table analytics.%I (like analytics.%I including defaults including constraints)', name, parent);
  perform analytics.close_partition(name);
  -- Nobody writes into the DEFAULT partition while its rows move: none can be lost between the two.
  execute format('lock table analytics.%I in access exclusive mode', parent || '_default');
  execute format('with moved as (delete from analytics.%I where happened_at >= %L and happened_at < %L returning *) insert into analytics.%I select * from moved',
    parent || '_default', low, high, name);
  execute format('alter table analytics.%I attach partition analytics.%I for values from (%L) to (%L)', parent, name, low, high);
  insert into analytics.months as m (kind, month) values (parent, add_month.month)
  on conflict on constraint months_kind_month_pk do update set sealed_at = null, dropped_at = null;
  return true;
end $$;

-- A partition obeys nobody but its owner, who moves rows into it: whoever names it past its parent sees nothing.
create or replace function analytics.close_partition(name text) returns void language plpgsql volatile set search_path = '' as $$
begin
  execute format('alter table analytics.%I enable row level security', name);
  execute format('alter table analytics.%I force row level security', name);
  execute format('drop policy if exists move on analytics.%I', name);
  execute format('create policy move on analytics.%I for all to gr_owner using (true) with check (true)', name);
end $$;

-- Months from the last one to three ahead, and those that rows in the DEFAULT partition ask for. Returns how many were made.
create or replace function analytics.make_months(as_of timestamptz default now()) returns integer
  language plpgsql volatile security definer set search_path = '' as $$
declare
  parent text;
  month date;
  made integer := 0;
begin
  foreach parent in array analytics.raw_tables() loop
    for month in
      select generate_series(date_trunc('month', make_months.as_of at time zone 'UTC') - interval '1 month', date_trunc('month', make_months.as_of at time zone 'UTC') + interval '3 months', interval '1 month')::date
      union select analytics.months_waiting(parent) order by 1
    loop
      if analytics.add_month(parent, month) then made := made + 1; end if;
    end loop;
  end loop;
  return made;
end $$;

-- The months whose rows lie in the DEFAULT partition, because nobody made a place for them: the alarm rings while there are any.
create or replace function analytics.months_waiting(parent text) returns setof date
  language plpgsql stable security definer set search_path = '' as $$
begin
  return query execute format('select distinct date_trunc(''month'', happened_at at time zone ''UTC'')::date from analytics.%I', parent || '_default');
end $$;

-- Drop a month of both kinds, for good. Only one that is sealed: its rollups stay.
create or replace function analytics.drop_month(parent text, month date) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  update analytics.months m set dropped_at = now(), rolled = 0 where m.kind = drop_month.parent and m.month = drop_month.month and m.sealed_at is not null and m.dropped_at is null;
  if not found then
    raise exception using errcode = 'P0S01', message = format('The rollups of %s are not sealed, so its rows stay.', to_char(drop_month.month, 'YYYY-MM'));
  end if;
  execute format('drop table if exists analytics.%I', format('%s_%s', parent, to_char(drop_month.month, 'YYYY_MM')));
end $$;

do $$
declare
  parent text;
begin
  foreach parent in array analytics.raw_tables() loop
    if to_regclass(format('analytics.%I', parent || '_default')) is null then
      execute format('create table analytics.%I partition of analytics.%I default', parent || '_default', parent);
      execute format('alter table analytics.%I owner to gr_owner', parent || '_default');
    end if;
  end loop;
end $$;
alter function analytics.close_partition(text) owner to gr_owner;
select analytics.close_partition(parent || '_default') from unnest(analytics.raw_tables()) parent;

do $$
declare
  f text;
begin
  foreach f in array array['raw_tables()', 'add_month(text, date)', 'close_partition(text)', 'make_months(timestamptz)', 'months_waiting(text)', 'drop_month(text, date)'] loop
    execute format('alter function analytics.%s owner to gr_owner', f);
    execute format('revoke execute on function analytics.%s from public', f);
  end loop;
end $$;
grant execute on function analytics.make_months(timestamptz) to gr_worker;
grant execute on function analytics.raw_tables() to gr_worker, gr_rollup, gr_flow;
grant execute on function analytics.months_waiting(text) to gr_worker, gr_flow, gr_rollup;
grant execute on function analytics.drop_month(text, date) to gr_rollup;
select analytics.make_months();
