-- The visitor's way: hold tickets for ten minutes, say who they are for, pay. Called by visitors; the tokens are the only keys.

-- Why these tickets cannot be had, in words for the visitor.
create or replace function ticketing.why_not(t ticketing.ticket_tiers, quantity int, zone text) returns text
  language sql stable set search_path = '' as $$
  select case
    when now() < t.sale_starts_at then format('Sales of %s begin on %s (%s).', t.name, to_char(t.sale_starts_at at time zone zone, 'FMDD FMMonth YYYY, HH24:MI'), zone)
    when now() >= t.sale_ends_at then format('Sales of %s have ended.', t.name)
    when quantity < t.min_per_order then format('You can buy %s from %s tickets upwards.', t.name, t.min_per_order)
    when quantity > t.max_per_order then format('You can buy at most %s of %s at once.', t.max_per_order, t.name)
    when t.sold >= t.quota then format('%s is sold out.', t.name)
    when t.quota - t.held - t.sold <= 0 then format('All that is left of %s is in other people''s baskets. Some may come back within ten minutes.', t.name)
    else format('Only %s left of %s.', t.quota - t.held - t.sold, t.name) end
$$;

-- Tax of one order, in minor units, rounded half up once per order; contained in the prices or added to them.
create or replace function ticketing.tax_of(prices bigint, rate_ppm int, inclusive boolean) returns bigint language sql immutable set search_path = '' as $$
  select case when inclusive then div(2 * prices::numeric * rate_ppm + (1000000 + rate_ppm), 2 * (1000000 + rate_ppm)::numeric)
              else div(2 * prices::numeric * rate_ppm + 1000000, 2000000) end::bigint
$$;
create or replace function ticketing.amounts(prices bigint, rate_ppm int, inclusive boolean) returns jsonb language sql immutable set search_path = '' as $$
  select jsonb_build_object('subtotalMinor', prices::text, 'taxMinor', tax::text, 'totalMinor', (case when inclusive then prices else prices + tax end)::text)
  from (select ticketing.tax_of(prices, rate_ppm, inclusive) as tax) t
$$;

-- What a checkout looks like to its visitor; null for a token that nobody has. `secondsLeft` is the server's clock, not theirs.
create or replace function ticketing.checkout(token text) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'state', case when c.state in ('open', 'paying') and c.expires_at <= now() then 'expired' else c.state::text end,
    'expiresAt', c.expires_at,
    'secondsLeft', case when c.state in ('open', 'paying') then greatest(0, ceil(extract(epoch from c.expires_at - now())))::int else 0 end,
    'organization', jsonb_build_object('slug', o.slug, 'name', o.name, 'accent', o.accent, 'logo', o.logo_url, 'supportEmail', o.support_email),
    'event', jsonb_build_object('slug', e.slug, 'name', e.name, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'zone', e.zone),
    'items', held.items, 'quantity', held.quantity, 'currency', e.currency,
    'taxInclusive', o.tax_inclusive, 'taxRatePpm', o.tax_rate_ppm, 'taxCode', o.tax_code)
    || ticketing.amounts(held.net, o.tax_rate_ppm, o.tax_inclusive)
    || jsonb_build_object('failure', (
      select p.failure from ticketing.orders p where p.organization_id = c.organization_id and p.checkout_id = c.id order by p.created_at desc, p.id desc limit 1))
  from ticketing.checkout_sessions c
  join organizations.organizations o on o.id = c.organization_id
  join events.events e on (e.organization_id, e.id) = (c.organization_id, c.event_id)
  cross join lateral (
    select jsonb_agg(jsonb_build_object('tierId', t.id, 'name', t.name, 'quantity', h.quantity, 'unitPriceMinor', h.unit_price_minor::text,
        'totalMinor', (h.quantity * h.unit_price_minor)::text) order by t.position, t.id) as items,
      sum(h.quantity)::int as quantity, sum(h.quantity * h.unit_price_minor)::bigint as net
    from ticketing.ticket_holds h join ticketing.ticket_tiers t on (t.organization_id, t.id) = (h.organization_id, h.tier_id)
    where h.organization_id = c.organization_id and h.checkout_id = c.id) held
  where c.token_hash = ticketing.digest(checkout.token)
$$;

