-- Refunds that no gateway sends, out of a drawer or a bank account; and tickets that are good again because a gateway refused.

-- Where the money of a refund can leave from, the likeliest first: where it came in, then drawers and bank accounts of that currency.
-- None for an order whose money a gateway sends back.
create or replace function ticketing.refund_sources(ordered uuid) returns table (code text, name text) language plpgsql stable security definer set search_path = '' as $$
declare
  o ticketing.orders := ticketing.order_for(ordered, 'ticketing:refund');
begin
  if not ticketing.paid_by_hand(o) or o.method = 'invoice' then return; end if;
  return query
    with came as (
      select m.clearing_account as account, 0 as place from payments.allocations a join payments.manual_payments m on (m.organization_id, m.id) = (a.organization_id, a.manual_payment_id)
      where a.organization_id = o.organization_id and a.order_id = o.id and a.reverses_id is null
      union select c.code, 0 from payments.came_into(o.organization_id, o.id) c (code) where c.code ~ '^assets:(cash-drawer|bank|clearing):'
      union select ticketing.drawer_of(o), 1
      union select c.code, 2 from payments.places_of(o.organization_id, o.currency) c (code)
    ), first as (
      select c.account, min(c.place) as place from came c group by c.account
    )
    select f.account, coalesce(
      (select a.name from payments.accounts a where a.organization_id = o.organization_id and a.code = f.account and a.currency = o.currency),
      (select 'Cash drawer of ' || s.name from identity.stations s where s.organization_id = o.organization_id and f.account = 'assets:cash-drawer:' || s.id),
      case when f.account like 'assets:cash-drawer:%' then 'Cash drawer' else initcap(replace(split_part(f.account, ':', 3), '-', ' ')) end)
    from first f order by f.place, f.account;
end $$;

-- Neither a gateway nor an invoice has its money.
create or replace function ticketing.paid_by_hand(o ticketing.orders) returns boolean language sql immutable set search_path = '' as $$
  select o.method is not null or o.gateway is null or o.payment_ref is null
$$;

-- The account that was chosen, when it is one of those.
create or replace function ticketing.check_source(o ticketing.orders, source text) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  if o.method = 'invoice' then
    raise exception using errcode = 'P0G01', message = 'This order is on an invoice. Credit the invoice: what was paid becomes the party''s credit.';
  elsif coalesce(source, '') = '' then
    raise exception using errcode = 'P0G01', column = 'source', message = 'This order was not paid through a gateway. Refund it on its own page, and choose where the money leaves from.';
  elsif not exists (select from payments.places_of(o.organization_id, o.currency) p (code) where p.code = source)
    and source <> ticketing.drawer_of(o)
    and not exists (select from payments.allocations a join payments.manual_payments m on (m.organization_id, m.id) = (a.organization_id, a.manual_payment_id)
      where a.organization_id = o.organization_id and a.order_id = o.id and m.clearing_account = source)
    and not exists (select from payments.came_into(o.organization_id, o.id) c (code) where c.code = source and c.code ~ '^assets:(cash-drawer|bank|clearing):') then
    raise exception using errcode = 'P0G01', column = 'source', message = 'The money cannot leave from there. Choose one of the list.';
  end if;
  return source;
end $$;

-- Money is back with the buyer: the books, the order, its letter and the audit. The caller has locked order and refund.
create or replace function ticketing.finish_refund(r ticketing.refunds, o ticketing.orders, gateway_ref text, link text) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  posted uuid;
  seller ticketing.orders := o;
begin
  if o.state = 'refund_due' then
    posted := payments.settle_unfulfilled(o.organization_id, o.id, o.number, o.gateway, r.amount_minor, o.currency);
  else
    posted := payments.record_refund(jsonb_build_object('organization_id', o.organization_id, 'order_id', o.id, 'amount_minor', r.amount_minor, 'currency', r.currency,
      'gateway', o.gateway, 'key', 'refund:' || r.id, 'reason', r.reason) || case when r.source is null then '{}' else jsonb_build_object('source', r.source) end);
  end if;
  update ticketing.refunds x set state = 'succeeded', gateway_ref = finish_refund.gateway_ref, group_id = posted, settled_at = now()
  where x.organization_id = o.organization_id and x.id = r.id;
  update ticketing.orders x set refunded_minor = x.refunded_minor + r.amount_minor,
    state = case when x.refunded_minor + r.amount_minor = x.total_minor then 'refunded' else 'partially_refunded' end::ticketing.order_state
  where x.organization_id = o.organization_id and x.id = o.id returning x.* into seller;
  if o.buyer_email <> '' then
    perform ticketing.send_mail(o.organization_id, 'refund_notice', o.buyer_email,
      ticketing.mail_data(seller, link) || jsonb_build_object('refund', jsonb_build_object('amountMinor', r.amount_minor::text, 'currency', r.currency, 'reason', r.reason)),
      'refund:' || r.id);
  end if;
  return posted;
