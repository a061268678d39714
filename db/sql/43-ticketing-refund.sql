-- Money back: asked for by a person, sent by the gateway, and only then in the books.

-- Refund an order, or the whole of what is left of it when no amount is given. A refund that leaves nothing makes its tickets
-- worthless at once and returns them to stock. `source` is the account that the money leaves from where no gateway sends it. `key` makes asking twice one refund. Answers { refundId, amountMinor, whole }; where
-- the organization wants a second person for so much (25-maker-checker.sql), nothing moves yet and it answers { requestId, … }.
-- Errors: P0002 not theirs, 42501 not permitted, P0G01 with a sentence.
drop function if exists ticketing.refund_order(uuid, bigint, text, text), ticketing.place_refund(uuid, uuid, bigint, text, text, uuid, boolean);
create or replace function ticketing.refund_order(order_id uuid, amount_minor bigint, reason text, key text, source text default null) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  o ticketing.orders;
begin
  select p.* into o from ticketing.orders p where p.organization_id = org and p.id = refund_order.order_id;
  if not found then
    raise exception using errcode = 'P0002', message = 'That order is not here, or not yours.';
  end if;
  if not system.can('ticketing:refund') and not coalesce(o.station_id = any (system.station_ids('ticketing:refund')), false)
     and not coalesce(o.event_id = any (system.event_ids('ticketing:refund')), false) then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  return ticketing.place_refund(org, o.id, amount_minor, reason, key, system.uid(), false, source);
end $$;

-- The same for whoever was found to be allowed; `approved` by a second person where the organization wants one. All that was asked
-- back of the order so far counts, so that many small refunds do not pass where a large one would not.
create or replace function ticketing.place_refund(org uuid, order_id uuid, amount_minor bigint, reason text, key text, asker uuid, approved boolean,
  source text default null) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  o ticketing.orders;
  earlier ticketing.refunds;
  pending bigint;
  disputed bigint;
  remaining bigint;
  amount bigint := amount_minor;
  refund ticketing.refunds;
  request uuid;
  by_hand boolean;
begin
  select p.* into o from ticketing.orders p where p.organization_id = org and p.id = place_refund.order_id for no key update;
  select r.* into earlier from ticketing.refunds r where r.organization_id = org and r.key = place_refund.key;
  if found then
    if earlier.order_id = o.id and (amount is null or amount = earlier.amount_minor) then
      return jsonb_build_object('refundId', earlier.id, 'amountMinor', earlier.amount_minor::text, 'whole', earlier.amount_minor = o.total_minor);
    end if;
    raise exception using errcode = 'P0G01', message = 'This form was used for another refund. Load the page again.';
  end if;
  if o.state not in ('paid', 'partially_refunded', 'refund_due') then
    raise exception using errcode = 'P0S01', message = format('This order is %s, so there is nothing to refund.', replace(o.state::text, '_', ' '));
  end if;
  if o.total_minor = 0 then
    perform ticketing.return_tickets(o);
    update ticketing.orders p set state = 'refunded' where p.organization_id = org and p.id = o.id;
    return jsonb_build_object('refundId', null, 'amountMinor', '0', 'whole', true);
  end if;
  select coalesce(sum(r.amount_minor), 0) into pending from ticketing.refunds r
  where r.organization_id = org and r.order_id = o.id and r.state = 'requested';
  disputed := payments.disputed_minor(org, o.id);
  remaining := o.total_minor - o.refunded_minor - pending - disputed;
  amount := coalesce(amount, remaining);
  if remaining <= 0 then
    raise exception using errcode = 'P0G01', message = case when disputed > 0
      then 'The rest is disputed: the buyer''s bank has it back, and the dispute decides.' else 'All of it is refunded already, or on its way back.' end;
  end if;
  if amount not between 1 and remaining then
    raise exception using errcode = 'P0G01', message = format('At most %s can still be refunded.', ticketing.money_words(remaining, o.currency));
  end if;
  by_hand := ticketing.paid_by_hand(o);
  if by_hand then perform ticketing.check_source(o, source); end if;
  -- The limit of whoever asks; counted towards their day only when the refund is made.
  perform payments.check_limit(org, asker, 'refund', amount, o.currency, false);
  if not approved then
    request := organizations.ask_second(org, 'refund_above', asker, jsonb_build_object('orderId', o.id, 'amountMinor', amount::text, 'reason', reason, 'source', source),
      'ticketing.orders', o.id, reason, amount, o.currency, key, o.refunded_minor + pending + amount);
    if request is not null then
      return jsonb_build_object('refundId', null, 'requestId', request, 'amountMinor', amount::text, 'whole', amount = remaining);
    end if;
  end if;
  perform payments.check_limit(org, asker, 'refund', amount, o.currency);
  if amount = remaining then
    -- Named, so that they are good again should the gateway refuse.
    insert into ticketing.refund_tickets (organization_id, refund_key, ticket_id)
    select org, place_refund.key, k.id from ticketing.tickets k where k.organization_id = org and k.order_id = o.id and k.state in ('issued', 'redeemed') on conflict do nothing;
  end if;
  insert into ticketing.refunds (organization_id, order_id, amount_minor, currency, reason, requested_by, key, source)
  values (org, o.id, amount, o.currency, place_refund.reason, asker, place_refund.key, case when by_hand then place_refund.source end) returning * into refund;
  if amount = remaining then perform ticketing.return_tickets(o); end if;
  if by_hand then
    perform ticketing.finish_refund(refund, o, null, null);
  else
    perform system.enqueue(org, 'gateway.refund', jsonb_build_object('refundId', refund.id), refund.id::text);
  end if;
  return jsonb_build_object('refundId', refund.id, 'amountMinor', amount::text, 'whole', amount = remaining);
