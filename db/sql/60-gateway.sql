-- Schema gateway: the built-in test gateway, as if it were another company, and the receiver of webhooks.
-- Fees like a card processor's: 1.4 % and 25 minor units, never more than the payment.

grant usage on schema gateway to anon, authenticated, gr_worker, gr_flow;
grant create on schema gateway to gr_flow;
grant select, insert, update on gateway.payments, gateway.refunds, gateway.deliveries, gateway.webhook_events to gr_flow;
grant select (organization_id, id, gateway, event_id, kind, times, received_at, processed_at, error) on gateway.webhook_events to authenticated;

create or replace function gateway.require_worker() returns void language plpgsql stable set search_path = '' as $$
begin
  if not system.is_worker() then
    raise exception using errcode = '42501', message = 'Only the worker may do that.';
  end if;
end $$;

-- Ask for a payment. The same merchant and reference again is the same payment.
create or replace function gateway.create_payment(merchant text, reference text, amount_minor bigint, currency text, description text, return_url text, cancel_url text, expires_at timestamptz)
  returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  p gateway.payments;
begin
  insert into gateway.payments (merchant, reference, amount_minor, currency, description, return_url, cancel_url, expires_at)
  values (create_payment.merchant, create_payment.reference, create_payment.amount_minor, create_payment.currency, create_payment.description,
    create_payment.return_url, create_payment.cancel_url, create_payment.expires_at)
  on conflict on constraint one_payment_a_reference do nothing;
  select x.* into strict p from gateway.payments x where x.merchant = create_payment.merchant and x.reference = create_payment.reference;
  if (p.amount_minor, p.currency) is distinct from (create_payment.amount_minor, create_payment.currency::bpchar) then
    raise exception using errcode = 'P0G01', message = 'That reference belongs to a payment of another amount.';
  end if;
  return jsonb_build_object('id', p.id, 'state', p.state);
end $$;

create or replace function gateway.state_of(p gateway.payments) returns text language sql stable set search_path = '' as $$
  select case when p.state = 'processing' and p.settles_at <= now() then 'succeeded'
              when p.state = 'waiting' and p.expires_at <= now() then 'cancelled' else p.state end
$$;

-- What the payer sees on the hosted page.
create or replace function gateway.payment_page(payment uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', p.id, 'amountMinor', p.amount_minor::text, 'currency', p.currency, 'description', p.description, 'returnUrl', p.return_url, 'cancelUrl', p.cancel_url,
    'state', gateway.state_of(p), 'failure', p.failure, 'expiresAt', p.expires_at)
  from gateway.payments p where p.id = payment_page.payment
$$;

-- Tell the merchant, `delay` seconds from now; the queue delivers.
create or replace function gateway.tell(p gateway.payments, event_id text, kind text, happened timestamptz, extra jsonb, delay int) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  delivery uuid;
begin
  insert into gateway.deliveries (payment_id, event_id, body, deliver_at)
  values (p.id, tell.event_id, jsonb_build_object('id', tell.event_id, 'type', kind, 'createdAt', happened, 'data', jsonb_build_object(
    'payment', p.id, 'merchant', p.merchant, 'reference', p.reference, 'amountMinor', p.amount_minor::text, 'currency', p.currency,
    'feeMinor', p.fee_minor::text, 'failure', p.failure) || extra)::text, now() + make_interval(secs => delay))
  returning id into delivery;
  perform system.enqueue(p.merchant::uuid, 'gateway.deliver', jsonb_build_object('deliveryId', delivery), delivery::text, now() + make_interval(secs => delay));
end $$;

