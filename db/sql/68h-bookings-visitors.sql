-- What visitors may see and do at a station's booking page, and with the link to their booking.

-- A station's page: who it is, its services, its terms. Null unless the page is on.
create or replace function bookings.public_station(org_slug text, station_slug text) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('seller', bookings.seller(p.organization_id, p.station_id), 'zone', s.zone, 'intro', c.intro, 'leadMinutes', c.lead_minutes, 'horizonDays', c.horizon_days,
    'holdMinutes', c.hold_minutes, 'terms', (select jsonb_build_object('version', t.version, 'body', t.body) from bookings.terms t
      where (t.organization_id, t.station_id, t.version) = (c.organization_id, c.station_id, c.terms_version)),
    'services', (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name, 'description', v.description, 'durationMinutes', v.duration_minutes, 'pricing', v.pricing,
        'priceMinor', v.price_minor::text, 'childPriceMinor', v.child_price_minor::text, 'currency', v.currency, 'minimumTotalMinor', v.minimum_total_minor::text, 'minGuests', v.min_guests,
        'maxGuests', v.max_guests, 'cancellation', v.cancellation) order by v.name), '[]')
      from bookings.services v join bookings.service_stations o on (o.organization_id, o.service_id) = (v.organization_id, v.id) and o.station_id = p.station_id
      where v.organization_id = p.organization_id and v.active
        -- A meeting has a page of its own.
        and not exists (select from bookings.meeting_types m where (m.organization_id, m.service_id) = (v.organization_id, v.id))))
  from bookings.public_place(org_slug, station_slug) p
  join identity.stations s on (s.organization_id, s.id) = (p.organization_id, p.station_id)
  join bookings.station_settings c on (c.organization_id, c.station_id) = (p.organization_id, p.station_id)
$$;

-- What it would cost, as `bookings.price`. Errors: P0G01 in words, P0002.
create or replace function bookings.public_price(org_slug text, station_slug text, service uuid, adults int, children int) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  s bookings.services;
begin
  select v.* into s from bookings.public_place(org_slug, station_slug) p
  join bookings.service_stations o on (o.organization_id, o.station_id) = (p.organization_id, p.station_id)
  join bookings.services v on (v.organization_id, v.id) = (o.organization_id, o.service_id) and v.active where v.id = public_price.service;
  if not found then
    raise exception using errcode = 'P0002', message = 'That service is not offered here any more.';
  end if;
  return bookings.price(s, adults, children) || jsonb_build_object('currency', s.currency, 'taxInclusive', s.tax_inclusive);
end $$;

-- A visitor asks for a slot: it is held until the deposit is paid, or booked at once where none is asked. p: org, station, key, id, secret, serviceId, startsAt, adults, children, contactName,
-- contactEmail, contactPhone, address, dietaryNotes, termsVersion. `from_address` is kept with the agreement to the terms. Answers { bookingId, state, depositMinor }.
create or replace function bookings.request(p jsonb, from_address text) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  place record;
  c bookings.station_settings;
  b bookings.bookings;
