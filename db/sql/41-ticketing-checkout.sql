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

-- What a checkout looks like to its visitor; null for a token that nobody has. `secondsLeft` is the server's clock, not theirs.
create or replace function ticketing.checkout(token text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return (
    select jsonb_build_object(
      'state', case when c.state in ('open', 'paying') and c.expires_at <= now() then 'expired' else c.state::text end,
      'expiresAt', c.expires_at, 'code', c.code,
      'offered', exists (select from ticketing.waitlist_entries w where w.organization_id = c.organization_id and w.checkout_id = c.id),
      'secondsLeft', case when c.state in ('open', 'paying') then greatest(0, ceil(extract(epoch from c.expires_at - now())))::int else 0 end,
      'organization', jsonb_build_object('slug', o.slug, 'name', o.name, 'accent', o.accent, 'logo', o.logo_url, 'supportEmail', o.support_email),
      'event', jsonb_build_object('slug', e.slug, 'name', e.name, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'zone', e.zone),
      'items', held.items, 'quantity', held.quantity, 'currency', e.currency, 'discountMinor', held.discount::text)
      || ticketing.amounts(held.net, ticketing.tax_terms(c.organization_id, c.event_id))
      || jsonb_build_object('questions', ticketing.questions_of(c.organization_id, c.event_id), 'failure', (
        select p.failure from ticketing.orders p where p.organization_id = c.organization_id and p.checkout_id = c.id order by p.created_at desc, p.id desc limit 1))
    from ticketing.checkout_sessions c
    join organizations.organizations o on o.id = c.organization_id
    join events.events e on (e.organization_id, e.id) = (c.organization_id, c.event_id)
    cross join lateral (
      select jsonb_agg(jsonb_build_object('tierId', t.id, 'name', t.name, 'kind', t.kind, 'quantity', h.quantity, 'unitPriceMinor', h.unit_price_minor::text,
          'discountMinor', h.discount_minor::text, 'totalMinor', (h.quantity * h.unit_price_minor - h.discount_minor)::text,
          'seats', ticketing.seats_in(h.organization_id, h.checkout_id, t.id)) order by t.kind = 'add_on', t.position, t.id) as items,
        sum(h.quantity) filter (where t.kind = 'admission')::int as quantity, sum(h.quantity * h.unit_price_minor - h.discount_minor)::bigint as net,
        sum(h.discount_minor)::bigint as discount
      from ticketing.ticket_holds h join ticketing.ticket_tiers t on (t.organization_id, t.id) = (h.organization_id, h.tier_id)
      where h.organization_id = c.organization_id and h.checkout_id = c.id) held
    where c.token_hash = ticketing.digest(checkout.token));
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

create or replace function ticketing.payment_facts(o ticketing.orders) returns jsonb language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return (
    select jsonb_build_object('orderId', o.id, 'organizationId', o.organization_id, 'number', o.number, 'state', o.state, 'totalMinor', o.total_minor::text,
      'currency', o.currency, 'paymentRef', o.payment_ref, 'description', format('%s × %s, %s', o.quantity, e.name, s.name),
      'expiresAt', (select c.expires_at from ticketing.checkout_sessions c where (c.organization_id, c.id) = (o.organization_id, o.checkout_id)))
    from events.events e join organizations.organizations s on s.id = e.organization_id
    where (e.organization_id, e.id) = (o.organization_id, o.event_id));
end $$;

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
    expires_at = least(c.expires_at, greatest(ticketing.hold_end(c), now() + interval '3 minutes'))
  where s.organization_id = c.organization_id and s.id = c.id;
  return true;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['why_not(ticketing.ticket_tiers, int, text)', 'checkout(text)', 'release_checkout(text)', 'payment_facts(ticketing.orders)',
    'attach_payment(text, text, text)', 'cancel_payment(text)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
  foreach f in array array['checkout(text)', 'release_checkout(text)', 'attach_payment(text, text, text)', 'cancel_payment(text)'] loop
    execute format('grant execute on function ticketing.%s to anon, authenticated', f);
  end loop;
end $$;
