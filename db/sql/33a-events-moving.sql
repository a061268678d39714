-- What moves with an event, and what its end and its archive mean for the plan.

-- A moment as far along on the wall clock as its event was moved, in the new zone.
create or replace function events.moved(at timestamptz, old_zone text, shift interval, new_zone text) returns timestamptz
  language sql stable set search_path = '' as $$ select ((at at time zone old_zone) + shift) at time zone new_zone $$;
-- Its end; where a change of clocks would leave no time between, it lasts as long as before.
create or replace function events.moved_end(starts_at timestamptz, ends_at timestamptz, old_zone text, shift interval, new_zone text) returns timestamptz
  language sql stable set search_path = '' as $$
  select case when events.moved(ends_at, old_zone, shift, new_zone) > events.moved(starts_at, old_zone, shift, new_zone)
    then events.moved(ends_at, old_zone, shift, new_zone) else events.moved(starts_at, old_zone, shift, new_zone) + (ends_at - starts_at) end
$$;

-- What moves with an event, on the wall clock: a week later is a week later, eight in the evening stays eight in the evening, in the
-- new zone too. Rooms and people are let go first and taken again row by row, so that a whole timetable can move over itself.
create or replace function events.move_plan() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  org uuid := new.organization_id;
  shift interval := (new.starts_at at time zone new.zone) - (old.starts_at at time zone old.zone);
  moved boolean := shift <> interval '0' or new.zone <> old.zone;
  room record;
begin
  if moved or new.venue_id is distinct from old.venue_id then
    delete from events.room_uses u where u.organization_id = org and u.event_id = new.id and u.session_id is not null;
    update events.talent_uses u set during = 'empty' from events.session_talent st
      where st.organization_id = org and st.event_id = new.id and u.organization_id = org and u.session_talent_id = st.id;
    update events.shift_assignments a set during = 'empty' where a.organization_id = org and a.event_id = new.id;
    update events.event_schedules s set
      room_id = case when exists (select from events.rooms r where r.organization_id = org and r.id = s.room_id and r.venue_id = new.venue_id) then s.room_id end,
      starts_at = events.moved(s.starts_at, old.zone, shift, new.zone),
      ends_at = events.moved_end(s.starts_at, s.ends_at, old.zone, shift, new.zone)
      where s.organization_id = org and s.event_id = new.id;
    update events.event_staff s set starts_at = events.moved(s.starts_at, old.zone, shift, new.zone),
      ends_at = events.moved_end(s.starts_at, s.ends_at, old.zone, shift, new.zone)
      where s.organization_id = org and s.event_id = new.id;
    update events.production_runs p set starts_at = events.moved(p.starts_at, old.zone, shift, new.zone),
      ends_at = events.moved_end(p.starts_at, p.ends_at, old.zone, shift, new.zone)
      where p.organization_id = org and p.event_id = new.id;
    update events.event_logistics l set needed_at = events.moved(l.needed_at, old.zone, shift, new.zone)
      where l.organization_id = org and l.event_id = new.id and l.needed_at is not null;
  end if;
  if new.state = 'cancelled' then
    delete from events.room_uses u where u.organization_id = org and u.event_id = new.id;
  elsif new.venue_id is distinct from old.venue_id then
    delete from events.room_uses u where u.organization_id = org and u.event_id = new.id and u.session_id is null;
  elsif (new.starts_at, new.ends_at) is distinct from (old.starts_at, old.ends_at) then
    for room in select u.room_id from events.room_uses u where u.organization_id = org and u.event_id = new.id and u.session_id is null order by u.room_id loop
      perform events.take_room(org, room.room_id, new.id, null, tstzrange(new.starts_at, new.ends_at));
    end loop;
  end if;
  if new.state = 'cancelled' and old.state <> 'cancelled' then
    update events.event_schedules s set state = 'cancelled' where s.organization_id = org and s.event_id = new.id and s.state in ('planned', 'confirmed');
    update events.event_staff s set state = 'cancelled' where s.organization_id = org and s.event_id = new.id and s.state = 'planned';
  end if;
  if new.station_id is distinct from old.station_id then
    perform events.follow_station(org, new.id);
  end if;
  return null;
