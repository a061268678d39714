-- What the buyer sees of an order, and the stable surface to make one.

create or replace function ticketing.taxes_of(org uuid, ordered uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'ratePpm', t.rate_ppm, 'taxMinor', t.tax_minor::text) order by t.account), '[]'::jsonb)
    from ticketing.order_taxes t where t.organization_id = org and t.order_id = ordered);
end $$;

-- Everything its buyer sees of an order; null for a token that nobody has. Tickets appear once it is paid.
create or replace function ticketing.order_page(order_token text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return (
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
    where o.token_hash = ticketing.digest(order_page.order_token));
end $$;

-- Hold and begin to pay in one call: the stable surface. `items` and `buyer` as in ticketing.hold_tickets and start_payment.
create or replace function public.purchase_tickets(org_slug text, event_slug text, items jsonb, buyer jsonb, order_id uuid, order_token text) returns jsonb
  language plpgsql volatile security invoker set search_path = '' as $$
declare
  token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
  perform ticketing.hold_tickets(org_slug, event_slug, items, token);
  return ticketing.start_payment(token, buyer, order_id, order_token);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['ticketing.order_page(text)', 'ticketing.taxes_of(uuid, uuid)', 'public.purchase_tickets(text, text, jsonb, jsonb, uuid, text)'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function ticketing.order_page(text), public.purchase_tickets(text, text, jsonb, jsonb, uuid, text) to anon, authenticated;
