-- From what is held to an order, and on to the payment.

-- The order of a checkout with its lines, taxes and registrations. The caller has locked the session.
create or replace function ticketing.make_order(c ticketing.checkout_sessions, buyer jsonb, order_id uuid, order_token text, sold_at text default 'online', key text default null)
  returns ticketing.orders language plpgsql volatile security definer set search_path = '' as $$
declare
  o ticketing.orders;
  cost jsonb;
  held record;
  taken text;
begin
  select sum(h.quantity * h.unit_price_minor - h.discount_minor)::bigint as prices, sum(h.discount_minor)::bigint as discount,
    (sum(h.quantity) filter (where t.kind = 'admission'))::int as pieces into held
  from ticketing.ticket_holds h join ticketing.ticket_tiers t on (t.organization_id, t.id) = (h.organization_id, h.tier_id)
  where h.organization_id = c.organization_id and h.checkout_id = c.id and h.released_at is null;
  cost := ticketing.amounts(held.prices, ticketing.tax_terms(c.organization_id, c.event_id));
  loop
    begin
      insert into ticketing.orders (organization_id, id, number, event_id, checkout_id, buyer_name, buyer_email, quantity, total_minor, tax_minor,
        tax_rate_ppm, tax_inclusive, tax_code, discount_minor, code, currency, token_hash, channel, key, sold_by)
      select c.organization_id, make_order.order_id, ticketing.random_code(8), c.event_id, c.id, trim(buyer ->> 'name'), trim(coalesce(buyer ->> 'email', '')), held.pieces,
        (cost ->> 'totalMinor')::bigint, (cost ->> 'taxMinor')::bigint, (cost ->> 'taxRatePpm')::int, (cost ->> 'taxInclusive')::boolean, cost ->> 'taxCode',
        held.discount, c.code, e.currency, ticketing.digest(order_token), sold_at, make_order.key, case when sold_at <> 'online' then system.uid() end
      from events.events e where e.organization_id = c.organization_id and e.id = c.event_id
      returning * into o;
      exit;
    exception when unique_violation then
      get stacked diagnostics taken = constraint_name;
      if taken <> 'one_order_number' then raise; end if;
    end;
  end loop;
  insert into ticketing.order_items (organization_id, order_id, tier_id, quantity, unit_price_minor, discount_minor, total_minor)
  select h.organization_id, o.id, h.tier_id, h.quantity, h.unit_price_minor, h.discount_minor, h.quantity * h.unit_price_minor - h.discount_minor
  from ticketing.ticket_holds h where h.organization_id = c.organization_id and h.checkout_id = c.id and h.released_at is null;
  insert into ticketing.order_taxes (organization_id, event_id, order_id, name, account, rate_ppm, tax_minor)
  select o.organization_id, o.event_id, o.id, t ->> 'name', t ->> 'account', (t ->> 'ratePpm')::int, (t ->> 'taxMinor')::bigint from jsonb_array_elements(cost -> 'taxes') t;
  perform ticketing.register(o, buyer, sold_at <> 'online');
  return o;
end $$;

-- What the ledger is told of a sale: {…} for payments.record_sale.
create or replace function ticketing.sale_of(o ticketing.orders) returns jsonb language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return (
    select jsonb_build_object('organization_id', o.organization_id, 'order_id', o.id, 'event_id', o.event_id, 'gross_minor', o.total_minor,
        'tax_minor', o.tax_minor, 'tax_code', o.tax_code, 'tickets', o.quantity, 'currency', o.currency, 'key', 'sale:' || o.id, 'memo', 'Order ' || o.number)
      || case when count(t.id) > 1 then jsonb_build_object('taxes', jsonb_agg(jsonb_build_object('account', t.account, 'amount_minor', t.tax_minor) order by t.account)) else '{}'::jsonb end
    from ticketing.order_taxes t where t.organization_id = o.organization_id and t.order_id = o.id and t.tax_minor > 0);
end $$;

-- Make the order of a checkout and begin to pay it. `order_id` and `order_token` are the app's, so asking twice is one order. buyer: { name,
-- email, answers?, attendees? } as in ticketing.register. Answers { orderId, organizationId, number, state, totalMinor, currency, description,
-- expiresAt }; a free order is paid at once.
create or replace function ticketing.start_payment(token text, buyer jsonb, order_id uuid, order_token text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  c ticketing.checkout_sessions;
  o ticketing.orders;
  event events.events;
begin
  select s.* into c from ticketing.checkout_sessions s where s.token_hash = ticketing.digest(token) for update;
  if not found then
    raise exception using errcode = 'P0002', message = 'This checkout is not here any more.';
  end if;
  select p.* into o from ticketing.orders p where p.organization_id = c.organization_id and p.id = start_payment.order_id;
  if found then
    if o.checkout_id = c.id and o.token_hash = ticketing.digest(order_token) then return ticketing.payment_facts(o); end if;
    raise exception using errcode = 'P0G01', message = 'This payment cannot be started. Load the page again.';
  end if;
  if c.state = 'completed' then
    raise exception using errcode = 'P0G01', message = 'These tickets are paid already. Look into your mailbox.';
  end if;
  if c.state not in ('open', 'paying') or c.expires_at <= now() then
    raise exception using errcode = 'P0G01', message = 'Your time is over and the tickets went back. Choose again.';
  end if;
  select e.* into event from events.events e where e.organization_id = c.organization_id and e.id = c.event_id;
  if event.state not in ('published', 'live') then
    raise exception using errcode = 'P0G01', message = format('Tickets for %s are not on sale any more.', event.name);
  end if;
  if coalesce(length(trim(buyer ->> 'name')), 0) not between 1 and 120 or coalesce(buyer ->> 'email', '') !~ '^[^@\s]{1,64}@[^@\s]{1,190}$' then
    raise exception using errcode = 'P0G01', message = 'Say who the tickets are for: a name and an e-mail address.';
  end if;
  perform ticketing.check_buyer(c.organization_id, c.id, trim(buyer ->> 'email'));
  update ticketing.orders p set state = 'failed', failure = 'The payment was started again.'
  where p.organization_id = c.organization_id and p.checkout_id = c.id and p.state = 'pending';
  o := ticketing.make_order(c, buyer, start_payment.order_id, order_token);
  if o.total_minor = 0 then
    perform ticketing.complete_free(o, '/orders/' || order_token);
  else
    if c.state = 'open' then
      update ticketing.checkout_sessions s set state = 'paying' where s.organization_id = c.organization_id and s.id = c.id;
    end if;
    -- While a payment is on its way the tickets stay put, but nobody keeps them for ever by starting again.
    update ticketing.checkout_sessions s set expires_at = greatest(c.expires_at, least(now() + interval '20 minutes', c.created_at + interval '45 minutes'))
    where s.organization_id = c.organization_id and s.id = c.id;
    insert into system.outbox (organization_id, topic, payload, key, run_at)
    values (o.organization_id, 'gateway.ask', jsonb_build_object('orderId', o.id), o.id::text, now() + interval '30 minutes');
  end if;
  select p.* into o from ticketing.orders p where p.organization_id = o.organization_id and p.id = o.id;
  return ticketing.payment_facts(o);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['make_order(ticketing.checkout_sessions, jsonb, uuid, text, text, text)', 'sale_of(ticketing.orders)', 'start_payment(text, jsonb, uuid, text)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
grant execute on function ticketing.start_payment(text, jsonb, uuid, text) to anon, authenticated;
