-- What people do with bookings of their station: book, move, step, cancel; and what the worker does when a hold has run out.

-- As `bookings.place` says; answers { bookingId, number, state }. Extras and a deposit of their own are for who may set prices.
create or replace function bookings.book(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := bookings.who_may('bookings:write', (p ->> 'stationId')::uuid);
  b bookings.bookings;
begin
  if jsonb_array_length(coalesce(p -> 'extras', '[]')) > 0 or p ->> 'depositMinor' is not null then
    perform bookings.who_may('bookings:price', (p ->> 'stationId')::uuid);
  end if;
  b := bookings.place(org, p - 'termsVersion');
  if coalesce((p ->> 'confirm')::boolean, false) and b.state = 'pending' then
    update bookings.bookings x set state = 'confirmed' where x.organization_id = org and x.id = b.id returning x.* into b;
  end if;
  return jsonb_build_object('bookingId', b.id, 'number', b.number, 'state', b.state);
end $$;

-- A slot that waits for its deposit, for a few minutes: a pending booking that ends by itself. p: as `bookings.place`, holdMinutes.
create or replace function bookings.hold(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
begin
  if coalesce((p ->> 'holdMinutes')::int, 0) not between 1 and 20160 then
    raise exception using errcode = 'P0G01', column = 'holdMinutes', message = 'A hold lasts from a minute to two weeks.';
  end if;
  return bookings.book(p - 'confirm');
end $$;

-- Another time, other resources, or both. p: bookingId, startsAt?, endsAt?, resourceIds?, reason (once it is confirmed), anyway?. Without endsAt it lasts
-- as long as it did. What is in the way is named. Answers { bookingId, startsAt, endsAt }. Errors: P0002, 42501, P0S01, P0G01.
create or replace function bookings.move(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings := bookings.lock_booking((p ->> 'bookingId')::uuid, 'bookings:write');
  old bookings.bookings := b;
  who jsonb := bookings.names_of(b);
  s bookings.services;
  starts timestamptz := coalesce((p ->> 'startsAt')::timestamptz, b.starts_at);
  ends timestamptz := coalesce((p ->> 'endsAt')::timestamptz, coalesce((p ->> 'startsAt')::timestamptz, b.starts_at) + (b.ends_at - b.starts_at));
  wanted uuid[] := case when jsonb_array_length(coalesce(p -> 'resourceIds', '[]')) > 0 then array(select x::uuid from jsonb_array_elements_text(p -> 'resourceIds') x)
    else array(select u.resource_id from bookings.booking_resources u where u.organization_id = b.organization_id and u.booking_id = b.id) end;
  why text := btrim(coalesce(p ->> 'reason', ''));
begin
  if b.state not in ('pending', 'confirmed') and not (b.state = 'in_progress' and starts = b.starts_at) then
    raise exception using errcode = 'P0S01', message = format('%s is %s and is not moved any more.', b.number, replace(b.state::text, '_', ' '));
  elsif b.state <> 'pending' and length(why) < 3 then
    raise exception using errcode = 'P0G01', column = 'reason', message = 'It is confirmed already: say why it moves.';
  elsif ends <= starts or ends > starts + interval '3 days' or starts not between now() - interval '3 years' and now() + interval '3 years' then
    raise exception using errcode = 'P0G01', column = 'startsAt', message = 'It ends after it begins, within three days.';
  end if;
  select x.* into s from bookings.services x where x.organization_id = b.organization_id and x.id = b.service_id;
  update bookings.bookings x set starts_at = starts, ends_at = ends where x.organization_id = b.organization_id and x.id = b.id returning x.* into b;
  perform bookings.take(b, s, wanted, coalesce((p ->> 'anyway')::boolean, false));
  perform bookings.remember(b, 'moved', jsonb_build_object('startsAt', old.starts_at, 'endsAt', old.ends_at, 'resources', who),
    jsonb_build_object('startsAt', b.starts_at, 'endsAt', b.ends_at, 'resources', bookings.names_of(b)), left(why, 500));
  if b.starts_at <> old.starts_at and b.state = 'confirmed' and b.contact_email is not null then
    perform system.enqueue(b.organization_id, 'bookings.tell', jsonb_build_object('bookingId', b.id, 'what', 'moved'), format('%s:moved:%s', b.id, b.starts_at));
  end if;
  return jsonb_build_object('bookingId', b.id, 'startsAt', b.starts_at, 'endsAt', b.ends_at);
end $$;

-- The next step: confirmed, in_progress or completed; cancelled and no_show, which want a reason, are `bookings.cancel`. Answers the former state.
create or replace function bookings.move_state(booking uuid, to_state text, reason text default '') returns text language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings := bookings.lock_booking(booking, 'bookings:write');
begin
  if to_state in ('cancelled', 'no_show') then
    perform bookings.cancel(jsonb_build_object('bookingId', booking, 'reason', reason, 'noShow', to_state = 'no_show'));
  else
    perform system.move('booking', booking, to_state);
  end if;
  return b.state;
end $$;

-- How much of a booking, or of one card payment, is disputed and undecided.
create or replace function bookings.disputed_minor(org uuid, booking uuid, card uuid default null) returns bigint language sql stable security definer set search_path = '' as $$
  select coalesce(sum(d.amount_minor), 0)::bigint from payments.card_payments c join payments.disputes d on (d.organization_id, d.card_payment_id) = (c.organization_id, c.id)
  where c.organization_id = org and c.booking_id = booking and (card is null or c.id = card) and d.state in ('open', 'contested', 'accepted')
$$;

-- What of a booking's payments can go back: what was paid, but for what went back already and what a bank may take.
create or replace function bookings.returnable(b bookings.bookings) returns bigint language sql stable security definer set search_path = '' as $$
  select greatest(b.paid_minor - b.refunded_minor - bookings.disputed_minor(b.organization_id, b.id), 0)
$$;

-- What a cancellation at that moment gives back of what was paid, by the booking's own rule: { percent, refundMinor, keptMinor, rule }.
create or replace function bookings.consequence(b bookings.bookings, at timestamptz) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('percent', r.percent, 'paidMinor', r.held::text, 'refundMinor', least(r.held - k.kept, bookings.returnable(b))::text, 'keptMinor', k.kept::text)
  from (select b.paid_minor - b.refunded_minor as held, coalesce((select (t ->> 'percent')::int from jsonb_array_elements(b.cancellation) t
    where at <= b.starts_at - make_interval(hours => (t ->> 'hoursBefore')::int) order by (t ->> 'hoursBefore')::int desc limit 1),
    case when jsonb_array_length(b.cancellation) = 0 then 100 else 0 end) as percent) r
  -- What was paid beyond the price goes back whole.
  cross join lateral (select least(r.held, b.total_minor) - least(r.held, b.total_minor) * r.percent / 100 as kept) k
$$;

-- It will not happen. p: bookingId, reason, noShow?, refundMinor? (instead of the rule; for who may refund). Answers what it means, as `bookings.consequence`.
create or replace function bookings.cancel(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings := bookings.lock_booking((p ->> 'bookingId')::uuid, 'bookings:write');
begin
  if p ->> 'refundMinor' is not null then
    perform bookings.who_may('bookings:refund', b.station_id);
  end if;
  return bookings.call_off(b, payments.said(p ->> 'reason', 'Say why it will not happen.'), coalesce((p ->> 'noShow')::boolean, false), (p ->> 'refundMinor')::bigint);
end $$;

-- The same for whoever was found to be allowed; the booking is locked.
create or replace function bookings.call_off(b bookings.bookings, why text, no_show boolean, refund bigint) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  rule jsonb := bookings.consequence(b, case when no_show then greatest(b.starts_at, clock_timestamp()) else clock_timestamp() end);
begin
  if no_show and clock_timestamp() < b.starts_at then
    raise exception using errcode = 'P0G01', message = format('%s has not begun yet, so nobody has missed it. Cancel it instead.', b.number);
  end if;
  if refund is not null and refund not between 0 and bookings.returnable(b) then
    raise exception using errcode = 'P0G01', column = 'refund', message = format('At most what was paid%s: %s.', case when bookings.disputed_minor(b.organization_id, b.id) > 0
      then ' and is not disputed' else '' end, ticketing.money_words(bookings.returnable(b), b.currency));
  elsif refund is not null then
    rule := rule || jsonb_build_object('percent', null, 'refundMinor', refund::text, 'keptMinor', (b.paid_minor - b.refunded_minor - refund)::text);
  end if;
  update bookings.bookings x set state = case when no_show then 'no_show' else 'cancelled' end::bookings.booking_state, reason = why
  where x.organization_id = b.organization_id and x.id = b.id;
  select x.* into b from bookings.bookings x where x.organization_id = b.organization_id and x.id = b.id;
  if b.earned_minor <> least((rule ->> 'keptMinor')::bigint, b.total_minor) then
    b := bookings.book_money(b, b.paid_minor, b.refunded_minor, least((rule ->> 'keptMinor')::bigint, b.total_minor),
      jsonb_build_object('kind', 'recognition', 'key', 'booking-kept:' || b.id, 'memo', format('%s %s: what is kept', b.number, replace(b.state::text, '_', ' '))));
  end if;
  if (rule ->> 'refundMinor')::bigint > 0 then
    rule := rule || bookings.place_refund(b.organization_id, b.id, (rule ->> 'refundMinor')::bigint, why, system.uid(), 'end:' || b.id, refund is null, null);
  end if;
  return rule;
end $$;

-- The worker: a hold that has run out gives its slot back. Answers whether it did.
create or replace function bookings.expire(booking uuid) returns boolean language plpgsql volatile security definer set search_path = '' as $$
begin
  if not system.is_worker() then
    raise exception using errcode = '42501', message = 'Only the worker ends holds.';
  end if;
  update bookings.bookings b set state = 'cancelled', reason = 'The hold ran out.'
  where b.organization_id = system.org_id() and b.id = booking and b.state = 'pending' and b.hold_until < clock_timestamp();
  return found;
end $$;

-- What was said about the guests and the place. p: bookingId, contactName, contactEmail, contactPhone, address, dietaryNotes, notes.
create or replace function bookings.correct(p jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings := bookings.lock_booking((p ->> 'bookingId')::uuid, 'bookings:write');
  n bookings.bookings;
begin
  update bookings.bookings x set contact_name = btrim(p ->> 'contactName'), contact_email = nullif(lower(btrim(p ->> 'contactEmail')), ''), contact_phone = coalesce(p ->> 'contactPhone', ''),
    address = coalesce(p ->> 'address', ''), dietary_notes = coalesce(p ->> 'dietaryNotes', ''), notes = coalesce(p ->> 'notes', '')
  where x.organization_id = b.organization_id and x.id = b.id returning x.* into n;
  perform bookings.remember(n, 'contact', d.before, d.after) from (
    select jsonb_object_agg(o.key, o.value) as before, jsonb_object_agg(o.key, c.value) as after
    from jsonb_each(to_jsonb(b)) o join jsonb_each(to_jsonb(n)) c on c.key = o.key and c.value is distinct from o.value
    where o.key in ('contact_name', 'contact_email', 'contact_phone', 'address', 'dietary_notes', 'notes')) d where d.before is not null;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['disputed_minor(uuid, uuid, uuid)', 'returnable(bookings.bookings)', 'book(jsonb)', 'hold(jsonb)', 'move(jsonb)', 'move_state(uuid, text, text)', 'consequence(bookings.bookings, timestamptz)', 'cancel(jsonb)',
    'call_off(bookings.bookings, text, boolean, bigint)', 'expire(uuid)', 'correct(jsonb)'] loop
    execute format('alter function bookings.%s owner to gr_flow', f);
    execute format('revoke execute on function bookings.%s from public', f);
  end loop;
end $$;
grant execute on function bookings.book(jsonb), bookings.hold(jsonb), bookings.move(jsonb), bookings.move_state(uuid, text, text), bookings.cancel(jsonb), bookings.expire(uuid),
  bookings.correct(jsonb) to authenticated;
