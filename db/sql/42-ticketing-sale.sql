-- From a payment to tickets: settle, decline, and what the buyer sees. Settling is the worker's, after a gateway said so.

-- Take the stock of an order: what it holds when its checkout still holds it, else what is left by one conditional update
-- a tier, all or nothing. False when that is too little, when another payment of the same checkout came first, or when
-- the event is off. The caller has locked the checkout and the order.
create or replace function ticketing.take_stock(o ticketing.orders) returns boolean language plpgsql volatile security definer set search_path = '' as $$
declare
  c ticketing.checkout_sessions;
  item record;
  tier ticketing.ticket_tiers;
begin
  select s.* into c from ticketing.checkout_sessions s where s.organization_id = o.organization_id and s.id = o.checkout_id;
  if exists (select from ticketing.orders p where p.organization_id = o.organization_id and p.checkout_id = o.checkout_id and p.id <> o.id
      and p.state in ('paid', 'partially_refunded', 'refunded')) or not exists (
    select from events.events e where e.organization_id = o.organization_id and e.id = o.event_id and e.state in ('published', 'live', 'postponed')) then
    return false;
  end if;
  if c.state in ('open', 'paying') then
    perform from ticketing.ticket_tiers t where t.organization_id = o.organization_id
      and t.id in (select i.tier_id from ticketing.order_items i where i.organization_id = o.organization_id and i.order_id = o.id)
    order by t.id for no key update;
    update ticketing.ticket_tiers t set held = t.held - i.quantity, sold = t.sold + i.quantity
    from ticketing.order_items i
    where i.organization_id = o.organization_id and i.order_id = o.id and (t.organization_id, t.id) = (i.organization_id, i.tier_id);
    update ticketing.ticket_holds h set released_at = now()
    where h.organization_id = o.organization_id and h.checkout_id = c.id and h.released_at is null;
  else
    begin
      for item in
        select i.tier_id, i.quantity from ticketing.order_items i where i.organization_id = o.organization_id and i.order_id = o.id order by i.tier_id
      loop
        update ticketing.ticket_tiers t set sold = t.sold + item.quantity
        where t.organization_id = o.organization_id and t.id = item.tier_id and t.quota - t.held - t.sold >= item.quantity returning t.* into tier;
        if not found then raise exception using errcode = 'P0S02', message = 'sold out'; end if;
        perform ticketing.retake_seats(o, tier, item.quantity);
        insert into ticketing.inventory_operations (organization_id, tier_id, kind, quantity, checkout_id, order_id)
        values (o.organization_id, item.tier_id, 'hold', item.quantity, c.id, o.id);
      end loop;
      if not ticketing.retake_code(o) then raise exception using errcode = 'P0S02', message = 'used up'; end if;
    exception when sqlstate 'P0S02' then
      return false;
    end;
  end if;
  insert into ticketing.inventory_operations (organization_id, tier_id, kind, quantity, checkout_id, order_id)
  select i.organization_id, i.tier_id, 'sell', i.quantity, c.id, o.id from ticketing.order_items i
  where i.organization_id = o.organization_id and i.order_id = o.id;
  update ticketing.checkout_sessions s set state = 'completed' where s.organization_id = o.organization_id and s.id = c.id and s.state <> 'completed';
  update ticketing.orders p set state = 'failed', failure = 'Another payment for the same tickets went through.'
  where p.organization_id = o.organization_id and p.checkout_id = c.id and p.id <> o.id and p.state = 'pending';
  update ticketing.promo_uses u set order_id = o.id where u.organization_id = o.organization_id and u.checkout_id = c.id and u.released_at is null;
  update ticketing.guest_codes g set order_id = o.id where g.organization_id = o.organization_id and g.checkout_id = c.id;
  update ticketing.waitlist_entries w set state = 'bought' where w.organization_id = o.organization_id and w.checkout_id = c.id and w.state in ('offered', 'lapsed', 'left');
  perform ticketing.issue_tickets(o);
  return true;
end $$;

