-- Imports, part 2 of 5: reading and checking, by the worker alone.

-- `run` names the work under way: one that was thought dead and wakes up again writes nothing.
create or replace function system.import_of(import uuid, run uuid) returns system.imports language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports;
begin
  if not system.is_worker() then
    raise exception using errcode = '42501', message = 'Only the worker works on files.';
  end if;
  select x.* into i from system.imports x where x.organization_id = system.org_id() and x.id = import;
  if not found or (run is not null and i.run_id is distinct from run) then
    raise exception using errcode = 'P0S01', message = 'Somebody else works on this file by now.';
  end if;
  return i;
end $$;

-- Begin, or begin again: a reading and a check start anew, a commit goes on where it was. Null when there is nothing to do.
create or replace function system.begin_import(import uuid) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.import_of(import, null);
  run uuid := system.uuid7();
begin
  if i.state not in ('uploaded', 'checking', 'committing') then return null; end if;
  if i.state = 'uploaded' then
    delete from system.import_rows r where r.organization_id = i.organization_id and r.import_id = import;
  end if;
  update system.imports x set run_id = run, rows = case when i.state = 'uploaded' then 0 else x.rows end,
    done = case when i.state = 'committing' and i.mode = 'skip' then x.done else 0 end
  where x.organization_id = i.organization_id and x.id = import;
  return (select to_jsonb(i) || jsonb_build_object('run', run, 'remembered', m.mapping, 'orgZone', o.zone, 'orgCurrency', o.default_currency,
      'event', (select jsonb_build_object('zone', e.zone, 'currency', e.currency, 'startsAt', e.starts_at, 'venueId', e.venue_id) from events.events e
        where e.organization_id = o.id and e.id = (i.options ->> 'eventId')::uuid),
      'venues', coalesce((select jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name, 'city', v.city, 'zone', v.zone)) from events.venues v where v.organization_id = o.id), '[]'),
      'categories', (select jsonb_agg(jsonb_build_object('key', c.key, 'name', c.name)) from ref.event_categories c),
      'tiers', coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name)) from ticketing.ticket_tiers t
        where t.organization_id = o.id and t.event_id = (i.options ->> 'eventId')::uuid), '[]'),
      'stations', coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'slug', s.slug)) from identity.stations s where s.organization_id = o.id and s.archived_at is null), '[]'))
    from organizations.organizations o left join system.import_mappings m on m.organization_id = o.id and m.kind = i.kind where o.id = i.organization_id);
end $$;

create or replace function system.import_bytes(import uuid, run uuid) returns bytea language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.import_of(import, run);
begin
  return (select string_agg(p.content, ''::bytea order by p.n) from system.import_parts p where p.organization_id = i.organization_id and p.import_id = import);
end $$;

