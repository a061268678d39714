-- Imports, part 1 of 2: the way of a file: sent in parts, read, mapped, checked, committed. What a row becomes is in part 2.

grant select on system.imports, system.import_rows, system.import_keys, system.import_mappings to authenticated;
do $$
declare
  t text;
begin
  foreach t in array array['imports', 'import_parts', 'import_rows', 'import_keys', 'import_mappings'] loop
    execute format('grant select, insert, update on system.%I to gr_flow', t);
    execute format('drop policy if exists flow on system.%I', t);
    execute format('create policy flow on system.%I for all to gr_flow using (true) with check (true)', t);
  end loop;
  -- Bytes that were read, and what was staged, may go; what was imported stays known.
  grant delete on system.import_parts, system.import_rows to gr_flow;
end $$;

-- Whoever may import files of this kind, in their organization.
create or replace function system.may_import(kind text) returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  if not (system.can('system:import') and system.can(case when kind = 'orders' then 'ticketing:write' else 'events:write' end)) then
    raise exception using errcode = '42501', message = 'You may not import that.';
  end if;
  return system.org_id();
end $$;

-- An import that this person may go on with, locked.
create or replace function system.own_import(wanted uuid, variadic states text[]) returns system.imports language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports;
begin
  select x.* into i from system.imports x where x.organization_id = system.org_id() and x.id = wanted for no key update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That import is not here, or not yours.';
  end if;
  perform system.may_import(i.kind);
  if i.state::text <> all (states) then
    raise exception using errcode = 'P0S01', message = format('This import is %s, so that cannot be done with it now.', i.state);
  end if;
  return i;
end $$;