begin
  select * into place from bookings.public_place(p ->> 'org', p ->> 'station');
  if not found then
    raise exception using errcode = 'P0002', message = 'This booking page is closed.';
  end if;
  select x.* into c from bookings.station_settings x where x.organization_id = place.organization_id and x.station_id = place.station_id;
  if nullif(c.terms_version, 0) is distinct from (p ->> 'termsVersion')::int then
    raise exception using errcode = 'P0G01', column = 'terms', message = case when p ->> 'termsVersion' is null then 'Agree to the terms first.' else 'The terms have changed meanwhile. Read them again.' end;
  elsif coalesce(p ->> 'contactEmail', '') !~ '^[^@\s]+@[^@\s]+$' then
    raise exception using errcode = 'P0G01', column = 'contactEmail', message = 'We need your e-mail address to confirm.';
  elsif (p ->> 'startsAt')::timestamptz < now() + make_interval(mins => c.lead_minutes) - interval '5 minutes' or (p ->> 'startsAt')::timestamptz > now() + make_interval(days => c.horizon_days) then
    raise exception using errcode = 'P0G01', column = 'startsAt', message = 'That time cannot be booked here. Choose another one.';
  elsif (select count(*) from bookings.bookings x where x.organization_id = place.organization_id and x.station_id = place.station_id and x.state = 'pending' and x.hold_until > clock_timestamp()
      and x.contact_email = lower(btrim(p ->> 'contactEmail')) and x.key <> p ->> 'key') >= 3 then
    raise exception using errcode = 'P0G01', column = 'startsAt', message = 'You hold three times already. Pay one of them, or wait until they are free again.';
  end if;
  b := bookings.place(place.organization_id, jsonb_build_object('source', 'public', 'stationId', place.station_id, 'holdMinutes', c.hold_minutes)
    || jsonb_strip_nulls(jsonb_build_object('key', p ->> 'key', 'id', p ->> 'id', 'secret', p ->> 'secret', 'serviceId', p ->> 'serviceId', 'startsAt', p ->> 'startsAt', 'adults', p -> 'adults',
      'children', p -> 'children', 'contactName', p ->> 'contactName', 'contactEmail', p ->> 'contactEmail', 'contactPhone', p ->> 'contactPhone', 'address', p ->> 'address',
      'dietaryNotes', p ->> 'dietaryNotes', 'termsVersion', p -> 'termsVersion')), from_address);
  if b.state = 'pending' and b.deposit_minor = 0 then
    update bookings.bookings x set state = 'confirmed' where x.organization_id = b.organization_id and x.id = b.id returning x.* into b;
  end if;
  perform ticketing.note(b.organization_id, 'bookings.request', 'bookings.bookings', b.id, p - 'secret' - 'dietaryNotes');
  return jsonb_build_object('bookingId', b.id, 'state', b.state, 'depositMinor', b.deposit_minor::text);
end $$;

-- What a customer may know of their booking.
create or replace function bookings.customer_facts(b bookings.bookings) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', b.id, 'number', b.number, 'state', case when b.state = 'pending' and b.hold_until < clock_timestamp() then 'cancelled' else b.state::text end,
    'expired', b.reason = 'The hold ran out.' or b.state = 'pending' and coalesce(b.hold_until < clock_timestamp(), false), 'holdUntil', b.hold_until,
    'service', (select s.name from bookings.services s where s.organization_id = b.organization_id and s.id = b.service_id), 'chefs', bookings.names_of(b),
    'startsAt', b.starts_at, 'endsAt', b.ends_at, 'zone', b.zone, 'adults', b.adults, 'children', b.children, 'contactName', b.contact_name, 'contactEmail', b.contact_email, 'address', b.address,
    'dietaryNotes', b.dietary_notes, 'currency', b.currency, 'taxMinor', b.tax_minor::text, 'taxInclusive', b.tax_inclusive, 'totalMinor', b.total_minor::text,
    'depositMinor', b.deposit_minor::text, 'paidMinor', (b.paid_minor - b.refunded_minor)::text, 'lines', (select coalesce(jsonb_agg(jsonb_build_object('description', l.description,
      'quantity', l.quantity, 'unitMinor', l.unit_minor::text, 'amountMinor', l.amount_minor::text) order by l.position), '[]') from bookings.booking_lines l
      where l.organization_id = b.organization_id and l.booking_id = b.id),
    'cancellation', b.cancellation, 'consequence', bookings.consequence(b, clock_timestamp()), 'cancellable', b.state in ('pending', 'confirmed') and b.starts_at > clock_timestamp(),
    'paying', exists (select from payments.card_payments c where c.organization_id = b.organization_id and c.booking_id = b.id and c.state = 'waiting' and c.payment_ref is not null and c.expires_at > now()),
    'backMinor', b.refunded_minor::text, 'payingByHand', (select c.paying_by_hand from bookings.station_settings c where c.organization_id = b.organization_id and c.station_id = b.station_id),
    'seller', bookings.seller(b.organization_id, b.station_id))
$$;

-- A booking as its customer sees it, by the link; null when nobody has it.
create or replace function bookings.visit(secret text) returns jsonb language sql stable security definer set search_path = '' as $$
  select bookings.customer_facts(b) from bookings.bookings b where b.token_hash = encode(sha256(convert_to(secret, 'UTF8')), 'hex')
$$;

