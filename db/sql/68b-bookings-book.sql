-- Book, move, step and cancel. What people, visitors, series, imports and the seed do goes through `bookings.place`.

-- What a service costs for so many: lines, net, tax, total and the deposit. `extras` are [{ kind: extra | discount, description, quantity, unitMinor }];
-- tax is rounded half up once, on the sum. Errors: P0G01 with the field.
create or replace function bookings.price(s bookings.services, adults int, children int, extras jsonb default '[]') returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  lines jsonb := '[]';
  extra record;
  summed numeric;
  tax numeric;
  total numeric;
begin
  if coalesce(adults, -1) < 0 or coalesce(children, -1) < 0 then
    raise exception using errcode = 'P0G01', column = case when coalesce(adults, -1) < 0 then 'adults' else 'children' end, message = 'A number of guests is not negative.';
  elsif adults + children not between s.min_guests and s.max_guests then
    raise exception using errcode = 'P0G01', column = 'adults', message = format('%s is for %s to %s guests.', s.name, s.min_guests, s.max_guests);
  end if;
  if s.pricing = 'flat' then
    lines := lines || jsonb_build_object('kind', 'service', 'description', s.name, 'quantity', 1, 'unitMinor', s.price_minor);
  else
    if adults > 0 then
      lines := lines || jsonb_build_object('kind', 'service', 'description', s.name || ', adults', 'quantity', adults, 'unitMinor', s.price_minor);
    end if;
    if children > 0 then
      lines := lines || jsonb_build_object('kind', 'service', 'description', s.name || ', children', 'quantity', children, 'unitMinor', coalesce(s.child_price_minor, s.price_minor));
    end if;
  end if;
  select sum((l ->> 'quantity')::numeric * (l ->> 'unitMinor')::numeric) into summed from jsonb_array_elements(lines) l;
  if summed < s.minimum_total_minor then
    lines := lines || jsonb_build_object('kind', 'minimum', 'description', 'Up to the minimum of ' || ticketing.money_words(s.minimum_total_minor, s.currency), 'quantity', 1,
      'unitMinor', s.minimum_total_minor - summed);
  end if;
  if jsonb_array_length(coalesce(extras, '[]')) > 30 then
    raise exception using errcode = 'P0G01', column = 'extras', message = 'At most 30 extras and discounts.';
  end if;
  for extra in select x, o - 1 as n from jsonb_array_elements(coalesce(extras, '[]')) with ordinality z (x, o) loop
    if coalesce(length(btrim(extra.x ->> 'description')), 0) not between 1 and 200 or coalesce((extra.x ->> 'quantity')::int, 1) not between 1 and 10000
       or coalesce(extra.x ->> 'kind', 'extra') not in ('extra', 'discount') or coalesce((extra.x ->> 'unitMinor')::bigint, -1) not between 0 and 9007199254740991 then
      raise exception using errcode = 'P0G01', column = format('extras.%s.description', extra.n), message = 'Say what it is, how many, and how much each is: a positive amount.';
    end if;
    lines := lines || jsonb_build_object('kind', coalesce(extra.x ->> 'kind', 'extra'), 'description', btrim(extra.x ->> 'description'), 'quantity', coalesce((extra.x ->> 'quantity')::int, 1),
      'unitMinor', (extra.x ->> 'unitMinor')::bigint * case when extra.x ->> 'kind' = 'discount' then -1 else 1 end);
  end loop;
  select sum((l ->> 'quantity')::numeric * (l ->> 'unitMinor')::numeric) into summed from jsonb_array_elements(lines) l;
  if summed < 0 then
    raise exception using errcode = 'P0G01', column = 'extras', message = 'The discounts are more than the price.';
  end if;
  tax := round(summed * s.tax_rate_millionths / (1000000 + case when s.tax_inclusive then s.tax_rate_millionths else 0 end));
  total := summed + case when s.tax_inclusive then 0 else tax end;
  if total > 9007199254740991 then
    raise exception using errcode = 'P0G01', column = 'adults', message = 'That is more money than a booking can be about.';
  end if;
  return jsonb_build_object('lines', lines, 'netMinor', (total - tax)::text, 'taxMinor', tax::text, 'totalMinor', total::text, 'depositMinor',
    (case s.deposit_kind when 'percent' then round(total * s.deposit_percent / 100) when 'fixed' then least(s.deposit_minor, total) else 0 end)::text);
end $$;