-- Announce a file. p: kind, name, byteSize, options.
create or replace function system.start_import(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.may_import(p ->> 'kind');
  event uuid := (p #>> '{options,eventId}')::uuid;
  made uuid;
begin
  if p ->> 'kind' <> 'events' and not exists (select from events.events e where e.organization_id = org and e.id = event) then
    raise exception using errcode = 'P0G01', column = 'eventId', message = 'Choose the event that this file belongs to.';
  end if;
  -- What was begun and never finished is given up.
  delete from system.import_parts x using system.imports i
  where x.organization_id = org and i.organization_id = org and i.id = x.import_id and i.state = 'uploading' and i.created_at < now() - interval '1 day';
  insert into system.imports (organization_id, kind, name, byte_size, options, created_by)
  values (org, p ->> 'kind', p ->> 'name', (p ->> 'byteSize')::int, coalesce(p -> 'options', '{}'), system.uid()) returning id into made;
  return made;
end $$;

-- One part, of one mebibyte but for the last. Sent again, it changes nothing.
create or replace function system.add_import_part(import uuid, n integer, content bytea) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.own_import(import, 'uploading');
begin
  if n not between 0 and (i.byte_size - 1) / 1048576 or length(content) <> least(1048576, i.byte_size - n * 1048576) then
    raise exception using errcode = 'P0G01', column = 'file', message = 'A part of the file has not the size that was announced. Send it again.';
  end if;
  insert into system.import_parts (organization_id, import_id, n, content) values (i.organization_id, import, add_import_part.n, add_import_part.content) on conflict do nothing;
end $$;

create or replace function system.ask_import(i system.imports, step text) returns void language sql volatile security definer set search_path = '' as $$
  select system.enqueue(i.organization_id, 'system.run_import', jsonb_build_object('importId', i.id), i.id || ':' || step || ':' || system.uuid7())
$$;

create or replace function system.finish_upload(import uuid) returns text language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.own_import(import, 'uploading', 'uploaded');
begin
  if i.state = 'uploaded' then return i.state; end if;
  if (select sum(length(p.content)) from system.import_parts p where p.organization_id = i.organization_id and p.import_id = import) is distinct from i.byte_size then
    raise exception using errcode = 'P0G01', column = 'file', message = 'Parts of the file are missing. Send it again.';
  end if;
  update system.imports x set state = 'uploaded' where x.organization_id = i.organization_id and x.id = import;
  perform system.ask_import(i, 'read');
  return 'uploaded';
end $$;

-- Check it by this mapping and these options, which the organization's next file of the kind is offered.
create or replace function system.check_import(import uuid, mapping jsonb, options jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.own_import(import, 'read', 'checked');
  chosen text := check_import.options ->> 'account';
begin
  if check_import.options ->> 'money' = 'received' then
    perform payments.who_may('payments:verify');
    if not coalesce(payments.in_chart(i.organization_id, chosen) and chosen ~ '^assets:(bank|clearing|cash-drawer):', false) then
      raise exception using errcode = 'P0G01', column = 'account', message = 'Choose the account into which the money was received.';
    end if;
  end if;
  insert into system.import_mappings as m (organization_id, kind, mapping) values (i.organization_id, i.kind, check_import.mapping)
  on conflict (organization_id, kind) do update set mapping = excluded.mapping;
  -- The event was chosen with the file and stays.
  update system.imports x set state = 'checking', mapping = check_import.mapping, done = 0,
    options = i.options || check_import.options || jsonb_strip_nulls(jsonb_build_object('eventId', i.options -> 'eventId'))
  where x.organization_id = i.organization_id and x.id = import;
  perform system.ask_import(i, 'check');
end $$;

create or replace function system.commit_import(import uuid, mode text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.own_import(import, 'checked');
begin
  if i.options ->> 'money' = 'received' then perform payments.who_may('payments:verify'); end if;
  if i.good = 0 then
    raise exception using errcode = 'P0G01', message = 'There is nothing to import: no row is right and new.';
  end if;
  if commit_import.mode = 'all' and i.bad > 0 then
    raise exception using errcode = 'P0G01', column = 'mode', message = format(case when i.bad = 1 then '%s row is wrong. Mend the file, or say that what is wrong is left out.' else '%s rows are wrong. Mend the file, or say that what is wrong is left out.' end, i.bad);
  end if;
  update system.imports x set state = 'committing', mode = commit_import.mode, done = 0 where x.organization_id = i.organization_id and x.id = import;
  perform system.ask_import(i, 'commit');
end $$;

create or replace function system.discard_import(import uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.own_import(import, 'uploading', 'read', 'checked');
begin
  delete from system.import_parts p where p.organization_id = i.organization_id and p.import_id = import;
  delete from system.import_rows r where r.organization_id = i.organization_id and r.import_id = import;
  update system.imports x set state = 'discarded', finished_at = now() where x.organization_id = i.organization_id and x.id = import;
end $$;

-- From here on the worker. `run` names the work under way: one that was thought dead and wakes up again writes nothing.
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
        where t.organization_id = o.id and t.event_id = (i.options ->> 'eventId')::uuid), '[]'))
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
  foreach f in array array['may_import(text)', 'own_import(uuid, text[])', 'start_import(jsonb)', 'add_import_part(uuid, integer, bytea)', 'ask_import(system.imports, text)',
    'finish_upload(uuid)', 'check_import(uuid, jsonb, jsonb)', 'commit_import(uuid, text)', 'discard_import(uuid)', 'import_of(uuid, uuid)', 'begin_import(uuid)',
    'import_bytes(uuid, uuid)', 'stage_rows(uuid, uuid, jsonb)', 'finish_reading(uuid, uuid, text, jsonb, jsonb)', 'fail_import(uuid, uuid, text, integer)',
    'rows_to_check(uuid, uuid, int, int)', 'note_checks(uuid, uuid, jsonb)', 'finish_check(uuid, uuid)'] loop
    execute format('alter function system.%s owner to gr_flow', f);
    execute format('revoke execute on function system.%s from public', f);
  end loop;
  foreach f in array array['start_import(jsonb)', 'add_import_part(uuid, integer, bytea)', 'finish_upload(uuid)', 'check_import(uuid, jsonb, jsonb)',
    'commit_import(uuid, text)', 'discard_import(uuid)', 'begin_import(uuid)', 'import_bytes(uuid, uuid)', 'stage_rows(uuid, uuid, jsonb)',
    'finish_reading(uuid, uuid, text, jsonb, jsonb)', 'fail_import(uuid, uuid, text, integer)', 'rows_to_check(uuid, uuid, int, int)',
    'note_checks(uuid, uuid, jsonb)', 'finish_check(uuid, uuid)'] loop
    execute format('grant execute on function system.%s to authenticated', f);
  end loop;
end $$;