-- A card was entered. `outcome` is what its number stands for; `delays` are the seconds after which each webhook with the
-- result goes out; `early` sends a notice that the payment is being processed, which arrives after the result. `later` is what comes
-- of it: `dispute` (the bank takes it back), `partial_dispute` (half of it), `fee` (it turns out dearer), or nothing.
drop function if exists gateway.submit_card(uuid, text, text, text, int[], boolean);
create or replace function gateway.submit_card(payment uuid, card text, outcome text, failure text, delays int[], early boolean, later text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  p gateway.payments;
  extra jsonb := '{}';
  event text := 'evt_' || replace(gen_random_uuid()::text, '-', '');
  delay int;
begin
  select x.* into p from gateway.payments x where x.id = submit_card.payment for update;
  if not found then
    raise exception using errcode = 'P0002', message = 'This payment is not here any more.';
  end if;
  if gateway.state_of(p) <> 'waiting' then
    raise exception using errcode = 'P0G01', message = case gateway.state_of(p) when 'succeeded' then 'This is paid already.'
      when 'processing' then 'This payment is being processed. Do not pay again.' else 'This payment is over. Go back to the shop and start again.' end;
  end if;
  update gateway.payments x set card = submit_card.card,
    state = case submit_card.outcome when 'declined' then 'failed' when 'slow' then 'processing' else 'succeeded' end,
    failure = submit_card.failure,
    settles_at = case when submit_card.outcome = 'slow' then now() + make_interval(secs => coalesce(submit_card.delays[1], 0)) end,
    fee_minor = case when submit_card.outcome = 'declined' then 0 else least(x.amount_minor, round(x.amount_minor * 0.014)::bigint + 25) end
  where x.id = p.id returning x.* into p;
  if outcome <> 'declined' then
    extra := jsonb_build_object('transaction', gateway.book(p, 'payment', p.amount_minor, p.fee_minor, p.reference));
  end if;
  foreach delay in array delays loop
    perform gateway.tell(p, event, case outcome when 'declined' then 'payment.failed' else 'payment.succeeded' end, now(), extra, delay);
  end loop;
  perform gateway.come_later(p, later);
  if early then
    perform gateway.tell(p, event || '_early', 'payment.processing', now() - interval '1 second', '{}', delays[1] + 5);
  end if;
  return jsonb_build_object('state', p.state, 'returnUrl', p.return_url, 'cancelUrl', p.cancel_url);
end $$;

create or replace function gateway.cancel(payment uuid) returns boolean language plpgsql volatile security definer set search_path = '' as $$
begin
  perform gateway.require_worker();
  update gateway.payments p set state = 'cancelled', failure = 'Cancelled by the merchant.' where p.id = cancel.payment and p.state = 'waiting';
  return found;
end $$;

create or replace function gateway.retrieve(payment uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform gateway.require_worker();
  return (select jsonb_build_object('state', gateway.state_of(p), 'amountMinor', p.amount_minor::text, 'currency', p.currency, 'feeMinor', p.fee_minor::text, 'failure', p.failure)
          from gateway.payments p where p.id = retrieve.payment);
end $$;

-- Send money back; the same reference again is the same refund. The merchant hears of it by webhook.
create or replace function gateway.refund(payment text, reference text, amount_minor bigint) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  p gateway.payments;
  made uuid;
begin
  perform gateway.require_worker();
  select x.* into p from gateway.payments x where x.id = case when refund.payment ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then refund.payment::uuid end for update;
  if not found or gateway.state_of(p) <> 'succeeded' then
    return jsonb_build_object('state', 'failed', 'reason', 'The gateway has no paid payment of that id.');
  end if;
  select r.id into made from gateway.refunds r where r.payment_id = p.id and r.reference = refund.reference;
  if found then return jsonb_build_object('state', 'pending', 'ref', made); end if;
  if p.refunded_minor + refund.amount_minor > p.amount_minor then
    return jsonb_build_object('state', 'failed', 'reason', 'That is more than was paid.');
  end if;
  update gateway.payments x set refunded_minor = x.refunded_minor + refund.amount_minor where x.id = p.id;
  insert into gateway.refunds (payment_id, reference, amount_minor) values (p.id, refund.reference, refund.amount_minor) returning id into made;
  perform gateway.tell(p, 'evt_' || replace(gen_random_uuid()::text, '-', ''), 'refund.succeeded', now(),
    jsonb_build_object('refund', made, 'refundReference', refund.reference, 'refundedMinor', refund.amount_minor::text,
      'transaction', gateway.book(p, 'refund', -refund.amount_minor, 0, refund.reference)), 0);
  return jsonb_build_object('state', 'pending', 'ref', made);
end $$;

create or replace function gateway.delivery(delivery uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform gateway.require_worker();
  return (select jsonb_build_object('eventId', d.event_id, 'body', d.body, 'deliveredAt', d.delivered_at) from gateway.deliveries d where d.id = delivery.delivery);
end $$;

create or replace function gateway.delivered(delivery uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform gateway.require_worker();
  update gateway.deliveries d set delivered_at = now() where d.id = delivered.delivery;
end $$;

-- The receiver: keep what came, as it came, and have it processed. True when it is news; the same news again only counts.
create or replace function gateway.receive(gateway text, event_id text, kind text, organization uuid, raw_body text, signature jsonb) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stored uuid;
  fresh boolean;
begin
  if not exists (select from organizations.organizations o where o.id = receive.organization) then
    raise exception using errcode = 'P0002', message = 'There is no such merchant.';
  end if;
  insert into gateway.webhook_events as e (organization_id, gateway, event_id, kind, raw_body, signature, account_id)
  values (receive.organization, receive.gateway, receive.event_id, receive.kind, receive.raw_body, receive.signature, (receive.signature ->> 'account')::uuid)
  on conflict on constraint one_event_a_gateway do update set times = e.times + 1
  returning e.id, e.times = 1 into stored, fresh;
  if fresh then
    perform system.enqueue(receive.organization, 'gateway.process_event', jsonb_build_object('eventId', stored), stored::text);
  end if;
  return fresh;
end $$;

drop function if exists gateway.take_event(uuid);
-- An event that waits to be processed, as it came; null when it was. `take_event` locks it too: what follows has one effect.
-- News about a payment is applied as the organization that sold, which is not always whose processor account it came from.
create or replace function gateway.waiting_event(event uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform gateway.require_worker();
  return (select jsonb_build_object('gateway', x.gateway, 'rawBody', x.raw_body, 'signature', x.signature, 'organizationId', x.organization_id)
    from gateway.webhook_events x where x.id = waiting_event.event and x.processed_at is null);
end $$;

create or replace function gateway.take_event(event uuid) returns boolean language plpgsql volatile security definer set search_path = '' as $$
begin
  perform gateway.require_worker();
  perform from gateway.webhook_events x where x.id = take_event.event and x.processed_at is null for update;
  return found;
end $$;

-- Done; with `error` it is a dead letter, and that is why.
create or replace function gateway.finish_event(event uuid, error text) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform gateway.require_worker();
  update gateway.webhook_events e set processed_at = now(), error = finish_event.error where e.id = finish_event.event and e.processed_at is null;
end $$;

-- Not this time: it will be tried again, and meanwhile says why.
create or replace function gateway.delay_event(event uuid, reason text) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform gateway.require_worker();
  update gateway.webhook_events e set error = delay_event.reason where e.id = delay_event.event and e.processed_at is null;
end $$;

-- A person has it processed again. What it did before it does not do twice.
create or replace function gateway.replay_event(event uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  if not system.can('payments:replay') then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  update gateway.webhook_events e set processed_at = null, error = null, replayed_by = system.uid(), replayed_at = now()
  where e.organization_id = system.org_id() and e.id = replay_event.event;
  if not found then
    raise exception using errcode = 'P0002', message = 'That event is not here, or not yours.';
  end if;
  perform system.enqueue(system.org_id(), 'gateway.process_event', jsonb_build_object('eventId', replay_event.event), replay_event.event || ':' || system.uuid7());
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['require_worker()', 'create_payment(text, text, bigint, text, text, text, text, timestamptz)', 'state_of(gateway.payments)', 'payment_page(uuid)',
    'tell(gateway.payments, text, text, timestamptz, jsonb, int)', 'submit_card(uuid, text, text, text, int[], boolean, text)', 'cancel(uuid)', 'retrieve(uuid)',
    'refund(text, text, bigint)', 'delivery(uuid)', 'delivered(uuid)', 'receive(text, text, text, uuid, text, jsonb)',
    'waiting_event(uuid)', 'take_event(uuid)', 'finish_event(uuid, text)', 'delay_event(uuid, text)', 'replay_event(uuid)'] loop
    execute format('alter function gateway.%s owner to gr_flow', f);
    execute format('revoke execute on function gateway.%s from public', f);
  end loop;
end $$;
grant execute on function gateway.create_payment(text, text, bigint, text, text, text, text, timestamptz), gateway.payment_page(uuid),
  gateway.submit_card(uuid, text, text, text, int[], boolean, text), gateway.receive(text, text, text, uuid, text, jsonb) to anon, authenticated;
grant execute on function gateway.retrieve(uuid), gateway.cancel(uuid), gateway.refund(text, text, bigint), gateway.delivery(uuid), gateway.delivered(uuid), gateway.take_event(uuid),
  gateway.finish_event(uuid, text), gateway.waiting_event(uuid), gateway.delay_event(uuid, text), gateway.replay_event(uuid) to authenticated;