-- Set tickets aside for ten minutes. `items` is [{ tierId, quantity }], `token` the visitor's secret, made by the app.
-- All or nothing; each tier is taken by one conditional update, so two buyers never get the same last ticket.
-- Errors: P0002 no such event, P0G01 with a sentence for the visitor.
create or replace function ticketing.hold_tickets(org_slug text, event_slug text, items jsonb, token text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  event events.events;
  tier ticketing.ticket_tiers;
  wanted record;
  session uuid := system.uuid7();
begin
  if token !~ '^[A-Za-z0-9_-]{32,128}$' then
    raise exception using errcode = 'P0G01', message = 'This checkout cannot be started. Go back to the event and choose again.';
  end if;
  select e.* into event from organizations.organizations o join events.events e on e.organization_id = o.id
  where o.slug = hold_tickets.org_slug and o.state = 'active' and e.slug = hold_tickets.event_slug
    and e.visibility in ('public', 'unlisted') and e.published_at is not null;
  if not found then
    raise exception using errcode = 'P0002', message = 'This event is not here any more.';
  end if;
  if event.state not in ('published', 'live') or event.ends_at <= now() then
    raise exception using errcode = 'P0G01', message = format('Tickets for %s are not on sale.', event.name);
  end if;
  if coalesce(jsonb_array_length(items), 0) not between 1 and 50 then
    raise exception using errcode = 'P0G01', message = 'Choose at least one ticket.';
  end if;
  perform ticketing.release_event(event.organization_id, event.id, array(select (i.value ->> 'tierId')::uuid from jsonb_array_elements(items) i));
  insert into ticketing.checkout_sessions (organization_id, id, event_id, token_hash, expires_at)
  values (event.organization_id, session, event.id, ticketing.digest(token), now() + interval '10 minutes');
  for wanted in
    select (i.value ->> 'tierId')::uuid as tier_id, sum((i.value ->> 'quantity')::int)::int as quantity
    from jsonb_array_elements(items) i group by 1 order by 1
  loop
    if wanted.quantity < 1 then
      raise exception using errcode = 'P0G01', message = 'Choose at least one ticket.';
    end if;
    update ticketing.ticket_tiers t set held = t.held + wanted.quantity
    where t.organization_id = event.organization_id and t.id = wanted.tier_id and t.event_id = event.id
      and t.quota - t.held - t.sold >= wanted.quantity and wanted.quantity between t.min_per_order and t.max_per_order
      and now() >= t.sale_starts_at and now() < t.sale_ends_at
    returning t.* into tier;
    if not found then
      select t.* into tier from ticketing.ticket_tiers t
      where t.organization_id = event.organization_id and t.id = wanted.tier_id and t.event_id = event.id;
      raise exception using errcode = 'P0G01', message =
        case when tier.id is null then 'That ticket is not offered any more.' else ticketing.why_not(tier, wanted.quantity, event.zone) end;
    end if;
    insert into ticketing.ticket_holds (organization_id, checkout_id, tier_id, quantity, unit_price_minor)
    values (event.organization_id, session, tier.id, wanted.quantity, tier.price_minor);
    insert into ticketing.inventory_operations (organization_id, tier_id, kind, quantity, checkout_id)
    values (event.organization_id, tier.id, 'hold', wanted.quantity, session);
  end loop;
  return ticketing.checkout(token);
end $$;

-- Give the tickets back before the time is over. Nothing happens to a checkout that is paid or over.
create or replace function ticketing.release_checkout(token text) returns boolean language plpgsql volatile security definer set search_path = '' as $$
declare
  c ticketing.checkout_sessions;
begin
  select s.* into c from ticketing.checkout_sessions s where s.token_hash = ticketing.digest(token) for update;
  if not found or c.state not in ('open', 'paying') then return false; end if;
  perform ticketing.let_go(c.organization_id, array[c.id], 'cancelled', 'The tickets were given back.');
  return true;
end $$;

-- Make the order of a checkout and begin to pay it. `order_id` and `order_token` are the app's, so asking twice is one order.
-- Answers { orderId, organizationId, number, state, totalMinor, currency, description, expiresAt }; a free order is paid at once.
create or replace function ticketing.start_payment(token text, buyer jsonb, order_id uuid, order_token text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  c ticketing.checkout_sessions;
  o ticketing.orders;
  event events.events;
  seller organizations.organizations;
  prices bigint;
  pieces int;
  tax bigint;
  taken text;
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
    raise exception using errcode = 'P0G01', message = 'Your ten minutes are over and the tickets went back. Choose again.';
  end if;
  select e.* into event from events.events e where e.organization_id = c.organization_id and e.id = c.event_id;
  if event.state not in ('published', 'live') then
    raise exception using errcode = 'P0G01', message = format('Tickets for %s are not on sale any more.', event.name);
  end if;
  if coalesce(length(trim(buyer ->> 'name')), 0) not between 1 and 120 or coalesce(buyer ->> 'email', '') !~ '^[^@\s]{1,64}@[^@\s]{1,190}$' then
    raise exception using errcode = 'P0G01', message = 'Say who the tickets are for: a name and an e-mail address.';
  end if;
  update ticketing.orders p set state = 'failed', failure = 'The payment was started again.'
  where p.organization_id = c.organization_id and p.checkout_id = c.id and p.state = 'pending';
  select sum(h.quantity * h.unit_price_minor), sum(h.quantity) into prices, pieces
  from ticketing.ticket_holds h where h.organization_id = c.organization_id and h.checkout_id = c.id and h.released_at is null;
  select s.* into seller from organizations.organizations s where s.id = c.organization_id;
  tax := ticketing.tax_of(prices, seller.tax_rate_ppm, seller.tax_inclusive);
  loop
    begin
      insert into ticketing.orders (organization_id, id, number, event_id, checkout_id, buyer_name, buyer_email, quantity, total_minor, tax_minor,
        tax_rate_ppm, tax_inclusive, tax_code, currency, token_hash)
      values (c.organization_id, start_payment.order_id, ticketing.random_code(8), c.event_id, c.id, trim(buyer ->> 'name'), trim(buyer ->> 'email'), pieces,
        case when seller.tax_inclusive then prices else prices + tax end, tax, seller.tax_rate_ppm, seller.tax_inclusive, seller.tax_code,
        event.currency, ticketing.digest(order_token))
      returning * into o;
      exit;
    exception when unique_violation then
      get stacked diagnostics taken = constraint_name;
      if taken <> 'one_order_number' then raise; end if;
    end;
  end loop;
  insert into ticketing.order_items (organization_id, order_id, tier_id, quantity, unit_price_minor, total_minor)
  select h.organization_id, o.id, h.tier_id, h.quantity, h.unit_price_minor, h.quantity * h.unit_price_minor
  from ticketing.ticket_holds h where h.organization_id = c.organization_id and h.checkout_id = c.id and h.released_at is null;
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

create or replace function ticketing.payment_facts(o ticketing.orders) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('orderId', o.id, 'organizationId', o.organization_id, 'number', o.number, 'state', o.state, 'totalMinor', o.total_minor::text,
    'currency', o.currency, 'paymentRef', o.payment_ref, 'description', format('%s × %s, %s', o.quantity, e.name, s.name),
    'expiresAt', (select c.expires_at from ticketing.checkout_sessions c where (c.organization_id, c.id) = (o.organization_id, o.checkout_id)))
  from events.events e join organizations.organizations s on s.id = e.organization_id
  where (e.organization_id, e.id) = (o.organization_id, o.event_id)
$$;

-- Which payment at the gateway an order waits for; said once.
create or replace function ticketing.attach_payment(order_token text, gateway text, payment_ref text) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
begin
  update ticketing.orders o set gateway = attach_payment.gateway, payment_ref = attach_payment.payment_ref
  where o.token_hash = ticketing.digest(attach_payment.order_token) and o.state = 'pending'
    and (o.payment_ref is null or (o.gateway, o.payment_ref) = (attach_payment.gateway, attach_payment.payment_ref));
  return found;
end $$;

-- The visitor came back without paying: the tickets are theirs for what was left of the ten minutes, at least three.
create or replace function ticketing.cancel_payment(token text) returns boolean language plpgsql volatile security definer set search_path = '' as $$
declare
  c ticketing.checkout_sessions;
begin
  select s.* into c from ticketing.checkout_sessions s where s.token_hash = ticketing.digest(token) for update;
  if not found or c.state <> 'paying' or c.expires_at <= now() then return false; end if;
  update ticketing.orders o set state = 'failed', failure = 'You came back without paying.'
  where o.organization_id = c.organization_id and o.checkout_id = c.id and o.state = 'pending';
  update ticketing.checkout_sessions s set state = 'open',
    expires_at = least(c.expires_at, greatest(c.created_at + interval '10 minutes', now() + interval '3 minutes'))
  where s.organization_id = c.organization_id and s.id = c.id;
  return true;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['why_not(ticketing.ticket_tiers, int, text)', 'checkout(text)', 'tax_of(bigint, int, boolean)', 'amounts(bigint, int, boolean)',
    'hold_tickets(text, text, jsonb, text)', 'release_checkout(text)', 'start_payment(text, jsonb, uuid, text)', 'payment_facts(ticketing.orders)',
    'attach_payment(text, text, text)', 'cancel_payment(text)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
  foreach f in array array['checkout(text)', 'hold_tickets(text, text, jsonb, text)', 'release_checkout(text)', 'start_payment(text, jsonb, uuid, text)',
    'attach_payment(text, text, text)', 'cancel_payment(text)'] loop
    execute format('grant execute on function ticketing.%s to anon, authenticated', f);
  end loop;
end $$;
