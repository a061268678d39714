-- Cards, and money back.

-- Begin to pay what is due, by whoever has the link: the deposit, or with `part` = balance all that is open. Answers the facts for the gateway; the same
-- unfinished attempt is used again. A hold lasts as long as its payment may take. Errors: P0002, P0S01, P0G01.
create or replace function bookings.begin_card(secret text, part text default 'deposit') returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings;
  c payments.card_payments;
  due bigint;
begin
  select x.* into b from bookings.bookings x where x.token_hash = encode(sha256(convert_to(secret, 'UTF8')), 'hex') for no key update;
  if not found then
    raise exception using errcode = 'P0002', message = 'This booking is not here any more.';
  elsif b.state in ('cancelled', 'no_show') or b.state = 'pending' and b.hold_until < clock_timestamp() then
    raise exception using errcode = 'P0S01', message = case when b.state = 'pending' or b.reason = 'The hold ran out.' then 'The time was held for a while, and that has passed. Choose a time again.'
      else 'This booking was cancelled, so nothing is to pay.' end;
  end if;
  due := case part when 'balance' then b.total_minor else b.deposit_minor end - b.paid_minor + b.refunded_minor;
  if due <= 0 then
    raise exception using errcode = 'P0S01', message = 'That is paid already.';
  end if;
  c := payments.card_attempt(b.organization_id, null, b.id, due, b.currency);
  if b.hold_until is not null and b.hold_until < c.expires_at then
    update bookings.bookings x set hold_until = c.expires_at + interval '6 minutes' where x.organization_id = b.organization_id and x.id = b.id returning x.* into b;
    perform system.enqueue(b.organization_id, 'bookings.expire_hold', jsonb_build_object('bookingId', b.id), c.id::text, b.hold_until + interval '5 seconds');
  end if;
  return payments.card_begun(c.id, c.organization_id, c.amount_minor, c.currency, c.expires_at,
    format('%s %s, %s', case part when 'balance' then 'Booking' else 'Deposit for' end, b.number, (select o.name from organizations.organizations o where o.id = b.organization_id)));
end $$;

create or replace function bookings.attach_card(secret text, card_payment uuid, gateway text, ref text) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  update payments.card_payments c set gateway = attach_card.gateway, payment_ref = ref from bookings.bookings b
  where b.token_hash = encode(sha256(convert_to(secret, 'UTF8')), 'hex') and (c.organization_id, c.booking_id) = (b.organization_id, b.id) and c.id = card_payment and c.payment_ref is null;
end $$;

-- What the gateway says of a card payment of a booking; p as `payments.settle_card_payment`, whose caller is the worker. Said again, it does nothing. Where the
-- hold ran out before the money came, the slot is taken again if nobody has it; otherwise the money goes back, as it does for a booking that was called off.
create or replace function bookings.settle_card(c payments.card_payments, p jsonb) returns boolean language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := c.organization_id;
  gross bigint := (p ->> 'amount_minor')::bigint;
  fee bigint := coalesce((p ->> 'processing_fee_minor')::bigint, 0);
  own bigint;
  b bookings.bookings;
  o organizations.organizations;
  head jsonb;
begin
  select x.* into b from bookings.bookings x where x.organization_id = org and x.id = c.booking_id for no key update;
  if not payments.card_came(org, c.id, p, b.number) then return true; end if;
  select x.* into o from organizations.organizations x where x.id = org;
  own := case when o.settlement = 'direct' or o.processing_fee_bearer = 'organization' then fee else 0 end;
  insert into payments.allocations (organization_id, kind, card_payment_id, booking_id, amount_minor, currency, effective_on)
  values (org, 'card', c.id, b.id, gross, c.currency, payments.first_open_day(org, payments.today(org)));
  head := jsonb_build_object('kind', 'payment', 'key', 'card:' || c.id, 'card_payment_id', c.id, 'memo', b.number || ' paid by card');
  if o.settlement = 'direct' then
    b := bookings.receive(b, gross, head, array['assets:processor:' || (p ->> 'gateway'), 'expenses:processing-fees'], array[gross - fee, fee]);
  else
    b := bookings.receive(b, gross, head, array['assets:wallet', 'expenses:processing-fees'], array[gross - own, own], jsonb_build_object('organization_id', payments.collector(org),
      'key', org || ':card:' || c.id, 'lines', payments.lines_of(array['assets:processor:' || (p ->> 'gateway'), 'expenses:processing-fees', 'liabilities:owed:' || org],
        array[gross - fee, fee - own, own - gross])));
  end if;
  if b.state in ('cancelled', 'no_show') and not (b.reason = 'The hold ran out.' and bookings.revive(b)) then
    perform bookings.place_refund(org, b.id, gross, case when b.reason = 'The hold ran out.' then 'The time was taken before the money came.' else 'It was paid after the booking was cancelled.' end,
      null, 'late:' || c.id, true, null);
  end if;
  perform ticketing.note(org, 'bookings.settle_card', 'bookings.bookings', b.id, p);
  return true;