-- The customer cancels, by the link. What goes back is what the page said, unless it became less meanwhile: then it is refused, and the page says it anew.
create or replace function bookings.cancel_by_link(secret text, reason text, expected_minor bigint) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings;
begin
  select x.* into b from bookings.bookings x where x.token_hash = encode(sha256(convert_to(secret, 'UTF8')), 'hex') for no key update;
  if not found then
    raise exception using errcode = 'P0002', message = 'This booking is not here any more.';
  elsif b.state not in ('pending', 'confirmed') or b.starts_at <= clock_timestamp() then
    raise exception using errcode = 'P0S01', message = 'This booking cannot be cancelled here any more. Write to us.';
  elsif (bookings.consequence(b, clock_timestamp()) ->> 'refundMinor')::bigint <> expected_minor then
    raise exception using errcode = 'P0G01', column = 'expected', message = 'What you get back has changed since you opened this page. Look at it again.';
  end if;
  return bookings.call_off(b, left('Cancelled by the customer' || coalesce(': ' || nullif(btrim(reason), ''), ''), 500), false, null);
end $$;

-- Everything about a booking's money, for those who may see the booking: how it came, how it stands, and where it is.
create or replace function bookings.money_of(booking uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  b bookings.bookings;
begin
  select x.* into b from bookings.bookings x where x.organization_id = system.org_id() and x.id = booking;
  perform bookings.who_may('bookings:read', b.station_id);
  return jsonb_build_object(
    'cards', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'state', case when c.state = 'waiting' and c.expires_at < now() then 'failed' else c.state::text end, 'amountMinor', c.amount_minor::text, 'at', coalesce(c.settled_at, c.created_at), 'reference', c.payment_ref,
      'failure', c.failure) order by c.created_at), '[]') from payments.card_payments c where c.organization_id = b.organization_id and c.booking_id = b.id),
    'byHand', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'state', m.state, 'method', m.method, 'payer', m.payer, 'receivedOn', m.received_on, 'amountMinor', m.amount_minor::text,
        'hereMinor', coalesce(a.here, 0)::text) order by m.created_at), '[]')
      from payments.manual_payments m left join (select a.manual_payment_id, sum(a.amount_minor) as here from payments.allocations a
        where a.organization_id = b.organization_id and a.booking_id = b.id group by 1) a on a.manual_payment_id = m.id
      where m.organization_id = b.organization_id and m.direction = 'in' and (m.booking_id = b.id or a.manual_payment_id is not null)),
    'disputes', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'state', d.state, 'amountMinor', d.amount_minor::text, 'reason', d.reason, 'at', d.opened_at,
        'respondUntil', d.respond_until, 'closedAt', d.closed_at) order by d.opened_at), '[]')
      from payments.disputes d join payments.card_payments c on (c.organization_id, c.id) = (d.organization_id, d.card_payment_id) where c.organization_id = b.organization_id and c.booking_id = b.id),
    'returnableMinor', bookings.returnable(b)::text,
    'refunds', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'state', r.state, 'way', case when r.dispute_id is not null then 'dispute' else coalesce(r.method::text, 'card') end, 'amountMinor', r.amount_minor::text, 'reason', r.reason, 'failure', r.failure, 'at', r.created_at,
      'paymentId', r.manual_payment_id) order by r.created_at), '[]') from bookings.refunds r where r.organization_id = b.organization_id and r.booking_id = b.id));
end $$;

-- For letters: the same as the customer sees, for the worker.
create or replace function bookings.letter_facts(booking uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select bookings.customer_facts(b) from bookings.bookings b where b.organization_id = system.org_id() and b.id = booking and system.is_worker()
$$;

do $$
declare
  f text;
begin
  foreach f in array array['public_station(text, text)', 'public_price(text, text, uuid, int, int)', 'request(jsonb, text)', 'visit(text)', 'customer_facts(bookings.bookings)',
    'cancel_by_link(text, text, bigint)', 'money_of(uuid)', 'letter_facts(uuid)'] loop
    execute format('alter function bookings.%s owner to gr_flow', f);
    execute format('revoke execute on function bookings.%s from public', f);
  end loop;
end $$;
grant execute on function bookings.public_station(text, text), bookings.public_price(text, text, uuid, int, int), bookings.request(jsonb, text), bookings.visit(text),
  bookings.cancel_by_link(text, text, bigint) to anon, authenticated;
grant execute on function bookings.money_of(uuid), bookings.letter_facts(uuid) to authenticated;
