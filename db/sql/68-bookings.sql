-- Bookings: who may write which column, the constraint that keeps two bookings out of one slot, and what follows a state.

do $$
declare
  t text;
begin
  foreach t in array array['services', 'service_stations', 'station_settings', 'terms', 'resources', 'resource_services', 'working_hours', 'time_off', 'busy_times',
    'booking_series', 'bookings', 'booking_lines', 'booking_resources', 'booking_history', 'quotes', 'refunds'] loop
    execute format('grant select on bookings.%I to authenticated', t);
    execute format('grant select, insert, update on bookings.%I to gr_flow', t);
  end loop;
  grant delete on bookings.booking_lines, bookings.booking_resources, bookings.service_stations, bookings.resource_services, bookings.working_hours,
    bookings.time_off, bookings.busy_times to gr_flow;
  foreach t in array array['bookings', 'quotes', 'refunds', 'booking_history', 'terms'] loop
    execute format('create or replace trigger deny before delete or truncate on bookings.%I for each statement execute function payments.deny()', t);
  end loop;
end $$;
-- Nothing of it is changed, but for the words of a person who is forgotten.
create or replace trigger deny_change before update on bookings.booking_history for each statement
  when (current_user <> 'gr_eraser') execute function payments.deny();

grant insert (organization_id, id, name, description, duration_minutes, pricing, price_minor, child_price_minor, currency, minimum_total_minor, min_guests, max_guests,
    deposit_kind, deposit_percent, deposit_minor, cancellation, setup_minutes, cleanup_minutes, travel_minutes, tax_rate_millionths, tax_inclusive, active),
  update (name, description, duration_minutes, pricing, price_minor, child_price_minor, currency, minimum_total_minor, min_guests, max_guests, deposit_kind,
    deposit_percent, deposit_minor, cancellation, setup_minutes, cleanup_minutes, travel_minutes, tax_rate_millionths, tax_inclusive, active) on bookings.services to authenticated;
grant insert (organization_id, id, station_id, service_id), delete on bookings.service_stations to authenticated;
grant insert (organization_id, id, station_id, slot_minutes, lead_minutes, horizon_days, hold_minutes, public_page, intro, paying_by_hand, quiet_from, quiet_to),
  update (slot_minutes, lead_minutes, horizon_days, hold_minutes, public_page, intro, paying_by_hand, quiet_from, quiet_to) on bookings.station_settings to authenticated;
grant insert (organization_id, id, station_id, kind, name, user_id, email, phone, color, capacity, active, position),
  update (kind, name, user_id, email, phone, color, capacity, active, position) on bookings.resources to authenticated;
grant insert (organization_id, id, station_id, resource_id, service_id), delete on bookings.resource_services to authenticated;
grant insert (organization_id, id, station_id, resource_id, weekday, from_time, to_time, valid_from, valid_to),
  update (weekday, from_time, to_time, valid_from, valid_to), delete on bookings.working_hours to authenticated;
grant insert (organization_id, id, station_id, resource_id, starts_at, ends_at, reason), update (starts_at, ends_at, reason), delete on bookings.time_off to authenticated;
grant insert (organization_id, id, station_id, resource_id, starts_at, ends_at, source, uid, summary), update (starts_at, ends_at, summary), delete on bookings.busy_times to authenticated;
grant select on users.user_profiles, identity.stations to gr_flow;

-- One booking at a time for each resource, buffers included; a pending hold takes its time like any other.
do $$
begin
  if not exists (select from pg_catalog.pg_constraint where conname = 'one_booking_at_a_time' and conrelid = 'bookings.booking_resources'::regclass) then
    alter table bookings.booking_resources add constraint one_booking_at_a_time
      exclude using gist (organization_id with =, resource_id with =, during with &&) where (active);
    alter table bookings.resources add constraint chef_is_a_member
      foreign key (organization_id, user_id) references organizations.org_memberships (organization_id, user_id);
  end if;
end $$;
create index if not exists resources_by_person on bookings.resources (organization_id, user_id);