end $$;

-- A booking whose hold ran out gets its slot again, if nobody has it.
create or replace function bookings.revive(b bookings.bookings) returns boolean language plpgsql volatile security definer set search_path = '' as $$
begin
  perform from bookings.resources r join bookings.booking_resources u on (u.organization_id, u.resource_id) = (r.organization_id, r.id)
  where u.organization_id = b.organization_id and u.booking_id = b.id order by r.id for no key update of r;
  update bookings.booking_resources u set active = true where u.organization_id = b.organization_id and u.booking_id = b.id;
  update bookings.bookings x set state = 'confirmed', reason = '' where x.organization_id = b.organization_id and x.id = b.id;
  return true;
exception when exclusion_violation then
  return false;
end $$;

-- Money back, for whoever may: p: bookingId, amountMinor, reason, key, method? (by hand instead of to the card). Answers { refundIds } or, where the organization
-- wants a second person for so much, { requestId }. Errors: P0002, 42501, P0G01.
create or replace function bookings.refund(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings := bookings.lock_booking((p ->> 'bookingId')::uuid, 'bookings:refund');
begin
  return bookings.place_refund(b.organization_id, b.id, (p ->> 'amountMinor')::bigint, payments.said(p ->> 'reason', 'Say why it goes back.'), system.uid(), p ->> 'key', false, p ->> 'method');
end $$;

-- The same for whoever was found to be allowed; `approved` by a second person or by the booking's own rule. Newest card first; what did not come by card goes back
-- by hand, the way the last of it came, as a payment that somebody else verifies. It leaves what is held for the customer, then what is earned.
create or replace function bookings.place_refund(org uuid, booking uuid, amount bigint, why text, asker uuid, key text, approved boolean, way text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings;
  card record;
  request uuid;
  rest bigint := amount;
  piece bigint;
  hand text := way;
  answer uuid[];
begin
  select x.* into b from bookings.bookings x where x.organization_id = org and x.id = booking for no key update;
  select array_agg(r.id) into answer from bookings.refunds r where r.organization_id = org and r.booking_id = booking and r.key like replace(place_refund.key, '%', '') || ':%';
  if answer is not null then
    return jsonb_build_object('refundIds', answer);
  elsif amount is null or amount not between 1 and bookings.returnable(b) then
    raise exception using errcode = 'P0G01', column = 'amount', message = case when b.paid_minor = b.refunded_minor then 'Nothing that was paid is left to give back.'
      when bookings.returnable(b) = 0 then 'All of it is disputed: the payer''s bank has it, and the dispute decides.'
      else format('At most %s can go back.', ticketing.money_words(bookings.returnable(b), b.currency)) end;
  end if;
  if not approved then
    perform payments.check_limit(org, asker, 'refund', amount, b.currency, false);
    request := organizations.ask_second(org, 'refund_above', asker, jsonb_build_object('bookingId', b.id, 'amountMinor', amount::text, 'reason', why, 'method', way),
      'bookings.bookings', b.id, why, amount, b.currency, key, b.refunded_minor + amount);
    if request is not null then
      return jsonb_build_object('refundIds', '[]'::jsonb, 'requestId', request);
    end if;
    perform payments.check_limit(org, asker, 'refund', amount, b.currency);
  end if;
  answer := '{}';
  for card in select c.id, c.amount_minor - coalesce((select sum(r.amount_minor) from bookings.refunds r where r.organization_id = org and r.card_payment_id = c.id and r.state <> 'failed'), 0)
      - bookings.disputed_minor(org, b.id, c.id) as left_minor
    from payments.card_payments c where way is null and c.organization_id = org and c.booking_id = b.id and c.state = 'succeeded' order by c.settled_at desc, c.id loop
    piece := least(rest, card.left_minor);
    if piece > 0 then
      answer := answer || bookings.send_back(b, piece, why, asker, key || ':' || cardinality(answer), card.id, null);
      rest := rest - piece;
      select x.* into b from bookings.bookings x where x.organization_id = org and x.id = booking;
    end if;
  end loop;
  if rest > 0 then
    select coalesce(hand, m.method::text) into hand from payments.allocations a join payments.manual_payments m on (m.organization_id, m.id) = (a.organization_id, a.manual_payment_id)
    where a.organization_id = org and a.booking_id = b.id order by a.created_at desc limit 1;
    answer := answer || bookings.send_back(b, rest, why, asker, key || ':' || cardinality(answer), null, coalesce(hand, way, 'bank_transfer'));
  end if;
  return jsonb_build_object('refundIds', answer);
end $$;

-- One way of a refund: its figures and its row, and who is to carry it out.
create or replace function bookings.send_back(b bookings.bookings, amount bigint, why text, asker uuid, key text, card uuid, hand text) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := b.organization_id;
  made uuid := system.uuid7();
  taken bigint := least(greatest(amount - greatest(b.paid_minor - b.refunded_minor - b.earned_minor, 0), 0), b.earned_minor);
  written uuid;
begin
  if hand is not null then
    insert into payments.manual_payments (organization_id, direction, method, amount_minor, currency, reference, payer, received_on, clearing_account, counter_account, station_id, booking_id,
      note, recorded_by, key)
    values (org, 'out', hand::payments.payment_method, amount, b.currency, b.number, b.contact_name, payments.today(org), payments.clearing_code(hand::payments.payment_method, b.station_id),
      'liabilities:refunds-in-transit', b.station_id, b.id, left(why, 500), asker, 'booking-refund:' || made) returning id into written;
  end if;
  insert into bookings.refunds (organization_id, id, station_id, booking_id, card_payment_id, method, manual_payment_id, amount_minor, earned_minor, currency, reason, requested_by, key)
  values (org, made, b.station_id, b.id, card, hand::payments.payment_method, written, amount, taken, b.currency, left(why, 500), asker, send_back.key);
  b := bookings.book_money(b, b.paid_minor, b.refunded_minor + amount, b.earned_minor - taken, jsonb_build_object('kind', 'refund', 'key', 'booking-refund:' || made,
    'memo', left(format('%s: money back. %s', b.number, why), 500), 'card_payment_id', card), array['liabilities:refunds-in-transit'], array[-amount]);
  perform bookings.remember(b, 'refund', '{}', jsonb_build_object('amountMinor', amount::text, 'way', coalesce(hand, 'card')), why);
  if card is not null then
    perform system.enqueue(org, 'gateway.refund', jsonb_build_object('refundId', made), made::text);
  end if;
  return made;
end $$;

create or replace function bookings.approved_refund(r organizations.approval_requests) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
begin
  if not exists (select from bookings.bookings b where b.organization_id = r.organization_id and b.id = r.subject_id
      and identity.allows(r.organization_id, r.requested_by, 'bookings:refund', b.station_id)) then
    raise exception using errcode = 'P0G01', message = 'Whoever asked for this refund may not refund any more.';
  end if;
  return bookings.place_refund(r.organization_id, r.subject_id, (r.payload ->> 'amountMinor')::bigint, r.payload ->> 'reason', r.requested_by, r.key, true, r.payload ->> 'method');
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['begin_card(text, text)', 'attach_card(text, uuid, text, text)', 'settle_card(payments.card_payments, jsonb)', 'revive(bookings.bookings)', 'refund(jsonb)',
    'place_refund(uuid, uuid, bigint, text, uuid, text, boolean, text)', 'send_back(bookings.bookings, bigint, text, uuid, text, uuid, text)',
    'approved_refund(organizations.approval_requests)'] loop
    execute format('alter function bookings.%s owner to gr_flow', f);
    execute format('revoke execute on function bookings.%s from public', f);
  end loop;
end $$;
grant execute on function bookings.begin_card(text, text), bookings.attach_card(text, uuid, text, text) to anon, authenticated;
grant execute on function bookings.refund(jsonb) to authenticated;