-- A ticket for each admission, under the name that was given for it and with its seat.
create or replace function ticketing.issue_tickets(o ticketing.orders) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  registered boolean := exists (select from ticketing.registrations g where g.organization_id = o.organization_id and g.order_id = o.id);
begin
  with wanted as materialized (
    select system.uuid7() as id, i.tier_id, n, g.id as registration_id, g.name, g.email
    from ticketing.order_items i
    join ticketing.ticket_tiers t on (t.organization_id, t.id) = (i.organization_id, i.tier_id) and t.kind = 'admission'
    cross join generate_series(1, i.quantity) n
    left join ticketing.registrations g on registered and (g.organization_id, g.order_id, g.tier_id, g.place) = (i.organization_id, i.order_id, i.tier_id, n)
    where i.organization_id = o.organization_id and i.order_id = o.id
  ), made as (
    insert into ticketing.tickets (organization_id, id, order_id, event_id, tier_id, attendee_name, attendee_email, code)
    select o.organization_id, w.id, o.id, o.event_id, w.tier_id, coalesce(w.name, o.buyer_name), coalesce(w.email, o.buyer_email), ticketing.random_code(26) from wanted w
  ), registrations as (
    update ticketing.registrations g set ticket_id = w.id from wanted w where g.organization_id = o.organization_id and g.id = w.registration_id
  ), placed as (
    select a.id, a.tier_id, row_number() over (partition by a.tier_id order by s.section_id, s.row_index, s.seat_index) as n
    from ticketing.seat_assignments a join ticketing.seats s on (s.organization_id, s.id) = (a.organization_id, a.seat_id)
    where a.organization_id = o.organization_id and a.checkout_id = o.checkout_id and a.released_at is null
  )
  update ticketing.seat_assignments a set order_id = o.id, ticket_id = w.id
  from placed p join wanted w on (w.tier_id, w.n) = (p.tier_id, p.n) where a.organization_id = o.organization_id and a.id = p.id;
end $$;

-- The order as its e-mails tell it; `link` is a path of this site. The shape is `lib/messaging/rules.ts`.
create or replace function ticketing.mail_data(o ticketing.orders, link text) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'organization', jsonb_build_object('name', s.name, 'accent', s.accent, 'supportEmail', s.support_email, 'logo', s.logo_url),
    'event', jsonb_build_object('name', e.name, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'zone', e.zone,
      'place', nullif(concat_ws(', ', v.name, nullif(v.address, ''), v.city), '')),
    'order', jsonb_build_object('number', o.number, 'buyerName', o.buyer_name, 'link', coalesce(link, format('/e/%s/%s', s.slug, e.slug)),
      'totalMinor', o.total_minor::text, 'currency', o.currency),
    'items', (select jsonb_agg(jsonb_build_object('name', t.name, 'quantity', i.quantity, 'totalMinor', i.total_minor::text) order by t.position, t.id)
      from ticketing.order_items i join ticketing.ticket_tiers t on (t.organization_id, t.id) = (i.organization_id, i.tier_id)
      where i.organization_id = o.organization_id and i.order_id = o.id),
    'tickets', (select jsonb_agg(jsonb_build_object('code', k.code, 'tier', t.name, 'attendee', k.attendee_name) order by t.position, k.id)
      from ticketing.tickets k join ticketing.ticket_tiers t on (t.organization_id, t.id) = (k.organization_id, k.tier_id)
      where k.organization_id = o.organization_id and k.order_id = o.id))
  from organizations.organizations s
  join events.events e on e.organization_id = s.id and e.id = o.event_id
  left join events.venues v on (v.organization_id, v.id) = (e.organization_id, e.venue_id)
  where s.id = o.organization_id
$$;

-- A free order needs no gateway and has no postings.
create or replace function ticketing.complete_free(o ticketing.orders, link text) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  if not ticketing.take_stock(o) then
    raise exception using errcode = 'P0G01', message = 'These tickets are gone. Choose again.';
  end if;
  update ticketing.orders p set state = 'paid', paid_at = now() where p.organization_id = o.organization_id and p.id = o.id;
  perform ticketing.send_mail(o.organization_id, 'order_confirmation', o.buyer_email, ticketing.mail_data(o, link), 'order:' || o.id);
  perform ticketing.note(o.organization_id, 'ticketing.give_free_tickets', 'ticketing.orders', o.id, jsonb_build_object('number', o.number, 'quantity', o.quantity));
end $$;

-- Lock what a payment changes, in the order that everybody keeps, and refuse whoever is not the worker of this organization.
create or replace function ticketing.lock_order(org uuid, order_id uuid) returns ticketing.orders language plpgsql volatile security definer set search_path = '' as $$
declare
  o ticketing.orders;
