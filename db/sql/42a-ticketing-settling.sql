-- From a payment to a paid order: settle and decline. Both are the worker's, after a gateway said so.

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
  way text;
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
  way := ticketing.claim_stock(o);
  if way is not null then
    perform ticketing.send_mail(org, 'order_confirmation', o.buyer_email, ticketing.mail_data(o, p ->> 'link'), 'order:' || o.id);
    update system.outbox b set done_at = now(), last_error = 'Paid meanwhile.'
    where b.organization_id = org and b.topic = 'messaging.send_email' and b.key = 'payment_failed:' || o.checkout_id and b.done_at is null;
    perform ticketing.note(org, 'ticketing.settle_payment', 'ticketing.orders', o.id, p - 'link');
    if way = 'held' then perform ticketing.sell_held(o); end if;
    sale := payments.record_sale(jsonb_strip_nulls(ticketing.sale_of(o) || jsonb_build_object('processing_fee_minor', fee, 'gateway', o.gateway, 'effective_on', p ->> 'effective_on')));
    update ticketing.orders x set state = 'paid', paid_at = now(), group_id = sale, platform_fee_minor = payments.fee_of(org, sale)
    where x.organization_id = org and x.id = o.id returning x.* into o;
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

-- What the worker needs to know of an order to talk about it with its gateway.
create or replace function ticketing.order_payment(order_id uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return (
    select ticketing.payment_facts(o) || jsonb_build_object('gateway', o.gateway, 'buyerEmail', o.buyer_email)
    from ticketing.orders o where o.organization_id = system.org_id() and o.id = order_payment.order_id and system.is_worker());
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
  foreach f in array array['lock_order(uuid, uuid)', 'settle_payment(jsonb)', 'decline_payment(jsonb)', 'order_payment(uuid)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
grant execute on function ticketing.settle_payment(jsonb), ticketing.decline_payment(jsonb), ticketing.order_payment(uuid) to authenticated;
