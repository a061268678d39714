-- Who has which room when. Written by functions alone, so that what a constraint refuses can be named.

-- Every row of a plan: the station of its event, the time of its change.
create or replace function events.take_station() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  select e.station_id into new.station_id from events.events e where e.organization_id = new.organization_id and e.id = new.event_id;
  new.updated_at := now();
  return new;
end $$;

do $$
declare
  t record;
  planned text[] := array['room_uses', 'event_schedules', 'session_talent', 'event_logistics', 'production_runs', 'event_staff', 'shift_assignments',
    'event_planning', 'event_risks', 'event_documents', 'event_files', 'event_updates', 'castings', 'contracts', 'custom_values', 'cultural_guides',
    'feedback_forms', 'feedback_questions', 'feedback_requests', 'event_feedback', 'feedback_answers',
    'event_posts', 'post_media', 'post_hashtags', 'event_comments', 'reactions', 'mentions', 'comment_reports', 'moderation_decisions',
    'event_videos', 'event_video_parts'];
begin
  for t in
    select c.relname as name, c.relname::text = any (planned) as planned
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'events' and c.relkind = 'r' and c.relname not in ('events', 'venues')
  loop
    execute format('grant select on events.%I to authenticated', t.name);
    execute format('grant select, insert, update, delete on events.%I to gr_flow', t.name);
    execute format('grant select on events.%I to gr_ledger', t.name);
    execute format('drop policy if exists flow on events.%I', t.name);
    execute format('create policy flow on events.%I for all to gr_flow using (true) with check (true)', t.name);
    execute format('drop policy if exists ledger on events.%I', t.name);
    execute format('create policy ledger on events.%I for select to gr_ledger using (true)', t.name);
    if t.planned then
      execute format('create or replace trigger take_station before insert or update on events.%I for each row execute function events.take_station()', t.name);
    end if;
  end loop;
end $$;

grant insert (organization_id, id, venue_id, name, capacity, position), update (name, capacity, position), delete on events.rooms to authenticated;
grant insert (organization_id, id, name, category, contact_name, email, phone, website, notes),
  update (name, category, contact_name, email, phone, website, notes) on events.vendors to authenticated;
grant insert (organization_id, id, name, rule, starts_local, zone, split_from_id, created_by), update (name, rule) on events.event_series to authenticated;
grant insert (series_id, occurs_local, detached), update (series_id, occurs_local, detached) on events.events to authenticated;

-- One event in a room at a time, and one session. `<>` on the event lets an event keep the room for all of its sessions.
do $$
begin
  if not exists (select from pg_catalog.pg_constraint where conname = 'one_event_a_room' and conrelid = 'events.room_uses'::regclass) then
    alter table events.room_uses add constraint one_event_a_room
      exclude using gist (organization_id with =, room_id with =, event_id with <>, during with &&);
    alter table events.room_uses add constraint one_session_a_room
      exclude using gist (organization_id with =, room_id with =, during with &&) where (session_id is not null);
    create unique index one_reservation on events.room_uses (organization_id, room_id, event_id) where session_id is null;
  end if;
end $$;

-- `Sat 12 Jun 2027, 20:00 – 23:00`: a range on the clocks of a zone, for a sentence.
create or replace function events.when_words(during tstzrange, zone text) returns text language sql stable set search_path = '' as $$
  select to_char(lower(during) at time zone zone, 'Dy FMDD Mon YYYY, HH24:MI') || ' – ' ||
    to_char(upper(during) at time zone zone, case when (lower(during) at time zone zone)::date = (upper(during) at time zone zone)::date then 'HH24:MI' else 'Dy FMDD Mon, HH24:MI' end)
$$;

-- Give a room to an event (no session) or to one of its sessions, in place of what it had. What is in the way is named.
create or replace function events.take_room(org uuid, room uuid, event uuid, session uuid, during tstzrange) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  other record;
begin
  if session is not null then
    delete from events.room_uses u where u.organization_id = org and u.session_id = session;
  else
    delete from events.room_uses u where u.organization_id = org and u.event_id = event and u.room_id = room and u.session_id is null;
  end if;
  insert into events.room_uses (organization_id, event_id, room_id, session_id, during) values (org, event, room, session, during);