begin
  if not system.is_worker() or org is distinct from system.org_id() then
    raise exception using errcode = '42501', message = 'Only the worker settles payments.';
  end if;
  select p.* into o from ticketing.orders p where p.organization_id = org and p.id = lock_order.order_id;
  if not found then
    raise exception using errcode = 'P0002', message = 'There is no such order.';
  end if;
  perform from ticketing.checkout_sessions c where c.organization_id = org and c.id = o.checkout_id for no key update;
  select p.* into o from ticketing.orders p where p.organization_id = org and p.id = lock_order.order_id for no key update;
  return o;
end $$;

-- A gateway says that an order is paid. p: organization_id, order_id, gateway, payment_ref, amount_minor, currency, processing_fee_minor,
-- effective_on?, link?. Tickets, postings, e-mail and audit in this one transaction; said again, it does nothing.
-- When the tickets are gone meanwhile the money is booked as owed to the buyer and sent back. Answers { state, already, groupId }.
-- Errors: P0G01 amount, currency or payment are not the order's: nothing is settled, a person must look.
create or replace function ticketing.settle_payment(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := (p ->> 'organization_id')::uuid;
  amount bigint := (p ->> 'amount_minor')::bigint;
  fee bigint := coalesce((p ->> 'processing_fee_minor')::bigint, 0);
  o ticketing.orders := ticketing.lock_order(org, (p ->> 'order_id')::uuid);
  refund uuid;
  sale uuid;
begin
  if o.payment_ref is not null and (o.gateway, o.payment_ref) is distinct from (p ->> 'gateway', p ->> 'payment_ref') then
    raise exception using errcode = 'P0G01', message = format('Order %s waits for another payment than %s.', o.number, p ->> 'payment_ref');
  end if;
  if amount <> o.total_minor or p ->> 'currency' <> o.currency then
    raise exception using errcode = 'P0G01',
      message = format('The gateway took %s %s in minor units for order %s, which costs %s %s.', amount, p ->> 'currency', o.number, o.total_minor, o.currency);
  end if;
  if payments.matched_minor(org, o.id) > 0 then
    raise exception using errcode = 'P0G01', message = format('Order %s has money by hand matched with it, and now %s says that it is paid as well. Take the match back and process this again, or send this payment back.', o.number, p ->> 'gateway');
  end if;
  if o.state in ('paid', 'partially_refunded', 'refunded', 'refund_due') then
    return jsonb_build_object('state', o.state, 'already', true, 'groupId', o.group_id);
  end if;
  update ticketing.orders x set gateway = p ->> 'gateway', payment_ref = p ->> 'payment_ref', processing_fee_minor = fee, failure = null
  where x.organization_id = org and x.id = o.id returning x.* into o;
  if ticketing.take_stock(o) then
    sale := payments.record_sale(jsonb_strip_nulls(ticketing.sale_of(o) || jsonb_build_object('processing_fee_minor', fee, 'gateway', o.gateway, 'effective_on', p ->> 'effective_on')));
    update ticketing.orders x set state = 'paid', paid_at = now(), group_id = sale, platform_fee_minor = payments.fee_of(org, sale)
    where x.organization_id = org and x.id = o.id returning x.* into o;
    perform ticketing.send_mail(org, 'order_confirmation', o.buyer_email, ticketing.mail_data(o, p ->> 'link'), 'order:' || o.id);
    update system.outbox b set done_at = now(), last_error = 'Paid meanwhile.'
    where b.organization_id = org and b.topic = 'messaging.send_email' and b.key = 'payment_failed:' || o.checkout_id and b.done_at is null;
    perform ticketing.note(org, 'ticketing.settle_payment', 'ticketing.orders', o.id, p - 'link');
  else
    sale := payments.record_unfulfilled(org, o.id, o.number, o.gateway, amount, fee, o.currency);
    update ticketing.orders x set state = 'refund_due', paid_at = now(), group_id = sale,
      failure = 'The tickets were gone when your payment arrived. Your money is on its way back.'
    where x.organization_id = org and x.id = o.id returning x.* into o;
    insert into ticketing.refunds (organization_id, order_id, amount_minor, currency, reason, key)
    values (org, o.id, amount, o.currency, 'The tickets were gone when the payment arrived.', 'unfulfilled:' || o.id) returning id into refund;
    perform system.enqueue(org, 'gateway.refund', jsonb_build_object('refundId', refund), refund::text);
    perform ticketing.note(org, 'ticketing.settle_unfulfilled', 'ticketing.orders', o.id, p - 'link');
  end if;
  return jsonb_build_object('state', o.state, 'already', false, 'groupId', o.group_id);
end $$;

-- A gateway says that a payment came to nothing. The visitor keeps the tickets long enough to try another card.
-- p: organization_id, order_id, gateway, payment_ref, reason (words for the buyer).
create or replace function ticketing.decline_payment(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  o ticketing.orders := ticketing.lock_order((p ->> 'organization_id')::uuid, (p ->> 'order_id')::uuid);
begin
  if o.state <> 'pending' or (o.payment_ref is not null and o.payment_ref is distinct from p ->> 'payment_ref') then
    return jsonb_build_object('state', o.state, 'already', true);
  end if;
  update ticketing.orders x set state = 'failed', failure = p ->> 'reason' where x.organization_id = o.organization_id and x.id = o.id;
  update ticketing.checkout_sessions c set state = 'open',
    expires_at = least(c.expires_at, greatest(ticketing.hold_end(c), now() + interval '5 minutes'))
  where c.organization_id = o.organization_id and c.id = o.checkout_id and c.state = 'paying';
  -- Whoever tries another card at once is not written to: the letter waits, and paying stops it.
  if o.buyer_email <> '' then
    perform system.enqueue(o.organization_id, 'messaging.send_email', jsonb_build_object('template', 'payment_failed', 'to', o.buyer_email,
      'data', (ticketing.mail_data(o, null) - 'items' - 'tickets') || jsonb_build_object('payment', jsonb_strip_nulls(jsonb_build_object(
        'amountMinor', o.total_minor::text, 'currency', o.currency, 'reason', left(nullif(btrim(p ->> 'reason'), ''), 500))))),
      'payment_failed:' || o.checkout_id, now() + interval '10 minutes');
  end if;
  perform ticketing.note(o.organization_id, 'ticketing.decline_payment', 'ticketing.orders', o.id, p);
  return jsonb_build_object('state', 'failed', 'already', false);
end $$;

create or replace function ticketing.taxes_of(org uuid, ordered uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'ratePpm', t.rate_ppm, 'taxMinor', t.tax_minor::text) order by t.account), '[]'::jsonb)
  from ticketing.order_taxes t where t.organization_id = org and t.order_id = ordered