-- Holds that have run out and are in the way give their slots back. Whoever waits for the same resource does it first.
create or replace function bookings.drop_stale(org uuid, resource uuid, wanted tstzrange) returns void language sql volatile security definer set search_path = '' as $$
  update bookings.bookings b set state = 'cancelled', reason = 'The hold ran out.'
  where b.organization_id = org and b.id in (
    select x.id from bookings.booking_resources u join bookings.bookings x on (x.organization_id, x.id) = (u.organization_id, u.booking_id)
    where u.organization_id = org and u.resource_id = drop_stale.resource and u.active and u.during && wanted and x.state = 'pending' and x.hold_until < clock_timestamp()
    for no key update of x skip locked)
$$;

-- Give a booking the time of these resources, in place of what it had. The resources are locked, so that 50 who want one of them come one
-- after the other; what is in the way is named. `anyway` leaves working hours, time off and foreign calendars aside, never another booking.
create or replace function bookings.take(b bookings.bookings, s bookings.services, wanted uuid[], anyway boolean) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := b.organization_id;
  whole tstzrange := bookings.whole_time(s, b.starts_at, b.ends_at);
  r bookings.resources;
  place text := (select x.name from identity.stations x where x.organization_id = b.organization_id and x.id = b.station_id);
  other record;
begin
  delete from bookings.booking_resources u where u.organization_id = org and u.booking_id = b.id and u.resource_id <> all (wanted);
  for r in select x.* from bookings.resources x where x.organization_id = org and x.id = any (wanted) order by x.id for no key update loop
    if r.station_id <> b.station_id then
      raise exception using errcode = 'P0G01', column = 'resourceIds', constraint = 'resource_of_another_station', message = format('%s works at another station than %s.', r.name, place);
    elsif not r.active then
      raise exception using errcode = 'P0G01', column = 'resourceIds', message = format('%s takes no bookings any more.', r.name);
    elsif r.capacity < b.adults + b.children then
      raise exception using errcode = 'P0G01', column = 'resourceIds', message = format('%s is for at most %s guests.', r.name, r.capacity);
    elsif r.kind = 'chef' and not exists (select from bookings.resource_services k where k.organization_id = org and k.resource_id = r.id and k.service_id = s.id) then
      raise exception using errcode = 'P0G01', column = 'resourceIds', message = format('%s does not do %s.', r.name, s.name);
    end if;
    if not anyway then
      if not bookings.shifts(org, r.id, (b.starts_at at time zone b.zone)::date - 1, (b.ends_at at time zone b.zone)::date + 1) @> tstzrange(b.starts_at, b.ends_at) then
        raise exception using errcode = 'P0G01', column = 'startsAt', constraint = 'outside_working_hours',
          message = format('%s does not work then, %s.', r.name, events.when_words(tstzrange(b.starts_at, b.ends_at), b.zone));
      end if;
      select 'is away' as what, o.reason as why, tstzrange(o.starts_at, o.ends_at) as during into other from bookings.time_off o
      where o.organization_id = org and o.resource_id = r.id and tstzrange(o.starts_at, o.ends_at) && whole
      union all select 'is busy elsewhere', o.summary, tstzrange(o.starts_at, o.ends_at) from bookings.busy_times o
      where o.organization_id = org and o.resource_id = r.id and tstzrange(o.starts_at, o.ends_at) && whole limit 1;
      if found then
        raise exception using errcode = 'P0G01', column = 'startsAt', constraint = 'resource_is_away', message = format('%s %s then, %s%s.', r.name, other.what,
          events.when_words(other.during, b.zone), coalesce(' (' || nullif(other.why, '') || ')', ''));
      end if;
    end if;
    perform bookings.drop_stale(org, r.id, whole);
    insert into bookings.booking_resources (organization_id, station_id, booking_id, resource_id, during) values (org, b.station_id, b.id, r.id, whole)
    on conflict on constraint once_a_booking do update set during = excluded.during, active = true;
  end loop;
  if (select count(*) from bookings.booking_resources u where u.organization_id = org and u.booking_id = b.id) <> cardinality(wanted) or cardinality(wanted) not between 1 and 20 then
    raise exception using errcode = 'P0G01', column = 'resourceIds', message = 'Choose who does it.';
  end if;
exception when exclusion_violation then
  select x.number, x.state, u.during, x.contact_name as who into other from bookings.booking_resources u
  join bookings.bookings x on (x.organization_id, x.id) = (u.organization_id, u.booking_id)
  where u.organization_id = org and u.resource_id = r.id and u.active and u.during && whole and u.booking_id <> b.id order by u.during limit 1;
  if not found then
    raise exception using errcode = '40001', message = 'Somebody changed this time at the same moment. Try again.';
  end if;
  raise exception using errcode = 'P0G01', column = 'startsAt', constraint = 'slot_is_taken', message = case
    when system.uid() is null and not system.is_worker() then 'This time was just taken. Choose another one.'
    else format('%s has %s for %s then (%s with travel and set-up)%s.', r.name, other.number, other.who, events.when_words(other.during, b.zone),
      case when other.state = 'pending' then ', which is not confirmed yet' else '' end) end;