exception when exclusion_violation then
  select e.name as event, s.title as session, r.name as room, e.id = take_room.event as same, events.when_words(u.during, e.zone) as at into other
  from events.room_uses u
  join events.rooms r on r.organization_id = u.organization_id and r.id = u.room_id
  join events.events e on e.organization_id = u.organization_id and e.id = u.event_id
  left join events.event_schedules s on s.organization_id = u.organization_id and s.id = u.session_id
  where u.organization_id = org and u.room_id = take_room.room and u.during && take_room.during
    and (u.event_id <> take_room.event or u.session_id is not null and take_room.session is not null) and not coalesce(u.session_id = take_room.session, false)
  order by u.during limit 1;
  if not found then
    raise exception using errcode = '40001', message = 'Somebody changed this room at the same moment. Try again.';
  end if;
  raise exception using errcode = 'P0G01', column = 'roomId', constraint = 'room_is_taken', message = case
    when other.same then format('%s is taken by “%s”, %s. Choose another room or time.', other.room, other.session, other.at)
    when other.session is not null then format('%s is taken by “%s” of the event %s, %s. Choose another room or time.', other.room, other.session, other.event, other.at)
    else format('%s is taken by the event %s, %s. Choose another room or time.', other.room, other.event, other.at) end;
end $$;

-- An event that a person may plan, locked against a change at the same moment.
create or replace function events.planned_event(event uuid) returns events.events language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  e events.events;
begin
  select x.* into e from events.events x where x.organization_id = org and x.id = event for no key update;
  if e.id is null or not (system.can('events:read') or coalesce(e.station_id = any (system.station_ids('events:read')), false) or e.id = any (system.event_ids('events:read'))) then
    raise exception using errcode = 'P0002', message = 'That event is not here any more, or not yours.';
  end if;
  if not (system.can('events:write') or coalesce(e.station_id = any (system.station_ids('events:write')), false) or e.id = any (system.event_ids('events:write'))) then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  return e;
end $$;

-- Keep rooms for the whole of an event: exactly these, and no others. Errors: P0002, 42501, P0G01 (named conflict, another venue's room).
create or replace function events.reserve_rooms(event uuid, wanted uuid[]) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  e events.events := events.planned_event(event);
  room uuid;
begin
  if e.state in ('cancelled', 'completed', 'archived') then
    raise exception using errcode = 'P0G01', message = format('This event is %s, so it keeps no rooms.', e.state);
  end if;
  if exists (select from unnest(wanted) w (id) where not exists (select from events.rooms r
      where r.organization_id = e.organization_id and r.id = w.id and r.venue_id = e.venue_id)) then
    raise exception using errcode = 'P0G01', column = 'rooms', message = 'That room is not at this event''s venue.';
  end if;
  delete from events.room_uses u where u.organization_id = e.organization_id and u.event_id = e.id and u.session_id is null and not u.room_id = any (wanted);
  foreach room in array wanted loop
    perform events.take_room(e.organization_id, room, e.id, null, tstzrange(e.starts_at, e.ends_at));
  end loop;
end $$;

-- A session has its room while it is going to happen. After the row, so that its id is there.
create or replace function events.place_session() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  place record;
begin
  if new.state = 'cancelled' or new.room_id is null then
    delete from events.room_uses u where u.organization_id = new.organization_id and u.session_id = new.id;
    return null;
  end if;
  select r.venue_id = e.venue_id as here into place from events.rooms r, events.events e
  where r.organization_id = new.organization_id and r.id = new.room_id and e.organization_id = new.organization_id and e.id = new.event_id;
  if place.here is not true then
    raise exception using errcode = 'P0G01', column = 'roomId', message = 'That room is not at this event''s venue.';
  end if;
  perform events.take_room(new.organization_id, new.room_id, new.event_id, new.id, tstzrange(new.starts_at, new.ends_at));
  return null;
end $$;
create or replace trigger place_session after insert or update of room_id, starts_at, ends_at, state on events.event_schedules
  for each row execute function events.place_session();

do $$
declare
  f text;
begin
  foreach f in array array['events.take_station()', 'events.when_words(tstzrange, text)', 'events.take_room(uuid, uuid, uuid, uuid, tstzrange)',
    'events.planned_event(uuid)', 'events.reserve_rooms(uuid, uuid[])', 'events.place_session()'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function events.reserve_rooms(uuid, uuid[]) to authenticated;
