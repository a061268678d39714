-- Serving buyers: tickets sent again, passed on and refunded one by one; what a buyer may do on the order's page; their requests.

grant select on ticketing.ticket_transfers, ticketing.refund_tickets, ticketing.refund_requests, ticketing.refund_runs, ticketing.refund_run_items to authenticated;

do $$
declare
  t text;
begin
  foreach t in array array['ticket_transfers', 'refund_tickets', 'refund_requests', 'refund_runs', 'refund_run_items'] loop
    execute format('grant select, insert, update on ticketing.%I to gr_flow', t);
    execute format('drop policy if exists flow on ticketing.%I', t);
    execute format('create policy flow on ticketing.%I for all to gr_flow using (true) with check (true)', t);
  end loop;
end $$;

create or replace trigger place_sale before insert on ticketing.ticket_transfers for each row execute function ticketing.place_sale();
create or replace trigger place_sale before insert on ticketing.refund_requests for each row execute function ticketing.place_sale();
create or replace trigger place_sale before insert on ticketing.refund_run_items for each row execute function ticketing.place_sale();
create or replace trigger place_at_event before insert on ticketing.refund_runs for each row execute function ticketing.place_at_event();

-- The order, for somebody who may do this with it. P0002 when it is not theirs, 42501 when they may not.
create or replace function ticketing.order_for(ordered uuid, permission text) returns ticketing.orders
  language plpgsql stable security definer set search_path = '' as $$
declare
  o ticketing.orders;
begin
  select p.* into o from ticketing.orders p where p.organization_id = system.org_id() and p.id = ordered;
  if o.id is null then
    raise exception using errcode = 'P0002', message = 'That order is not here, or not yours.';
  end if;
  if not system.can(permission) and not coalesce(o.station_id = any (system.station_ids(permission)), false)
     and not coalesce(o.event_id = any (system.event_ids(permission)), false) then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  return o;
end $$;

-- A letter about an order in plain words, with one link.
create or replace function ticketing.write_to(o ticketing.orders, recipient text, person text, subject text, body text, link text, action text, key text) returns void
  language sql volatile security definer set search_path = '' as $$
  select ticketing.send_mail(o.organization_id, 'event_update', recipient, (ticketing.mail_data(o, null) - 'items' - 'tickets' - 'order')
    || jsonb_build_object('name', coalesce(nullif(btrim(person), ''), 'there'), 'subject', subject, 'body', body, 'link', link, 'action', action), key)
$$;

-- The confirmation once more, with the tickets that are still the buyer's. `key` is made with the click.
create or replace function ticketing.resend_tickets(ordered uuid, link text, key text) returns text language plpgsql volatile security definer set search_path = '' as $$
declare
  o ticketing.orders := ticketing.order_for(ordered, 'ticketing:write');
  good jsonb;
begin
  select jsonb_agg(jsonb_build_object('code', k.code, 'tier', t.name, 'attendee', k.attendee_name) order by t.position, k.id) into good
  from ticketing.tickets k join ticketing.ticket_tiers t on (t.organization_id, t.id) = (k.organization_id, k.tier_id)
  where k.organization_id = o.organization_id and k.order_id = o.id and k.state in ('issued', 'redeemed')
    and not exists (select from ticketing.ticket_transfers x where x.organization_id = k.organization_id and x.to_ticket_id = k.id);
  if good is null then
    raise exception using errcode = 'P0S01', message = 'This order has no ticket of the buyer''s own that is still good, so there is nothing to send.';
  end if;
  if o.buyer_email = '' then
    raise exception using errcode = 'P0G01', message = 'The buyer left no e-mail address.';
  end if;
  perform ticketing.send_mail(o.organization_id, 'order_confirmation', o.buyer_email, ticketing.mail_data(o, link) || jsonb_build_object('tickets', good), 'again:' || key);
  return o.buyer_email;
end $$;

-- Pass a ticket on. The old code is dead at once, the new one goes to its new owner alone, and whoever had it is told. The seat goes along.
create or replace function ticketing.pass_on(k ticketing.tickets, person text, email text, link text, doer uuid) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  e events.events;
  o ticketing.orders;
  made ticketing.tickets;