$$;

-- Everything its buyer sees of an order; null for a token that nobody has. Tickets appear once it is paid.
create or replace function ticketing.order_page(order_token text) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('number', o.number, 'state', o.state, 'failure', o.failure, 'buyerName', o.buyer_name, 'buyerEmail', o.buyer_email,
    'quantity', o.quantity, 'totalMinor', o.total_minor::text, 'taxMinor', o.tax_minor::text, 'taxRatePpm', o.tax_rate_ppm, 'taxInclusive', o.tax_inclusive,
    'taxCode', o.tax_code, 'refundedMinor', o.refunded_minor::text, 'currency', o.currency, 'createdAt', o.created_at, 'paidAt', o.paid_at,
    'byHand', case when o.method = 'by_hand' and o.state = 'pending' then jsonb_build_object('words', o.pay_words, 'missingMinor', (o.total_minor
        - coalesce((select sum(a.amount_minor) from payments.allocations a where a.organization_id = o.organization_id and a.order_id = o.id), 0))::text,
      'until', (select c.expires_at from ticketing.checkout_sessions c where (c.organization_id, c.id) = (o.organization_id, o.checkout_id))) end,
    'gateway', o.gateway, 'paymentRef', o.payment_ref, 'discountMinor', o.discount_minor::text, 'code', o.code, 'taxes', ticketing.taxes_of(o.organization_id, o.id),
    'refunds', coalesce((select jsonb_agg(jsonb_build_object('amountMinor', r.amount_minor::text, 'state', r.state, 'createdAt', r.created_at, 'settledAt', r.settled_at) order by r.id)
      from ticketing.refunds r where r.organization_id = o.organization_id and r.order_id = o.id), '[]'::jsonb),
    'organization', jsonb_build_object('slug', s.slug, 'name', s.name, 'accent', s.accent, 'logo', s.logo_url, 'supportEmail', s.support_email),
    'event', jsonb_build_object('slug', e.slug, 'name', e.name, 'state', e.state, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'zone', e.zone,
      'venue', case when v.id is not null then jsonb_build_object('name', v.name, 'address', v.address, 'city', v.city, 'country', v.country) end),
    'items', (select jsonb_agg(jsonb_build_object('name', t.name, 'quantity', i.quantity, 'unitPriceMinor', i.unit_price_minor::text, 'discountMinor', i.discount_minor::text, 'totalMinor', i.total_minor::text)
        order by t.position, t.id)
      from ticketing.order_items i join ticketing.ticket_tiers t on (t.organization_id, t.id) = (i.organization_id, i.tier_id)
      where i.organization_id = o.organization_id and i.order_id = o.id),
    'tickets', case when o.state in ('paid', 'partially_refunded', 'refunded') then coalesce((
      select jsonb_agg(jsonb_build_object('code', k.code, 'tier', t.name, 'attendee', k.attendee_name, 'state', k.state, 'seat', ticketing.seat_of(k.organization_id, k.id)) order by t.position, k.id)
      from ticketing.tickets k join ticketing.ticket_tiers t on (t.organization_id, t.id) = (k.organization_id, k.tier_id)
      where k.organization_id = o.organization_id and k.order_id = o.id
        -- A ticket that was passed on is its new owner's: the buyer never sees its code.
        and not exists (select from ticketing.ticket_transfers x where x.organization_id = k.organization_id and x.to_ticket_id = k.id)), '[]'::jsonb) else '[]'::jsonb end,
    'request', (select jsonb_build_object('state', q.state, 'answer', q.answer, 'createdAt', q.created_at) from ticketing.refund_requests q
      where q.organization_id = o.organization_id and q.order_id = o.id order by q.created_at desc limit 1))
  from ticketing.orders o
  join organizations.organizations s on s.id = o.organization_id
  join events.events e on (e.organization_id, e.id) = (o.organization_id, o.event_id)
  left join events.venues v on (v.organization_id, v.id) = (e.organization_id, e.venue_id)
  where o.token_hash = ticketing.digest(order_page.order_token)
