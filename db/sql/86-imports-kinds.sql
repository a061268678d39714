-- Imports, part 3 of 5: what a row becomes, but for orders. Each function does what the screen's own command does, states and stock included,
-- for the person who committed the import; only the worker's batch (part 5) calls them.

grant insert on events.events, events.venues, events.event_series to gr_flow;
grant select, update on events.event_series to gr_flow;
grant select on ref.event_categories to gr_flow;
drop policy if exists flow on events.event_series;
create policy flow on events.event_series for all to gr_flow using (true) with check (true);

-- An address made from `wanted` that no event of theirs has.
create or replace function events.free_slug(org uuid, wanted text, day text) returns text language plpgsql volatile security definer set search_path = '' as $$
begin
  if not exists (select from events.events e where e.organization_id = org and e.slug = wanted) then return wanted; end if;
  if not exists (select from events.events e where e.organization_id = org and e.slug = left(wanted, 60) || '-' || day) then return left(wanted, 60) || '-' || day; end if;
  return left(wanted, 60) || '-' || lower(ticketing.random_code(8));
end $$;

-- A draft, or a series of drafts. v: as public.create_event, and rule?, startsLocal, occurrences? [{ local, startsAt, endsAt }].
create or replace function events.import_event(i system.imports, v jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  made uuid;
  first uuid;
  series uuid;
  o jsonb;
begin
  if jsonb_array_length(coalesce(v -> 'occurrences', '[]')) > 1 then
    insert into events.event_series (organization_id, name, rule, starts_local, zone, created_by)
    values (i.organization_id, v ->> 'name', v ->> 'rule', v ->> 'startsLocal', v ->> 'zone', i.created_by) returning id into series;
  end if;
  for o in select x.value from jsonb_array_elements(case when series is null then jsonb_build_array(v) else v -> 'occurrences' end) x loop
    made := public.create_event((v - 'occurrences') || jsonb_build_object('startsAt', o -> 'startsAt', 'endsAt', o -> 'endsAt',
      'slug', events.free_slug(i.organization_id, v ->> 'slug', left(coalesce(o ->> 'local', v ->> 'startsLocal'), 10))));
    update events.events e set created_by = i.created_by, series_id = series, occurs_local = case when series is not null then o ->> 'local' end
    where e.organization_id = i.organization_id and e.id = made;
    first := coalesce(first, made);
  end loop;
  return first;
end $$;

-- A session of the event's programme. v: title, abstract, kind, track, room?, startsAt, endsAt. A room that the venue lacks is made.
create or replace function events.import_session(i system.imports, v jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  e events.events := events.seen_for_import(i);
  room uuid;
  made uuid := system.uuid7();
begin
  if coalesce(v ->> 'room', '') <> '' then
    select r.id into room from events.rooms r where r.organization_id = e.organization_id and r.venue_id = e.venue_id and lower(r.name) = lower(v ->> 'room');
    if room is null then
      insert into events.rooms (organization_id, venue_id, name) values (e.organization_id, e.venue_id, v ->> 'room') returning id into room;
    end if;
  end if;
  insert into events.event_schedules (organization_id, id, event_id, title, abstract, kind, track, room_id, starts_at, ends_at)
  values (e.organization_id, made, e.id, v ->> 'title', v ->> 'abstract', v ->> 'kind', v ->> 'track', room, (v ->> 'startsAt')::timestamptz, (v ->> 'endsAt')::timestamptz);
  return made;
end $$;

create or replace function events.seen_for_import(i system.imports) returns events.events language plpgsql volatile security definer set search_path = '' as $$
declare
  e events.events;
begin
  select x.* into e from events.events x where x.organization_id = i.organization_id and x.id = (i.options ->> 'eventId')::uuid;
  if e.state in ('cancelled', 'archived') then
    raise exception using errcode = 'P0G01', message = format('%s is %s, so nothing is imported into it.', e.name, e.state);
  end if;
  return e;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['events.free_slug(uuid, text, text)', 'events.import_event(system.imports, jsonb)', 'events.import_session(system.imports, jsonb)',
    'events.seen_for_import(system.imports)'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
