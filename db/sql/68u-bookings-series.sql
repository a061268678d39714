-- Bookings that come again and again. Each time is a booking of its own; the rule is expanded by the caller on the station's clocks (RFC 5545), and what is
-- in the way of one is told for that one. A preview does everything and undoes it, so it says what would happen and not what somebody thinks would.

-- Make a booking the first of a series. p: bookingId, rule, startsLocal, times: [{ id, secret, startsAt }] of the further ones, skip (leave out what is not free), preview.
-- Answers { seriesId, made, times: [{ startsAt, bookingId, number, refused }] }. Without skip nothing is made when one is refused.
create or replace function bookings.repeat(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings := bookings.lock_booking((p ->> 'bookingId')::uuid, 'bookings:write');
  skip boolean := coalesce((p ->> 'skip')::boolean, false);
  preview boolean := coalesce((p ->> 'preview')::boolean, false);
  who jsonb := (select jsonb_agg(u.resource_id) from bookings.booking_resources u where u.organization_id = b.organization_id and u.booking_id = b.id);
  answer jsonb := '[]';
  series uuid;
  made int := 0;
  refused int := 0;
  next jsonb;
  n bookings.bookings;
begin
  if b.series_id is not null then
    raise exception using errcode = 'P0S01', message = format('%s belongs to a series already.', b.number);
  elsif b.state not in ('pending', 'confirmed') or b.hold_until is not null then
    raise exception using errcode = 'P0S01', message = format('%s is %s. A series begins with a booking that will happen.', b.number,
      case when b.hold_until is not null then 'held for a moment only' else replace(b.state::text, '_', ' ') end);
  elsif jsonb_array_length(coalesce(p -> 'times', '[]')) not between 1 and 103 then
    raise exception using errcode = 'P0G01', column = 'count', message = 'That makes no further booking, or more than a hundred.';
  end if;
  begin
    insert into bookings.booking_series (organization_id, station_id, service_id, rule, starts_local, zone, template, created_by)
    values (b.organization_id, b.station_id, b.service_id, p ->> 'rule', p ->> 'startsLocal', b.zone, jsonb_build_object('bookingId', b.id, 'resourceIds', who), system.uid()) returning id into series;
    update bookings.bookings x set series_id = series where x.organization_id = b.organization_id and x.id = b.id;
    for next in select x from jsonb_array_elements(p -> 'times') x loop
      begin
        n := bookings.place(b.organization_id, jsonb_build_object('id', next ->> 'id', 'secret', next ->> 'secret', 'key', series || ' ' || (next ->> 'startsAt'), 'stationId', b.station_id,
          'serviceId', b.service_id, 'seriesId', series, 'startsAt', next ->> 'startsAt', 'endsAt', (next ->> 'startsAt')::timestamptz + (b.ends_at - b.starts_at), 'resourceIds', who,
          'adults', b.adults, 'children', b.children, 'customerId', b.customer_id, 'contactName', b.contact_name, 'contactEmail', b.contact_email, 'contactPhone', b.contact_phone,
          'address', b.address, 'dietaryNotes', b.dietary_notes, 'notes', b.notes, 'source', 'series'));
        made := made + 1;
        answer := answer || jsonb_build_object('startsAt', n.starts_at, 'bookingId', case when not preview then n.id end, 'number', case when not preview then n.number end, 'refused', null);
      exception when sqlstate 'P0G01' then
        refused := refused + 1;
        answer := answer || jsonb_build_object('startsAt', next ->> 'startsAt', 'bookingId', null, 'number', null, 'refused', sqlerrm);
      end;
    end loop;
    if preview then
      raise exception using errcode = 'P0G99';
    elsif refused > 0 and not skip then
      raise exception using errcode = 'P0G01', column = 'skip', message = format('%s of %s cannot be: %s', refused, refused + made, (select x ->> 'refused' from jsonb_array_elements(answer) x where x ->> 'refused' is not null limit 1));
    elsif made = 0 then
      raise exception using errcode = 'P0G01', column = 'count', message = 'None of these times is free.';
    end if;
  exception when sqlstate 'P0G99' then
    series := null;
  end;
  return jsonb_build_object('seriesId', series, 'made', made, 'times', answer);
end $$;

-- Change several of a series at once. p: bookingId (one of it), moves: [{ bookingId, startsAt, endsAt }], resourceIds?, reason, preview. All of them or none.
-- Answers [{ bookingId, number, before, after, refused }].
create or replace function bookings.move_series(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings := bookings.lock_booking((p ->> 'bookingId')::uuid, 'bookings:write');
  preview boolean := coalesce((p ->> 'preview')::boolean, false);
  answer jsonb := '[]';
  problem text;
  m record;
begin
  if b.series_id is null then
    raise exception using errcode = 'P0S01', message = format('%s is no part of a series.', b.number);
  end if;
  begin
    -- What moves on makes room for what follows it, so those go first that have the farthest to go.
    for m in select x.id, x.number, x.starts_at, (t ->> 'startsAt')::timestamptz as becomes, t ->> 'endsAt' as until from jsonb_array_elements(p -> 'moves') t
      join bookings.bookings x on x.organization_id = b.organization_id and x.id = (t ->> 'bookingId')::uuid and x.series_id = b.series_id and x.state in ('pending', 'confirmed')
      order by case when (t ->> 'startsAt')::timestamptz > x.starts_at then -extract(epoch from x.starts_at) else extract(epoch from x.starts_at) end
    loop
      begin
        perform bookings.move(jsonb_strip_nulls(jsonb_build_object('bookingId', m.id, 'startsAt', m.becomes, 'endsAt', m.until, 'resourceIds', p -> 'resourceIds', 'reason', p ->> 'reason')));
        answer := answer || jsonb_build_object('bookingId', m.id, 'number', m.number, 'before', m.starts_at, 'after', m.becomes, 'refused', null);
      exception when sqlstate 'P0G01' then
        if sqlerrm like 'It is confirmed already%' then raise; end if;
        problem := coalesce(problem, sqlerrm);
        answer := answer || jsonb_build_object('bookingId', m.id, 'number', m.number, 'before', m.starts_at, 'after', m.becomes, 'refused', sqlerrm);
      end;
    end loop;
    if preview then
      raise exception using errcode = 'P0G99';
    elsif problem is not null then
      raise exception using errcode = 'P0G01', column = 'startsLocal', message = 'Nothing was moved: ' || problem;
    end if;
  exception when sqlstate 'P0G99' then
    null;
  end;
  return (select coalesce(jsonb_agg(x order by x ->> 'before'), '[]') from jsonb_array_elements(answer) x);
end $$;

-- No more of it from a booking on, or none that is still to come. p: bookingId, scope (following | all), reason. Answers how many were cancelled.
create or replace function bookings.cancel_series(p jsonb) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings := bookings.lock_booking((p ->> 'bookingId')::uuid, 'bookings:write');
  n int := 0;
  one uuid;
begin
  if b.series_id is null then
    raise exception using errcode = 'P0S01', message = format('%s is no part of a series.', b.number);
  end if;
  for one in select x.id from bookings.bookings x where x.organization_id = b.organization_id and x.series_id = b.series_id and x.state in ('pending', 'confirmed')
    and x.starts_at >= case when p ->> 'scope' = 'all' then now() else b.starts_at end order by x.starts_at loop
    perform bookings.cancel(jsonb_build_object('bookingId', one, 'reason', p ->> 'reason'));
    n := n + 1;
  end loop;
  update bookings.booking_series s set state = 'ended' where s.organization_id = b.organization_id and s.id = b.series_id and s.state = 'active';
  return n;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['repeat(jsonb)', 'move_series(jsonb)', 'cancel_series(jsonb)'] loop
    execute format('alter function bookings.%s owner to gr_flow', f);
    execute format('revoke execute on function bookings.%s from public', f);
  end loop;
end $$;
grant execute on function bookings.repeat(jsonb), bookings.move_series(jsonb), bookings.cancel_series(jsonb) to authenticated;