end $$;

-- An amount in words, `USD 12.50`; the digits are ISO 4217's.
create or replace function ticketing.money_words(amount bigint, code text) returns text language sql stable set search_path = '' as $$
  select code || ' ' || case when c.minor_units = 0 then amount::text else round(amount / (10::numeric ^ c.minor_units), c.minor_units)::text end
  from ref.currencies c where c.code = money_words.code
$$;

-- The tickets of an order stop being tickets, and what they took is for sale again.
create or replace function ticketing.return_tickets(o ticketing.orders) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform from ticketing.ticket_tiers t where t.organization_id = o.organization_id
    and t.id in (select i.tier_id from ticketing.order_items i where i.organization_id = o.organization_id and i.order_id = o.id)
  order by t.id for no key update;
  with ended as (
    update ticketing.tickets k set state = 'refunded'
    where k.organization_id = o.organization_id and k.order_id = o.id and k.state in ('issued', 'redeemed') returning k.tier_id
  ), extras as (
    -- What admits nobody has no ticket to end: it goes back once an order.
    select i.tier_id, i.quantity from ticketing.order_items i join ticketing.ticket_tiers t on (t.organization_id, t.id) = (i.organization_id, i.tier_id) and t.kind = 'add_on'
    where i.organization_id = o.organization_id and i.order_id = o.id
      and (select coalesce(sum(case m.kind when 'sell' then m.quantity when 'return' then -m.quantity else 0 end), 0) from ticketing.inventory_operations m
        where m.organization_id = o.organization_id and m.order_id = o.id and m.tier_id = i.tier_id) > 0
  ), counted as (
    select e.tier_id, count(*)::int as quantity from ended e group by e.tier_id union all select x.tier_id, x.quantity from extras x
  ), logged as (
    insert into ticketing.inventory_operations (organization_id, tier_id, kind, quantity, order_id)
    select o.organization_id, c.tier_id, 'return', c.quantity, o.id from counted c
  )
  update ticketing.ticket_tiers t set sold = t.sold - c.quantity from counted c where t.organization_id = o.organization_id and t.id = c.tier_id;
  update ticketing.seat_assignments a set released_at = now() where a.organization_id = o.organization_id and a.order_id = o.id and a.released_at is null;
  perform ticketing.offer_next(o.organization_id, i.tier_id) from ticketing.order_items i where i.organization_id = o.organization_id and i.order_id = o.id;