begin
  select x.* into e from events.events x where x.organization_id = k.organization_id and x.id = k.event_id;
  select x.* into o from ticketing.orders x where x.organization_id = k.organization_id and x.id = k.order_id;
  if e.state not in ('published', 'live', 'postponed') or e.ends_at <= now() then
    raise exception using errcode = 'P0S01', message = 'This event is over or does not happen, so its tickets stay where they are.';
  end if;
  update ticketing.tickets x set state = 'transferred' where x.organization_id = k.organization_id and x.id = k.id and x.state = 'issued';
  if not found then
    raise exception using errcode = 'P0S01', message = 'Only a ticket that is good and was not used yet can be passed on.';
  end if;
  insert into ticketing.tickets (organization_id, order_id, event_id, tier_id, attendee_name, attendee_email, code)
  values (k.organization_id, k.order_id, k.event_id, k.tier_id, btrim(person), btrim(email), ticketing.random_code(26)) returning * into made;
  insert into ticketing.ticket_transfers (organization_id, order_id, from_ticket_id, to_ticket_id, done_by) values (k.organization_id, k.order_id, k.id, made.id, doer);
  update ticketing.seat_assignments a set ticket_id = made.id where a.organization_id = k.organization_id and a.ticket_id = k.id and a.released_at is null;
  perform ticketing.write_to(o, made.attendee_email, made.attendee_name, format('You have a ticket for %s', e.name),
    format('%s passed a ticket on to you. The link below is your ticket: show its code at the door, and give it to nobody else.', coalesce(nullif(k.attendee_name, ''), o.buyer_name)),
    '/tickets/' || made.code, 'Open your ticket', 'given:' || made.id);
  perform ticketing.write_to(o, k.attendee_email, k.attendee_name, format('Your ticket for %s was passed on', e.name),
    format('It now belongs to %s, who has a code of their own. The code that you had admits nobody any more. If you did not want this, answer this e-mail.', made.attendee_name),
    link, 'See the order', 'passed:' || made.id);
  return made.id;
end $$;