-- Rows of a resource or a booking are its station's, whatever the request said.
create or replace function bookings.take_station() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_argv[0] = 'resource' then
    select r.station_id into new.station_id from bookings.resources r where r.organization_id = new.organization_id and r.id = new.resource_id;
  else
    select b.station_id into new.station_id from bookings.bookings b where b.organization_id = new.organization_id and b.id = new.booking_id;
  end if;
  return new;
end $$;
do $$
declare
  t text;
begin
  foreach t in array array['resource_services', 'working_hours', 'time_off', 'busy_times'] loop
    execute format('create or replace trigger take_station before insert on bookings.%I for each row execute function bookings.take_station(''resource'')', t);
  end loop;
  foreach t in array array['booking_lines', 'booking_resources', 'booking_history', 'quotes', 'refunds'] loop
    execute format('create or replace trigger take_station before insert on bookings.%I for each row execute function bookings.take_station(''booking'')', t);
  end loop;
  foreach t in array array['bookings', 'resources', 'service_stations', 'station_settings', 'booking_series'] loop
    execute format('create or replace trigger station_open before insert on bookings.%I for each row execute function identity.check_open()', t);
  end loop;
end $$;

-- `[{ hoursBefore, percent }]`, earlier first: who cancels later gets no more.
create or replace function bookings.check_service() returns trigger language plpgsql set search_path = '' as $$
declare
  tier record;
  hours int := 2147483647;
  share int := 101;
begin
  if jsonb_typeof(new.cancellation) <> 'array' or jsonb_array_length(new.cancellation) > 6 then
    raise exception using errcode = 'P0G01', column = 'cancellation', message = 'A cancellation rule has up to six steps.';
  end if;
  for tier in select (x ->> 'hoursBefore')::int as hours_before, (x ->> 'percent')::int as percent, o - 1 as n from jsonb_array_elements(new.cancellation) with ordinality z (x, o) loop
    if tier.hours_before is null or tier.percent is null or tier.hours_before not between 0 and 8760 or tier.percent not between 0 and 100 then
      raise exception using errcode = 'P0G01', column = format('cancellation.%s.percent', tier.n), message = 'Hours from 0 to 8760, and a percentage from 0 to 100.';
    elsif tier.hours_before >= hours or tier.percent >= share then
      raise exception using errcode = 'P0G01', column = format('cancellation.%s.hoursBefore', tier.n), message = 'Each step is nearer to the start, and gives less back, than the one before it.';
    end if;
    hours := tier.hours_before;
    share := tier.percent;
  end loop;
  return new;
end $$;
create or replace trigger check_service before insert or update of cancellation on bookings.services for each row execute function bookings.check_service();

-- Every booking knows when it changed; what a state means follows it, whoever set it. `reason` is the one that was given with the step.
create or replace function bookings.keep_whole() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  new.updated_at := clock_timestamp();
  if new.state is distinct from old.state then
    if new.state in ('in_progress', 'completed', 'no_show') and (clock_timestamp() at time zone new.zone)::date < (new.starts_at at time zone new.zone)::date then
      raise exception using errcode = 'P0G01', message = format('%s is on %s. It cannot be %s before that day.', new.number,
        to_char(new.starts_at at time zone new.zone, 'Dy FMDD Mon YYYY'), replace(new.state::text, '_', ' '));
    end if;
    new.hold_until := null;
    -- Whoever only held a slot is no customer yet.
    if new.state = 'confirmed' and new.customer_id is null and coalesce(new.contact_email, '') || new.contact_phone <> '' then
      new.customer_id := crm.customer_for(new.organization_id, new.station_id, new.contact_name, new.contact_email, new.contact_phone);
    end if;
    new.confirmed_at := case when new.state = 'confirmed' then clock_timestamp() else new.confirmed_at end;
    new.completed_at := case when new.state = 'completed' then clock_timestamp() else new.completed_at end;
    new.cancelled_at := case when new.state in ('cancelled', 'no_show') then clock_timestamp() when new.state = 'confirmed' then null else new.cancelled_at end;
    if new.reason = old.reason and new.state not in ('cancelled', 'no_show') then new.reason := ''; end if;
  end if;
  return new;
end $$;
create or replace trigger keep_whole before update on bookings.bookings for each row execute function bookings.keep_whole();