end $$;

-- The tickets that a refund ended are good again, because the gateway would not send it: their places are taken back as long as they are free.
-- Answers how many could not be given back.
create or replace function ticketing.restore_tickets(org uuid, key text) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  k ticketing.tickets;
  place uuid;
  lost int := 0;
begin
  perform from ticketing.ticket_tiers t where t.organization_id = org and t.id in (
    select x.tier_id from ticketing.refund_tickets n join ticketing.tickets x on (x.organization_id, x.id) = (n.organization_id, n.ticket_id)
    where n.organization_id = org and n.refund_key = restore_tickets.key)
  order by t.id for no key update;
  for k in
    select x.* from ticketing.refund_tickets n join ticketing.tickets x on (x.organization_id, x.id) = (n.organization_id, n.ticket_id)
    where n.organization_id = org and n.refund_key = restore_tickets.key and x.state = 'refunded' and not exists (
      select from ticketing.refund_tickets y join ticketing.refunds r on r.organization_id = y.organization_id and r.key = y.refund_key and r.state <> 'failed'
      where y.organization_id = org and y.ticket_id = x.id)
    order by x.id
  loop
    -- Its seat, when it had one: the last that was given back with it.
    select a.id into place from ticketing.seat_assignments a where a.organization_id = org and a.ticket_id = k.id order by a.released_at desc limit 1;
    if place is not null and exists (select from ticketing.seat_assignments a join ticketing.seat_assignments b on (b.organization_id, b.seat_id) = (a.organization_id, a.seat_id) and b.released_at is null
        where a.organization_id = org and a.id = place) then
      lost := lost + 1;
      continue;
    end if;
    update ticketing.ticket_tiers t set sold = t.sold + 1 where t.organization_id = org and t.id = k.tier_id and t.quota - t.held - t.sold >= 1;
    if not found then
      lost := lost + 1;
      continue;
    end if;
    update ticketing.seat_assignments a set released_at = null where a.organization_id = org and a.id = place;
    insert into ticketing.inventory_operations (organization_id, tier_id, kind, quantity, order_id)
    values (org, k.tier_id, 'hold', 1, k.order_id), (org, k.tier_id, 'sell', 1, k.order_id);
    update ticketing.tickets x set state = case when k.redeemed_at is null then 'issued' else 'redeemed' end::ticketing.ticket_state where x.organization_id = org and x.id = k.id;
  end loop;
  return lost;
end $$;

-- Extras of an order whose whole refund was refused: taken back while they are there, as long as a ticket of it is good.
create or replace function ticketing.restore_extras(org uuid, ordered uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i record;
begin
  if not exists (select from ticketing.tickets k where k.organization_id = org and k.order_id = ordered and k.state in ('issued', 'redeemed')) then return; end if;
  for i in
    select x.tier_id, x.quantity from ticketing.order_items x join ticketing.ticket_tiers t on (t.organization_id, t.id) = (x.organization_id, x.tier_id) and t.kind = 'add_on'
    where x.organization_id = org and x.order_id = ordered and (
      select coalesce(sum(case m.kind when 'sell' then m.quantity when 'return' then -m.quantity else 0 end), 0) from ticketing.inventory_operations m
      where m.organization_id = org and m.order_id = ordered and m.tier_id = x.tier_id) <= 0
    order by x.tier_id
  loop
    update ticketing.ticket_tiers t set sold = t.sold + i.quantity where t.organization_id = org and t.id = i.tier_id and t.quota - t.held - t.sold >= i.quantity;
    if found then
      insert into ticketing.inventory_operations (organization_id, tier_id, kind, quantity, order_id)
      values (org, i.tier_id, 'hold', i.quantity, ordered), (org, i.tier_id, 'sell', i.quantity, ordered);
    end if;
  end loop;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['ticketing.refund_sources(uuid)', 'ticketing.paid_by_hand(ticketing.orders)', 'ticketing.check_source(ticketing.orders, text)',
    'ticketing.finish_refund(ticketing.refunds, ticketing.orders, text, text)', 'ticketing.restore_tickets(uuid, text)',
    'ticketing.restore_extras(uuid, uuid)'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function ticketing.refund_sources(uuid) to authenticated;