end $$;
create or replace trigger move_plan after update of starts_at, ends_at, zone, venue_id, station_id, state on events.events
  for each row execute function events.move_plan();

-- The plan goes with its event to another station: each row's own trigger reads which.
create or replace function events.follow_station(org uuid, event uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  t text;
begin
  for t in select g.tgrelid::regclass::text from pg_catalog.pg_trigger g where g.tgname = 'take_station'
    and exists (select from pg_catalog.pg_attribute a where a.attrelid = g.tgrelid and a.attname = 'event_id' and not a.attisdropped) order by 1 loop
    execute format('update %s set station_id = station_id where organization_id = $1 and event_id = $2', t) using org, event;
  end loop;
end $$;

-- What an archived event was, so that it can be that again.
create or replace function events.keep_former() returns trigger language plpgsql set search_path = '' as $$
begin
  new.archived_from := case when new.state = 'archived' then coalesce(old.archived_from, old.state) end;
  return new;
end $$;
create or replace trigger keep_former before update of state on events.events for each row execute function events.keep_former();

-- An archived event is only looked at: neither it nor its plan is changed by anybody until it is taken out again.
create or replace function events.keep_archived() returns trigger language plpgsql set search_path = '' as $$
declare
  shut boolean;
begin
  if current_user in ('authenticated', 'gr_flow') then
    if tg_table_name = 'events' then
      shut := old.state = 'archived';
    else
      shut := exists (select from events.events e where e.organization_id = case when tg_op = 'DELETE' then old.organization_id else new.organization_id end
        and e.id = case when tg_op = 'DELETE' then old.event_id else new.event_id end and e.state = 'archived');
    end if;
    if shut then
      raise exception using errcode = 'P0S01', message = 'This event is archived, so it stays as it is. Bring it back from the archive to change it.';
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create or replace trigger keep_archived before update of name, summary, description, venue_id, station_id, category, visibility, format, capacity, starts_at, ends_at, zone, slug
  on events.events for each row execute function events.keep_archived();
do $$
declare
  t text;
begin
  foreach t in array array['event_schedules', 'session_talent', 'event_logistics', 'production_runs', 'event_staff', 'shift_assignments', 'event_planning', 'event_risks',
    'event_documents', 'event_files', 'event_updates', 'castings', 'contracts', 'custom_values', 'cultural_guides', 'feedback_questions', 'event_posts', 'post_media', 'event_videos'] loop
    execute format('create or replace trigger keep_archived before insert or update or delete on events.%I for each row execute function events.keep_archived()', t);
  end loop;
end $$;

-- Out of the archive, as what it was. Errors: P0002, 42501, P0S01.
create or replace function events.restore_event(event uuid) returns text language plpgsql volatile security definer set search_path = '' as $$
declare
  e events.events;
begin
  select x.* into e from events.events x where x.organization_id = system.org_id() and x.id = restore_event.event for update;
  if e.id is null or not (system.can('events:read') or coalesce(e.station_id = any (system.station_ids('events:read')), false) or e.id = any (system.event_ids('events:read'))) then
    raise exception using errcode = 'P0002', message = 'That event is not here any more, or not yours.';
  elsif not (system.can('events:publish') or coalesce(e.station_id = any (system.station_ids('events:publish')), false) or e.id = any (system.event_ids('events:publish'))) then
    raise exception using errcode = '42501', message = 'You may not do that.';
  elsif e.state <> 'archived' then
    raise exception using errcode = 'P0S01', message = 'This event is not in the archive.';
  end if;
  update events.events x set state = coalesce(e.archived_from, 'completed') where x.organization_id = e.organization_id and x.id = e.id;
  return coalesce(e.archived_from, 'completed');
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['events.moved(timestamptz, text, interval, text)', 'events.moved_end(timestamptz, timestamptz, text, interval, text)', 'events.move_plan()',
    'events.follow_station(uuid, uuid)', 'events.keep_former()', 'events.keep_archived()', 'events.restore_event(uuid)'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function events.restore_event(uuid) to authenticated;
