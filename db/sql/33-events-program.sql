-- The programme: who is on stage when, who works which shift, and what moves with an event.

grant insert (organization_id, id, event_id, title, abstract, kind, track, room_id, starts_at, ends_at, expected),
  update (title, abstract, kind, track, room_id, starts_at, ends_at, expected), delete on events.event_schedules to authenticated;
grant insert (organization_id, id, event_id, name, kind, quantity, vendor_id, owner_id, needed_at, place, notes),
  update (name, kind, quantity, vendor_id, owner_id, needed_at, place, notes), delete on events.event_logistics to authenticated;
grant insert (organization_id, id, event_id, title, kind, starts_at, ends_at, owner_id, cues),
  update (title, kind, starts_at, ends_at, owner_id, cues), delete on events.production_runs to authenticated;
grant insert (organization_id, id, event_id, role, place, needed, starts_at, ends_at, notes),
  update (role, place, needed, starts_at, ends_at, notes), delete on events.event_staff to authenticated;
grant insert (organization_id, id, kind, name, agency, email, phone, bio, notes), update (kind, name, agency, email, phone, bio, notes) on events.talent to authenticated;
grant insert (organization_id, id, talent_id, starts_at, ends_at, reason), update (starts_at, ends_at, reason), delete on events.talent_absences to authenticated;
grant insert (organization_id, id, event_id, talent_id, part, notes), update (part, notes), delete on events.castings to authenticated;
grant insert (organization_id, id, event_id, vendor_id, talent_id, subject, cost_minor, currency, signed_on, expires_on, usage_until, usage_rights, notes),
  update (subject, cost_minor, currency, signed_on, expires_on, usage_until, usage_rights, notes), delete on events.contracts to authenticated;

do $$
begin
  if not exists (select from pg_catalog.pg_constraint where conname = 'one_place_at_a_time' and conrelid = 'events.talent_uses'::regclass) then
    alter table events.talent_uses add constraint one_place_at_a_time exclude using gist (organization_id with =, talent_id with =, during with &&);
    alter table events.room_uses add constraint room_use_of_a_session foreign key (organization_id, session_id)
      references events.event_schedules (organization_id, id) on delete cascade;
    alter table events.shift_assignments add constraint one_shift_at_a_time exclude using gist (organization_id with =, user_id with =, during with &&);
  end if;
end $$;

-- Give somebody's time to a part in a session or to an absence, in place of what it was. What is in the way is named.
create or replace function events.take_talent(org uuid, person uuid, part uuid, absence uuid, during tstzrange) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  other record;
begin
  delete from events.talent_uses u where u.organization_id = org and (u.session_talent_id = part or u.absence_id = absence);
  insert into events.talent_uses (organization_id, talent_id, session_talent_id, absence_id, during) values (org, person, part, absence, during);
exception when exclusion_violation then
  select t.name, s.title, e.name as event, a.reason, events.when_words(u.during, coalesce(e.zone, o.zone)) as at into other
  from events.talent_uses u
  join events.talent t on t.organization_id = u.organization_id and t.id = u.talent_id
  join organizations.organizations o on o.id = u.organization_id
  left join events.session_talent st on st.organization_id = u.organization_id and st.id = u.session_talent_id
  left join events.event_schedules s on s.organization_id = u.organization_id and s.id = st.session_id
  left join events.events e on e.organization_id = u.organization_id and e.id = st.event_id
  left join events.talent_absences a on a.organization_id = u.organization_id and a.id = u.absence_id
  where u.organization_id = org and u.talent_id = person and u.during && take_talent.during
    and not coalesce(u.session_talent_id = take_talent.part, false) and not coalesce(u.absence_id = take_talent.absence, false)
  order by u.during limit 1;
  if not found then
    raise exception using errcode = '40001', message = 'Somebody changed this person''s time at the same moment. Try again.';
  end if;
  raise exception using errcode = 'P0G01', column = 'talent', constraint = 'talent_is_taken', message = case
    when other.title is null then format('%s is away then, %s%s.', other.name, other.at, coalesce(' (' || nullif(other.reason, '') || ')', ''))
    else format('%s is on stage in “%s” of %s then, %s.', other.name, other.title, other.event, other.at) end;
end $$;

create or replace function events.place_absence() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform events.take_talent(new.organization_id, new.talent_id, null, new.id, tstzrange(new.starts_at, new.ends_at));
  return null;
end $$;
create or replace trigger place_absence after insert or update of starts_at, ends_at on events.talent_absences
  for each row execute function events.place_absence();

create or replace function events.place_part() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform events.take_talent(new.organization_id, new.talent_id, new.id, null,
    (select case when s.state = 'cancelled' then 'empty' else tstzrange(s.starts_at, s.ends_at) end from events.event_schedules s
     where s.organization_id = new.organization_id and s.id = new.session_id));
  return null;
end $$;
create or replace trigger place_part after insert on events.session_talent for each row execute function events.place_part();

create or replace function events.place_parts() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  part record;
begin
  for part in select st.id, st.talent_id from events.session_talent st where st.organization_id = new.organization_id and st.session_id = new.id order by st.talent_id loop
    perform events.take_talent(new.organization_id, part.talent_id, part.id, null, case when new.state = 'cancelled' then 'empty' else tstzrange(new.starts_at, new.ends_at) end);
  end loop;
  return null;
end $$;
create or replace trigger place_parts after update of starts_at, ends_at, state on events.event_schedules
  for each row execute function events.place_parts();