$$;

-- What the worker needs to know of an order to talk about it with its gateway.
create or replace function ticketing.order_payment(order_id uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select ticketing.payment_facts(o) || jsonb_build_object('gateway', o.gateway, 'buyerEmail', o.buyer_email)
  from ticketing.orders o where o.organization_id = system.org_id() and o.id = order_payment.order_id and system.is_worker()
$$;

-- Hold and begin to pay in one call: the stable surface. `items` and `buyer` as in ticketing.hold_tickets and start_payment.
create or replace function public.purchase_tickets(org_slug text, event_slug text, items jsonb, buyer jsonb, order_id uuid, order_token text) returns jsonb
  language plpgsql volatile security invoker set search_path = '' as $$
declare
  token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
  perform ticketing.hold_tickets(org_slug, event_slug, items, token);
  return ticketing.start_payment(token, buyer, order_id, order_token);
end $$;

-- No paid order without its postings.
do $$
begin
  if not exists (select from pg_catalog.pg_constraint where conname = 'paid_means_posted' and conrelid = 'ticketing.orders'::regclass) then
    alter table ticketing.orders add constraint paid_means_posted
      check (state not in ('paid', 'partially_refunded', 'refunded', 'refund_due') or total_minor = 0 or group_id is not null);
  end if;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['ticketing.take_stock(ticketing.orders)', 'ticketing.issue_tickets(ticketing.orders)', 'ticketing.mail_data(ticketing.orders, text)', 'ticketing.complete_free(ticketing.orders, text)',
    'ticketing.lock_order(uuid, uuid)', 'ticketing.settle_payment(jsonb)', 'ticketing.decline_payment(jsonb)', 'ticketing.order_page(text)', 'ticketing.taxes_of(uuid, uuid)',
    'ticketing.order_payment(uuid)', 'public.purchase_tickets(text, text, jsonb, jsonb, uuid, text)'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function ticketing.settle_payment(jsonb), ticketing.decline_payment(jsonb), ticketing.order_payment(uuid) to authenticated;
grant execute on function ticketing.order_page(text), public.purchase_tickets(text, text, jsonb, jsonb, uuid, text) to anon, authenticated;