create or replace function system.stage_rows(import uuid, run uuid, rows jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.import_of(import, run);
begin
  insert into system.import_rows (organization_id, import_id, n, at, data, found)
  select i.organization_id, import, r.n, r.at, r.data, coalesce(r.errors, '[]')
  from jsonb_to_recordset(stage_rows.rows) r (n int, at int, data jsonb, errors jsonb);
  update system.imports x set rows = x.rows + jsonb_array_length(stage_rows.rows) where x.organization_id = i.organization_id and x.id = import;
end $$;

create or replace function system.finish_reading(import uuid, run uuid, format text, columns jsonb, mapping jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.import_of(import, run);
begin
  update system.imports x set state = 'read', format = finish_reading.format, columns = finish_reading.columns, mapping = finish_reading.mapping
  where x.organization_id = i.organization_id and x.id = import;
  delete from system.import_parts p where p.organization_id = i.organization_id and p.import_id = import;
end $$;

-- It cannot be read: nothing of it is kept but why.
create or replace function system.fail_import(import uuid, run uuid, fault text, fault_line integer) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.import_of(import, run);
begin
  delete from system.import_parts p where p.organization_id = i.organization_id and p.import_id = import;
  delete from system.import_rows r where r.organization_id = i.organization_id and r.import_id = import;
  update system.imports x set state = 'failed', fault = left(fail_import.fault, 500), fault_line = fail_import.fault_line, rows = 0, finished_at = now()
  where x.organization_id = i.organization_id and x.id = import;
end $$;

create or replace function system.rows_to_check(import uuid, run uuid, after int, most int) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.import_of(import, run);
begin
  return (select jsonb_agg(jsonb_build_object('n', r.n, 'at', r.at, 'data', r.data, 'found', r.found) order by r.n) from (
    select x.* from system.import_rows x where x.organization_id = i.organization_id and x.import_id = import and x.n > after order by x.n limit most) r);
end $$;

create or replace function system.note_checks(import uuid, run uuid, rows jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.import_of(import, run);
begin
  update system.import_rows x set state = case when jsonb_array_length(r.errors) > 0 then 'bad' else 'good' end, value = r.value, key = r.key, unit = r.unit, errors = r.errors
  from jsonb_to_recordset(note_checks.rows) r (n int, value jsonb, key text, unit text, errors jsonb)
  where x.organization_id = i.organization_id and x.import_id = import and x.n = r.n;
  update system.imports x set done = x.done + jsonb_array_length(note_checks.rows) where x.organization_id = i.organization_id and x.id = import;
end $$;

-- All was looked at: what is there twice, in the file or already in the organization, and what hangs together.
create or replace function system.finish_check(import uuid, run uuid) returns void language plpgsql volatile security definer set search_path = '' set enable_nestloop = off as $$
declare
  i system.imports := system.import_of(import, run);
  org uuid := i.organization_id;
begin
  update system.import_rows x set state = 'duplicate', errors = jsonb_build_array(jsonb_build_object('column', '', 'message', format('The same as row %s of this file.', f.at)))
  from (select r.n, first_value(r.n) over w as first, first_value(r.at) over w as at from system.import_rows r
    where r.organization_id = org and r.import_id = import and r.state = 'good' window w as (partition by r.key order by r.n)) f
  where x.organization_id = org and x.import_id = import and x.n = f.n and f.n <> f.first;
  update system.import_rows x set state = 'duplicate', errors = '[{"column": "", "message": "This was imported before."}]'
  from system.import_keys k where x.organization_id = org and x.import_id = import and x.state = 'good'
    and k.organization_id = org and k.kind = i.kind and k.scope = coalesce(i.options ->> 'eventId', '') and k.unit = x.unit;
  if i.kind = 'events' then
    update system.import_rows x set state = 'duplicate', errors = '[{"column": "name", "message": "There is an event of this name at this time already."}]'
    from events.events e where x.organization_id = org and x.import_id = import and x.state = 'good'
      and e.organization_id = org and e.name = x.value ->> 'name' and e.starts_at = (x.value ->> 'startsAt')::timestamptz;
  elsif i.kind = 'sessions' then
    update system.import_rows x set state = 'duplicate', errors = '[{"column": "title", "message": "There is a session of this title at this time already."}]'
    from events.event_schedules s where x.organization_id = org and x.import_id = import and x.state = 'good'
      and s.organization_id = org and s.event_id = (i.options ->> 'eventId')::uuid and s.title = x.value ->> 'title' and s.starts_at = (x.value ->> 'startsAt')::timestamptz;
  elsif i.kind = 'customers' then
    update system.import_rows x set state = 'duplicate', errors = jsonb_build_array(jsonb_build_object('column', case when c.email is null then 'phone' else 'email' end, 'message', format('%s is there already.', c.name)))
    from crm.customers c where x.organization_id = org and x.import_id = import and x.state = 'good' and c.organization_id = org and c.merged_into_id is null
      and (lower(c.email) = x.value ->> 'email' or x.value ->> 'email' is null and c.phone_digits = x.value ->> 'digits' and lower(c.name) = lower(x.value ->> 'name'));
  else
    update system.import_rows x set state = 'bad', errors = jsonb_build_array(jsonb_build_object('column', f.place, 'message', f.said))
    from ticketing.unfit_orders(i) f where x.organization_id = org and x.import_id = import and x.n = f.n;
  end if;
  update system.import_rows x set state = 'bad', errors = '[{"column": "", "message": "Another row of the same order is wrong."}]'
  where x.organization_id = org and x.import_id = import and x.state = 'good'
    and exists (select from system.import_rows o where o.organization_id = org and o.import_id = import and o.unit = x.unit and o.state = 'bad');
  update system.imports x set state = 'checked', good = c.good, bad = c.bad, duplicates = c.duplicates, done = x.rows
  from (select count(*) filter (where r.state = 'good')::int as good, count(*) filter (where r.state = 'bad')::int as bad,
      count(*) filter (where r.state = 'duplicate')::int as duplicates
    from system.import_rows r where r.organization_id = org and r.import_id = import) c
  where x.organization_id = org and x.id = import;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['import_of(uuid, uuid)', 'begin_import(uuid)', 'import_bytes(uuid, uuid)', 'stage_rows(uuid, uuid, jsonb)',
    'finish_reading(uuid, uuid, text, jsonb, jsonb)', 'fail_import(uuid, uuid, text, integer)',
    'rows_to_check(uuid, uuid, int, int)', 'note_checks(uuid, uuid, jsonb)', 'finish_check(uuid, uuid)'] loop
    execute format('alter function system.%s owner to gr_flow', f);
    execute format('revoke execute on function system.%s from public', f);
  end loop;
  foreach f in array array['begin_import(uuid)', 'import_bytes(uuid, uuid)', 'stage_rows(uuid, uuid, jsonb)',
    'finish_reading(uuid, uuid, text, jsonb, jsonb)', 'fail_import(uuid, uuid, text, integer)',
    'rows_to_check(uuid, uuid, int, int)', 'note_checks(uuid, uuid, jsonb)', 'finish_check(uuid, uuid)'] loop
    execute format('grant execute on function system.%s to authenticated', f);
  end loop;
end $$;