create or replace function ticketing.transfer_ticket(ticket uuid, person text, email text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  k ticketing.tickets;
  o ticketing.orders;
begin
  select x.* into k from ticketing.tickets x where x.organization_id = system.org_id() and x.id = ticket;
  if not found then
    raise exception using errcode = 'P0002', message = 'That ticket is not here, or not yours.';
  end if;
  o := ticketing.order_for(k.order_id, 'ticketing:write');
  return jsonb_build_object('id', ticketing.pass_on(k, person, email, null, system.uid()), 'orderId', o.id);
end $$;

-- What one ticket of an order came to, in minor units: its part of all that was paid, so that the parts of an order add up to it.
create or replace function ticketing.shares_of(o ticketing.orders) returns table (ticket_id uuid, amount_minor bigint) language sql stable security definer set search_path = '' as $$
  with units as (
    select i.tier_id, n, i.total_minor::numeric / i.quantity as weight
    from ticketing.order_items i, generate_series(1, i.quantity) n where i.organization_id = o.organization_id and i.order_id = o.id
  ), summed as (
    select u.tier_id, u.n, sum(u.weight) over (order by u.tier_id, u.n) as upto, u.weight, sum(u.weight) over () as whole from units u
  ), parts as (
    select s.tier_id, s.n, case when s.whole = 0 then 0 else round(o.total_minor * s.upto / s.whole) - round(o.total_minor * (s.upto - s.weight) / s.whole) end::bigint as amount
    from summed s
  ), ranked as (
    select k.id, k.tier_id, row_number() over (partition by k.tier_id order by k.id) as n
    from ticketing.tickets k where k.organization_id = o.organization_id and k.order_id = o.id and k.state not in ('transferred', 'cancelled')
  )
  select r.id, p.amount from ranked r join parts p on (p.tier_id, p.n) = (r.tier_id, r.n)
$$;

-- Refund some tickets of an order: what they came to goes back, they admit nobody any more, and their places are for sale again. With the last
-- good ticket everything that is left goes back. `source` as in ticketing.refund_order. `key` makes asking twice one refund. Answers as ticketing.refund_order.
drop function if exists ticketing.refund_tickets(uuid, uuid[], text, text);
create or replace function ticketing.refund_tickets(ordered uuid, chosen uuid[], reason text, key text, source text default null) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  o ticketing.orders := ticketing.order_for(ordered, 'ticketing:refund');
  again boolean;
  amount bigint;
begin
  select p.* into o from ticketing.orders p where p.organization_id = o.organization_id and p.id = o.id for no key update;
  again := exists (select from ticketing.refund_tickets x where x.organization_id = o.organization_id and x.refund_key = refund_tickets.key);
  if cardinality(chosen) = 0 then
    raise exception using errcode = 'P0G01', column = 'tickets', message = 'Choose the tickets to refund.';
  end if;
  if not again and (select count(*) from ticketing.tickets k where k.organization_id = o.organization_id and k.order_id = o.id and k.id = any (chosen)
      and k.state in ('issued', 'redeemed')) <> cardinality(chosen) then
    raise exception using errcode = 'P0S01', message = 'One of these tickets is not good any more, so there is nothing to refund for it.';
  end if;
  select sum(s.amount_minor) into amount from ticketing.shares_of(o) s where s.ticket_id = any (chosen);
  if not again and not exists (select from ticketing.tickets k where k.organization_id = o.organization_id and k.order_id = o.id and k.state in ('issued', 'redeemed') and k.id <> all (chosen)) then
    amount := null;
  elsif again then
    select r.amount_minor into amount from ticketing.refunds r where r.organization_id = o.organization_id and r.key = refund_tickets.key;
  else
    amount := least(amount, o.total_minor - o.refunded_minor - (
      select coalesce(sum(r.amount_minor), 0) from ticketing.refunds r where r.organization_id = o.organization_id and r.order_id = o.id and r.state = 'requested'));
  end if;
  insert into ticketing.refund_tickets (organization_id, refund_key, ticket_id) select o.organization_id, refund_tickets.key, x from unnest(chosen) x on conflict do nothing;
  if amount = 0 then
    perform ticketing.end_tickets(o.organization_id, refund_tickets.key);
    return jsonb_build_object('refundId', null, 'amountMinor', '0', 'whole', false);
  end if;
  return ticketing.place_refund(o.organization_id, o.id, amount, reason, key, system.uid(), false, source);
end $$;

-- The tickets that a refund of this key names stop being tickets; their seats and places are free again.
create or replace function ticketing.end_tickets(org uuid, key text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  freed record;
begin
  perform from ticketing.ticket_tiers t where t.organization_id = org and t.id in (
    select k.tier_id from ticketing.refund_tickets x join ticketing.tickets k on (k.organization_id, k.id) = (x.organization_id, x.ticket_id)
    where x.organization_id = org and x.refund_key = end_tickets.key)
  order by t.id for no key update;
  update ticketing.seat_assignments a set released_at = now() from ticketing.refund_tickets x
  where x.organization_id = org and x.refund_key = end_tickets.key and a.organization_id = org and a.ticket_id = x.ticket_id and a.released_at is null;
  for freed in
    with ended as (
      update ticketing.tickets k set state = 'refunded' from ticketing.refund_tickets x
      where x.organization_id = org and x.refund_key = end_tickets.key and k.organization_id = org and k.id = x.ticket_id and k.state in ('issued', 'redeemed')
      returning k.tier_id, k.order_id
    ) select e.tier_id, e.order_id, count(*)::int as quantity from ended e group by e.tier_id, e.order_id
  loop
    insert into ticketing.inventory_operations (organization_id, tier_id, kind, quantity, order_id) values (org, freed.tier_id, 'return', freed.quantity, freed.order_id);
    update ticketing.ticket_tiers t set sold = t.sold - freed.quantity where t.organization_id = org and t.id = freed.tier_id;
    perform ticketing.offer_next(org, freed.tier_id);
  end loop;
end $$;

create or replace function ticketing.end_refunded() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform ticketing.end_tickets(new.organization_id, new.key);
  return null;
end $$;
create or replace trigger end_refunded after insert on ticketing.refunds for each row execute function ticketing.end_refunded();

do $$
declare
  f text;
begin
  foreach f in array array['order_for(uuid, text)', 'write_to(ticketing.orders, text, text, text, text, text, text, text)', 'resend_tickets(uuid, text, text)',
    'pass_on(ticketing.tickets, text, text, text, uuid)', 'transfer_ticket(uuid, text, text)', 'shares_of(ticketing.orders)',
    'refund_tickets(uuid, uuid[], text, text, text)', 'end_tickets(uuid, text)', 'end_refunded()'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
grant execute on function ticketing.resend_tickets(uuid, text, text), ticketing.transfer_ticket(uuid, text, text), ticketing.refund_tickets(uuid, uuid[], text, text, text) to authenticated;