end $$;

-- A gateway says that a refund was sent. p: organization_id, refund_id, gateway_ref, amount_minor, link?. Books, order, e-mail
-- and audit in this one transaction; said again, it does nothing.
create or replace function ticketing.settle_refund(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := (p ->> 'organization_id')::uuid;
  r ticketing.refunds;
  o ticketing.orders;
  posted uuid;
begin
  select x.* into r from ticketing.refunds x where x.organization_id = org and x.id = (p ->> 'refund_id')::uuid;
  if not found then
    raise exception using errcode = 'P0002', message = 'There is no such refund.';
  end if;
  o := ticketing.lock_order(org, r.order_id);
  select x.* into r from ticketing.refunds x where x.organization_id = org and x.id = r.id for no key update;
  if r.state <> 'requested' then
    return jsonb_build_object('state', r.state, 'already', true);
  end if;
  if (p ->> 'amount_minor')::bigint <> r.amount_minor then
    raise exception using errcode = 'P0G01', message = format('The gateway sent back %s in minor units for order %s, where %s were asked for.', p ->> 'amount_minor', o.number, r.amount_minor);
  end if;
  posted := ticketing.finish_refund(r, o, p ->> 'gateway_ref', p ->> 'link');
  perform ticketing.note(org, 'ticketing.settle_refund', 'ticketing.orders', o.id, p - 'link');
  return jsonb_build_object('state', 'succeeded', 'already', false, 'groupId', posted);
end $$;

-- A gateway says that a refund cannot be sent; finance sees it on the order and may ask again, and its tickets are good again. p: organization_id, refund_id, reason.
create or replace function ticketing.fail_refund(p jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := (p ->> 'organization_id')::uuid;
  r ticketing.refunds;
  lost int;
begin
  if not system.is_worker() or org is distinct from system.org_id() then
    raise exception using errcode = '42501', message = 'Only the worker settles refunds.';
  end if;
  update ticketing.refunds x set state = 'failed', failure = p ->> 'reason', settled_at = now()
  where x.organization_id = org and x.id = (p ->> 'refund_id')::uuid and x.state = 'requested' returning x.* into r;
  if found then
    lost := ticketing.restore_tickets(org, r.key);
    perform ticketing.restore_extras(org, r.order_id);
    if lost > 0 then
      update ticketing.refunds x set failure = left(coalesce(x.failure, '') || format(' %s of its tickets could not be given back: their places were sold meanwhile. Send that money back another way.', lost), 500)
      where x.organization_id = org and x.id = r.id;
    end if;
    perform ticketing.note(org, 'ticketing.fail_refund', 'ticketing.refunds', (p ->> 'refund_id')::uuid, p);
  end if;
end $$;

-- What the worker tells the gateway.
create or replace function ticketing.refund_facts(refund_id uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('refundId', r.id, 'orderId', o.id, 'state', r.state, 'gateway', o.gateway, 'paymentRef', o.payment_ref,
    'amountMinor', r.amount_minor::text, 'currency', r.currency)
  from ticketing.refunds r join ticketing.orders o on (o.organization_id, o.id) = (r.organization_id, r.order_id)
  where r.organization_id = system.org_id() and r.id = refund_facts.refund_id and system.is_worker()
$$;

do $$
declare
  f text;
begin
  foreach f in array array['refund_order(uuid, bigint, text, text, text)', 'place_refund(uuid, uuid, bigint, text, text, uuid, boolean, text)', 'money_words(bigint, text)', 'return_tickets(ticketing.orders)', 'settle_refund(jsonb)',
    'fail_refund(jsonb)', 'refund_facts(uuid)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
grant execute on function ticketing.refund_order(uuid, bigint, text, text, text), ticketing.settle_refund(jsonb), ticketing.fail_refund(jsonb), ticketing.refund_facts(uuid) to authenticated;
