-- Imports, part 1 of 5: the way of a file as people see it: sent in parts, mapped, checked, committed. The worker's half is part 2,
-- what a row becomes parts 3 and 4, the commit part 5.

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
  if not (system.can('system:import') and system.can(case kind when 'orders' then 'ticketing:write' when 'customers' then 'crm:import' else 'events:write' end)) then
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
  if p ->> 'kind' in ('sessions', 'orders') and not exists (select from events.events e where e.organization_id = org and e.id = event) then
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

do $$
declare
  f text;
begin
  foreach f in array array['may_import(text)', 'own_import(uuid, text[])', 'start_import(jsonb)', 'add_import_part(uuid, integer, bytea)',
    'ask_import(system.imports, text)', 'finish_upload(uuid)', 'check_import(uuid, jsonb, jsonb)', 'commit_import(uuid, text)',
    'discard_import(uuid)'] loop
    execute format('alter function system.%s owner to gr_flow', f);
    execute format('revoke execute on function system.%s from public', f);
  end loop;
  foreach f in array array['start_import(jsonb)', 'add_import_part(uuid, integer, bytea)', 'finish_upload(uuid)', 'check_import(uuid, jsonb, jsonb)',
    'commit_import(uuid, text)', 'discard_import(uuid)'] loop
    execute format('grant execute on function system.%s to authenticated', f);
  end loop;
end $$;