-- Exactly these people are in the session: [{ "talentId", "part" }]. Errors: P0002, 42501, P0G01 with the conflict in words.
create or replace function events.set_parts(session uuid, parts jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  event uuid := (select s.event_id from events.event_schedules s where s.organization_id = system.org_id() and s.id = session);
  one record;
begin
  perform events.planned_event(event);
  delete from events.session_talent st where st.organization_id = org and st.session_id = session
    and st.talent_id not in (select (p ->> 'talentId')::uuid from jsonb_array_elements(parts) p);
  for one in select (p ->> 'talentId')::uuid as person, coalesce(p ->> 'part', '') as part from jsonb_array_elements(parts) p order by 1 loop
    insert into events.session_talent (organization_id, event_id, session_id, talent_id, part) values (org, event, session, one.person, one.part)
    on conflict on constraint once_a_session do update set part = excluded.part;
  end loop;
end $$;

-- Give a shift's time to somebody, or take it back. What is in the way is named.
create or replace function events.take_shift(org uuid, assignment uuid, wanted tstzrange) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  other record;
begin
  update events.shift_assignments a set during = wanted where a.organization_id = org and a.id = assignment and a.during <> wanted;
exception when exclusion_violation then
  select coalesce(nullif(p.name, ''), 'This person') as name, s.role, e.name as event, events.when_words(a.during, e.zone) as at into other
  from events.shift_assignments mine
  join events.shift_assignments a on a.organization_id = mine.organization_id and a.user_id = mine.user_id and a.id <> mine.id and a.during && wanted
  join events.event_staff s on s.organization_id = a.organization_id and s.id = a.shift_id
  join events.events e on e.organization_id = a.organization_id and e.id = a.event_id
  join users.user_profiles p on p.user_id = a.user_id
  where mine.organization_id = org and mine.id = assignment order by a.during limit 1;
  if not found then
    raise exception using errcode = '40001', message = 'Somebody changed this person''s shifts at the same moment. Try again.';
  end if;
  raise exception using errcode = 'P0G01', column = 'userId', constraint = 'person_is_taken',
    message = format('%s works as %s at %s then, %s.', other.name, other.role, other.event, other.at);
end $$;

-- The time that an assignment takes: the shift's while both are meant to happen.
create or replace function events.place_assignment() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.state in ('assigned', 'confirmed') then
    perform events.take_shift(new.organization_id, new.id, (select case when s.state = 'cancelled' then 'empty' else tstzrange(s.starts_at, s.ends_at) end
      from events.event_staff s where s.organization_id = new.organization_id and s.id = new.shift_id));
  else
    perform events.take_shift(new.organization_id, new.id, 'empty');
  end if;
  return null;
end $$;
create or replace trigger place_assignment after insert or update of state on events.shift_assignments
  for each row execute function events.place_assignment();

create or replace function events.place_assignments() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  a record;
begin
  for a in select x.id from events.shift_assignments x where x.organization_id = new.organization_id and x.shift_id = new.id and x.state in ('assigned', 'confirmed') order by x.user_id loop
    perform events.take_shift(new.organization_id, a.id, case when new.state = 'cancelled' then 'empty' else tstzrange(new.starts_at, new.ends_at) end);
  end loop;
  return null;
end $$;
create or replace trigger place_assignments after update of starts_at, ends_at, state on events.event_staff
  for each row execute function events.place_assignments();

-- Somebody is to work a shift; whoever declined or was taken off is asked anew. Errors: P0002, 42501, P0G01 with the other shift in words.
create or replace function events.assign_shift(shift uuid, person uuid) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  s events.event_staff;
  made uuid;
begin
  select x.* into s from events.event_staff x where x.organization_id = org and x.id = shift for update;
  perform events.planned_event(s.event_id);
  if s.state in ('cancelled', 'done') then
    raise exception using errcode = 'P0G01', message = format('This shift is %s.', s.state);
  end if;
  if not exists (select from organizations.org_memberships m where m.organization_id = org and m.user_id = person and m.state = 'active') then
    raise exception using errcode = 'P0G01', column = 'userId', message = 'Choose somebody who belongs to the organization.';
  end if;
  select a.id into made from events.shift_assignments a where a.organization_id = org and a.shift_id = shift and a.user_id = person;
  if made is not null then
    update events.shift_assignments a set state = 'assigned', answered_at = null where a.organization_id = org and a.id = made;
    return made;
  end if;
  insert into events.shift_assignments (organization_id, event_id, shift_id, user_id, during) values (org, s.event_id, shift, person, 'empty') returning id into made;
  return made;
end $$;

-- The person themselves says whether they come.
create or replace function events.answer_shift(assignment uuid, answer text) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  if answer not in ('confirmed', 'declined') then
    raise exception using errcode = 'P0G01', message = 'Say whether you come.';
  end if;
  update events.shift_assignments a set state = answer::events.assignment_state, answered_at = now()
  where a.organization_id = system.org_id() and a.id = assignment and a.user_id = system.uid();
  if not found then
    raise exception using errcode = 'P0002', message = 'That shift is not yours.';
  end if;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['events.take_talent(uuid, uuid, uuid, uuid, tstzrange)', 'events.place_absence()', 'events.place_part()', 'events.place_parts()',
    'events.set_parts(uuid, jsonb)', 'events.take_shift(uuid, uuid, tstzrange)', 'events.place_assignment()', 'events.place_assignments()',
    'events.assign_shift(uuid, uuid)', 'events.answer_shift(uuid, text)'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function events.set_parts(uuid, jsonb), events.assign_shift(uuid, uuid), events.answer_shift(uuid, text) to authenticated;