create or replace function bookings.after_state() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.state = old.state then return null; end if;
  if new.state in ('cancelled', 'no_show') then
    update bookings.booking_resources r set active = false where r.organization_id = new.organization_id and r.booking_id = new.id and r.active;
    update bookings.quotes q set state = 'superseded' where q.organization_id = new.organization_id and q.booking_id = new.id and q.state in ('draft', 'sent');
  end if;
  if new.state in ('confirmed', 'completed') then
    perform bookings.recognise(new.organization_id, new.id);
  end if;
  -- A hold that ran out unpaid is told to nobody; who confirmed or lost a booking hears of it.
  if new.contact_email is not null and new.state in ('confirmed', 'cancelled') and not (new.state = 'cancelled' and old.hold_until is not null) then
    perform system.enqueue(new.organization_id, 'bookings.tell', jsonb_build_object('bookingId', new.id, 'what', new.state), format('%s:%s:%s', new.id, new.state, new.updated_at));
  end if;
  perform bookings.remember(new, 'state', jsonb_build_object('state', old.state), jsonb_build_object('state', new.state), new.reason);
  return null;
end $$;
create or replace trigger after_state after update of state on bookings.bookings for each row execute function bookings.after_state();

create or replace function bookings.remember(b bookings.bookings, kind text, before jsonb, after jsonb, reason text default '') returns void
  language sql volatile security definer set search_path = '' as $$
  insert into bookings.booking_history (organization_id, station_id, booking_id, kind, before, after, reason, by_user_id)
  values (b.organization_id, b.station_id, b.id, remember.kind, remember.before, remember.after, coalesce(remember.reason, ''), system.uid())
$$;

-- The organization of whoever may do this at this station: P0002 to those who may not even see its bookings, 42501 to the others.
create or replace function bookings.who_may(permission text, station uuid) returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  if not (system.can('bookings:read') or coalesce(station = any (system.station_ids('bookings:read')), false)) then
    raise exception using errcode = 'P0002', message = 'That is not here, or not yours.';
  elsif not (system.can(permission) or coalesce(station = any (system.station_ids(permission)), false)) then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  return system.org_id();
end $$;

-- A booking that this person may do that to, locked.
create or replace function bookings.lock_booking(booking uuid, permission text) returns bookings.bookings language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings;
begin
  select x.* into b from bookings.bookings x where x.organization_id = system.org_id() and x.id = booking for no key update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That booking is not here, or not yours.';
  end if;
  perform bookings.who_may(permission, b.station_id);
  return b;
end $$;

-- New terms of a station are its next version; what was agreed to stays.
create or replace function bookings.set_terms(station uuid, body text) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := bookings.who_may('bookings:settings', station);
  n int;
begin
  if length(btrim(coalesce(set_terms.body, ''))) not between 1 and 20000 then
    raise exception using errcode = 'P0G01', column = 'body', message = 'Write the terms: up to 20,000 characters.';
  end if;
  insert into bookings.station_settings (organization_id, station_id) values (org, station) on conflict on constraint one_setting_a_station do nothing;
  select c.terms_version into n from bookings.station_settings c where c.organization_id = org and c.station_id = station for no key update;
  if btrim(set_terms.body) is not distinct from (select x.body from bookings.terms x where x.organization_id = org and x.station_id = station and x.version = n) then
    return n;
  end if;
  insert into bookings.terms (organization_id, station_id, version, body) values (org, station, n + 1, btrim(set_terms.body));
  update bookings.station_settings c set terms_version = n + 1 where c.organization_id = org and c.station_id = station;
  return n + 1;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['take_station()', 'check_service()', 'keep_whole()', 'after_state()', 'remember(bookings.bookings, text, jsonb, jsonb, text)', 'who_may(text, uuid)',
    'lock_booking(uuid, text)', 'set_terms(uuid, text)'] loop
    execute format('alter function bookings.%s owner to gr_flow', f);
    execute format('revoke execute on function bookings.%s from public', f);
  end loop;
end $$;
grant execute on function bookings.set_terms(uuid, text) to authenticated;
