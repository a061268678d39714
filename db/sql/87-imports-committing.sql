-- Imports, part 5 of 5: the commit, by the worker alone.

-- The next units of an import, each whole or not at all. Answers how many rows it dealt with; 0 when none is left.
create or replace function system.import_batch(import uuid, run uuid, most int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.import_of(import, run);
  units text[];
  dealt int;
begin
  if i.state <> 'committing' then return 0; end if;
  perform system.learn_sizes();
  units := array(select y.unit from system.import_rows y where y.organization_id = i.organization_id and y.import_id = import and y.state = 'good' order by y.n limit most);
  select count(*) into dealt from system.import_rows r where r.organization_id = i.organization_id and r.import_id = import and r.state = 'good' and r.unit in (select unnest(units));
  if i.kind = 'orders' then
    perform system.import_many(i, units);
  else
    perform system.import_each(i, units);
  end if;
  return dealt;
end $$;

-- A plan that was made while a young house's tables were empty reads all of them for each foreign key, long after an import has filled them.
-- So the planner is told of a table that has become three times as large as it knows.
create or replace function system.learn_sizes() returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  t regclass;
begin
  for t in
    select c.oid from pg_catalog.pg_class c
    where c.oid = any (array['events.events', 'events.event_schedules', 'ticketing.orders', 'ticketing.order_items', 'ticketing.order_taxes', 'ticketing.tickets',
        'ticketing.inventory_operations', 'payments.transactions', 'payments.entries', 'system.import_rows', 'system.import_keys']::regclass[])
      and pg_catalog.pg_relation_size(c.oid) > 3 * 8192 * greatest(c.relpages, 5)
  loop
    execute format('analyze (skip_locked) %s', t);
  end loop;
end $$;
alter function system.learn_sizes() owner to gr_owner;
revoke execute on function system.learn_sizes() from public;
grant execute on function system.learn_sizes() to gr_flow;

-- Orders together, but for those that cannot be taken.
create or replace function system.import_many(i system.imports, units text[]) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  unfit text[] := '{}';
  u record;
  tried jsonb;
begin
  perform from ticketing.ticket_tiers t where t.organization_id = i.organization_id and t.event_id = (i.options ->> 'eventId')::uuid order by t.id for no key update;
  for u in select f.* from ticketing.unfit_orders(i, units) f order by f.n loop
    perform system.refuse_unit(i, u.unit, u.n, u.place, u.said);
    unfit := unfit || u.unit;
  end loop;
  tried := ticketing.try_orders(i, array(select distinct x from unnest(units) x where x <> all (unfit)));
  for u in select f ->> 'unit' as unit, f ->> 'place' as place, f ->> 'said' as said from jsonb_array_elements(tried -> 'refused') f loop
    perform system.refuse_unit(i, u.unit, null, u.place, u.said);
  end loop;
  insert into system.import_keys (organization_id, kind, scope, unit, import_id, subject_id)
  select i.organization_id, i.kind, coalesce(i.options ->> 'eventId', ''), m.key, i.id, m.value::uuid from jsonb_each_text(tried -> 'made') m;
  update system.import_rows r set state = 'done', subject_id = m.value::uuid from jsonb_each_text(tried -> 'made') m
  where r.organization_id = i.organization_id and r.import_id = i.id and r.state = 'good' and r.unit = m.key;
end $$;

-- Events, sessions and customers one after the other.
create or replace function system.import_each(i system.imports, units text[]) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  u record;
  subject uuid;
  said text;
  place text;
begin
  for u in
    select r.unit, array_agg(r.n order by r.n) as ns, (array_agg(r.value order by r.n))[1] as value
    from system.import_rows r
    where r.organization_id = i.organization_id and r.import_id = i.id and r.state = 'good' and r.unit in (select unnest(units))
    group by r.unit order by min(r.n)
  loop
    begin
      subject := case i.kind when 'events' then events.import_event(i, u.value) when 'customers' then crm.import_customer(i, u.value) else events.import_session(i, u.value) end;
      insert into system.import_keys (organization_id, kind, scope, unit, import_id, subject_id)
      values (i.organization_id, i.kind, coalesce(i.options ->> 'eventId', ''), u.unit, i.id, subject);
      update system.import_rows r set state = 'done', subject_id = subject where r.organization_id = i.organization_id and r.import_id = i.id and r.n = any (u.ns);
    exception when sqlstate 'P0G01' or sqlstate 'P0S01' or integrity_constraint_violation or data_exception then
      get stacked diagnostics said = message_text, place = column_name;
      perform system.refuse_unit(i, u.unit, null, case when sqlstate not like '2%' then place end, system.import_words(sqlstate, said));
    end;
  end loop;
end $$;

-- A unit that cannot be taken: its rows say why; where all or nothing is wanted, nothing is.
create or replace function system.refuse_unit(i system.imports, unit text, n int, place text, said text) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  if i.mode = 'all' then
    raise exception using errcode = 'P0G09', message = said, column = coalesce(place, ''), detail = coalesce(refuse_unit.n, (
      select min(r.n) from system.import_rows r where r.organization_id = i.organization_id and r.import_id = i.id and r.state = 'good' and r.unit = refuse_unit.unit))::text;
  end if;
  update system.import_rows r set state = 'refused', errors = jsonb_build_array(jsonb_build_object('column', coalesce(place, ''), 'message', said))
  where r.organization_id = i.organization_id and r.import_id = i.id and r.state = 'good' and r.unit = refuse_unit.unit;
end $$;

-- How far it is; asked for beside the transaction that does the work.
create or replace function system.import_progress(import uuid, run uuid, so_far int) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.import_of(import, run);
begin
  update system.imports x set done = so_far where x.organization_id = i.organization_id and x.id = import;
end $$;

create or replace function system.finish_import(import uuid, run uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.import_of(import, run);
  made int;
  refused int;
begin
  if i.state <> 'committing' then return; end if;
  select count(*) filter (where r.state = 'done'), count(*) filter (where r.state = 'refused') into made, refused
  from system.import_rows r where r.organization_id = i.organization_id and r.import_id = import;
  update system.imports x set state = 'committed', good = made, bad = x.bad + refused, done = made, finished_at = now() where x.organization_id = i.organization_id and x.id = import;
  perform ticketing.note(i.organization_id, 'system.finish_import', 'system.imports', import, jsonb_build_object('kind', i.kind, 'name', i.name, 'imported', made, 'refused', refused));
end $$;

-- All or nothing, and one row was refused: nothing was imported, and the row says why.
create or replace function system.take_back_import(import uuid, run uuid, row_n int, said text, place text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.import_of(import, run);
begin
  update system.import_rows r set state = 'bad', errors = jsonb_build_array(jsonb_build_object('column', place, 'message', said))
  where r.organization_id = i.organization_id and r.import_id = import and r.n = row_n and r.state = 'good';
  update system.imports x set state = 'checked', done = 0, good = x.good - 1, bad = x.bad + 1 where x.organization_id = i.organization_id and x.id = import and x.state = 'committing';
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['import_batch(uuid, uuid, int)', 'import_many(system.imports, text[])', 'import_each(system.imports, text[])',
    'refuse_unit(system.imports, text, int, text, text)', 'import_progress(uuid, uuid, int)', 'finish_import(uuid, uuid)', 'take_back_import(uuid, uuid, int, text, text)'] loop
    execute format('alter function system.%s owner to gr_flow', f);
    execute format('revoke execute on function system.%s from public', f);
  end loop;
  foreach f in array array['import_batch(uuid, uuid, int)', 'import_progress(uuid, uuid, int)', 'finish_import(uuid, uuid)',
    'take_back_import(uuid, uuid, int, text, text)'] loop
    execute format('grant execute on function system.%s to authenticated', f);
  end loop;
end $$;