end $$;

-- Make a booking. p: key, id?, secret? (of the customer's link), stationId, serviceId, startsAt, endsAt?, resourceIds? (without them whoever is free first), adults,
-- children?, contactName, contactEmail?, contactPhone?, customerId?, address?, dietaryNotes?, notes?, extras?, depositMinor?, holdMinutes?, termsVersion?, source?,
-- seriesId?, anyway?. Answers the booking; the same key again answers the one that it made. Errors: P0G01 with the field, P0002.
create or replace function bookings.place(org uuid, p jsonb, address text default null) returns bookings.bookings language plpgsql volatile security definer set search_path = '' as $$
declare
  station uuid := (p ->> 'stationId')::uuid;
  anyway boolean := coalesce((p ->> 'anyway')::boolean, false);
  priced jsonb;
  deposit bigint;
  wanted uuid[] := case when jsonb_array_length(coalesce(p -> 'resourceIds', '[]')) > 0 then array(select x::uuid from jsonb_array_elements_text(p -> 'resourceIds') x) end;
  candidate uuid;
  last_words text;
  customer uuid;
  s bookings.services;
  b bookings.bookings;
begin
  select x.* into b from bookings.bookings x where x.organization_id = org and x.key = p ->> 'key';
  if found then
    if (b.station_id, b.service_id, b.starts_at, b.contact_name) is distinct from (station, (p ->> 'serviceId')::uuid, (p ->> 'startsAt')::timestamptz, btrim(p ->> 'contactName')) then
      raise exception using errcode = 'P0G01', message = 'This form was used for another booking. Load the page again.';
    end if;
    return b;
  end if;
  select x.* into s from bookings.services x where x.organization_id = org and x.id = (p ->> 'serviceId')::uuid and x.active
    and exists (select from bookings.service_stations o where o.organization_id = org and o.service_id = x.id and o.station_id = station);
  if not found then
    raise exception using errcode = 'P0G01', column = 'serviceId', message = 'This station does not offer that service.';
  end if;
  if p ->> 'startsAt' is null or (p ->> 'startsAt')::timestamptz not between now() - interval '3 years' and now() + interval '3 years' then
    raise exception using errcode = 'P0G01', column = 'startsAt', message = 'Choose a time.';
  elsif (p ->> 'endsAt')::timestamptz <= (p ->> 'startsAt')::timestamptz or (p ->> 'endsAt')::timestamptz > (p ->> 'startsAt')::timestamptz + interval '3 days' then
    raise exception using errcode = 'P0G01', column = 'endsAt', message = 'It ends after it begins, within three days.';
  end if;
  if coalesce(length(btrim(p ->> 'contactName')), 0) not between 1 and 200 then
    raise exception using errcode = 'P0G01', column = 'contactName', message = 'Say for whom it is.';
  end if;
  priced := bookings.price(s, (p ->> 'adults')::int, coalesce((p ->> 'children')::int, 0), p -> 'extras');
  deposit := coalesce((p ->> 'depositMinor')::bigint, (priced ->> 'depositMinor')::bigint);
  if deposit not between 0 and (priced ->> 'totalMinor')::bigint then
    raise exception using errcode = 'P0G01', column = 'deposit', message = format('The deposit is at most the total, %s.', ticketing.money_words((priced ->> 'totalMinor')::bigint, s.currency));
  end if;
  if p ->> 'customerId' is not null then
    customer := crm.living(org, (p ->> 'customerId')::uuid);
    if customer is null then
      raise exception using errcode = 'P0G01', column = 'customerId', message = 'That customer is not here any more.';
    end if;
  elsif coalesce(p ->> 'source', 'staff') <> 'public' and coalesce(p ->> 'contactEmail', '') || coalesce(p ->> 'contactPhone', '') <> '' then
    customer := crm.customer_for(org, station, p ->> 'contactName', p ->> 'contactEmail', p ->> 'contactPhone');
  end if;
  insert into bookings.bookings (organization_id, id, station_id, number, service_id, series_id, customer_id, contact_name, contact_email, contact_phone, adults, children, address, dietary_notes,
    notes, starts_at, ends_at, zone, hold_until, currency, net_minor, tax_minor, total_minor, tax_rate_millionths, tax_inclusive, deposit_minor, cancellation, terms_version,
    terms_accepted_at, terms_address, source, token_hash, created_by, key)
  select org, coalesce((p ->> 'id')::uuid, system.uuid7()), station, bookings.new_number(org), s.id, (p ->> 'seriesId')::uuid, customer, btrim(p ->> 'contactName'),
    nullif(lower(btrim(p ->> 'contactEmail')), ''), coalesce(p ->> 'contactPhone', ''), (p ->> 'adults')::int, coalesce((p ->> 'children')::int, 0), coalesce(p ->> 'address', ''),
    coalesce(p ->> 'dietaryNotes', ''), coalesce(p ->> 'notes', ''), (p ->> 'startsAt')::timestamptz,
    coalesce((p ->> 'endsAt')::timestamptz, (p ->> 'startsAt')::timestamptz + make_interval(mins => s.duration_minutes)), x.zone,
    clock_timestamp() + make_interval(mins => (p ->> 'holdMinutes')::int), s.currency, (priced ->> 'netMinor')::bigint, (priced ->> 'taxMinor')::bigint, (priced ->> 'totalMinor')::bigint,
    s.tax_rate_millionths, s.tax_inclusive, deposit, s.cancellation, (p ->> 'termsVersion')::int, case when p ->> 'termsVersion' is not null then clock_timestamp() end, place.address,
    coalesce(p ->> 'source', 'staff'), encode(sha256(convert_to(p ->> 'secret', 'UTF8')), 'hex'), system.uid(), p ->> 'key'
  from identity.stations x where x.organization_id = org and x.id = station
  on conflict on constraint one_booking_a_key do nothing returning * into b;
  if b.id is null then
    raise exception using errcode = '40001', message = 'This was sent twice at the same moment. Look whether it is booked.';
  end if;
  perform bookings.write_lines(b, priced -> 'lines');
  if wanted is not null then
    perform bookings.take(b, s, wanted, anyway);
  else
    for candidate in select f.resource_id from bookings.free_slots(org, s.id, station, b.starts_at - interval '1 day', b.starts_at + interval '1 day', b.adults + b.children, b.id) f
      where f.starts_at = b.starts_at loop
      begin
        perform bookings.take(b, s, array[candidate], anyway);
        wanted := array[candidate];
        exit;
      exception when sqlstate 'P0G01' then
        last_words := sqlerrm;
      end;
    end loop;
    if wanted is null then
      raise exception using errcode = 'P0G01', column = 'startsAt', constraint = 'slot_is_taken', message = coalesce(last_words, case
        when system.uid() is null then 'This time was just taken. Choose another one.' else 'Nobody is free for it then. Choose another time, or say who does it.' end);
    end if;
  end if;
  if b.hold_until is not null then
    perform system.enqueue(org, 'bookings.expire_hold', jsonb_build_object('bookingId', b.id), b.id::text, b.hold_until + interval '5 seconds');
  end if;
  perform bookings.remember(b, 'booked', '{}', jsonb_build_object('startsAt', b.starts_at, 'endsAt', b.ends_at, 'resources', bookings.names_of(b), 'totalMinor', b.total_minor::text,
    'source', b.source));
  return b;
end $$;

-- `BK-7Q2M9K`, used by no other booking of the organization.
create or replace function bookings.new_number(org uuid) returns text language plpgsql volatile security definer set search_path = '' as $$
declare
  made text;
begin
  loop
    made := 'BK-' || ticketing.random_code(6);
    exit when not exists (select from bookings.bookings b where b.organization_id = org and b.number = made);
  end loop;
  return made;
end $$;

create or replace function bookings.write_lines(b bookings.bookings, lines jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from bookings.booking_lines l where l.organization_id = b.organization_id and l.booking_id = b.id;
  insert into bookings.booking_lines (organization_id, station_id, booking_id, position, kind, description, quantity, unit_minor, amount_minor)
  select b.organization_id, b.station_id, b.id, o, l ->> 'kind', l ->> 'description', (l ->> 'quantity')::int, (l ->> 'unitMinor')::bigint, (l ->> 'quantity')::int * (l ->> 'unitMinor')::bigint
  from jsonb_array_elements(lines) with ordinality x (l, o);
end $$;

create or replace function bookings.names_of(b bookings.bookings) returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(r.name order by r.name), '[]') from bookings.booking_resources u join bookings.resources r on (r.organization_id, r.id) = (u.organization_id, u.resource_id)
  where u.organization_id = b.organization_id and u.booking_id = b.id
$$;

do $$
declare
  f text;
begin
  foreach f in array array['price(bookings.services, int, int, jsonb)', 'drop_stale(uuid, uuid, tstzrange)', 'take(bookings.bookings, bookings.services, uuid[], boolean)',
    'place(uuid, jsonb, text)', 'new_number(uuid)', 'write_lines(bookings.bookings, jsonb)', 'names_of(bookings.bookings)'] loop
    execute format('alter function bookings.%s owner to gr_flow', f);
    execute format('revoke execute on function bookings.%s from public', f);
  end loop;
end $$;
