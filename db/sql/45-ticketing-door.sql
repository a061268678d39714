-- Sales by staff: at the door for cash, by hand against an invoice, or free of charge. The same stock, the same books.

-- Where the cash of a sale lies: the drawer of its station, or the organization's own.
create or replace function ticketing.drawer_of(o ticketing.orders) returns text language sql immutable set search_path = '' as $$
  select 'assets:cash-drawer:' || coalesce(o.station_id::text, 'main')
$$;

-- p: key, orderId, orderToken, eventId, items as in ticketing.hold, method (cash | invoice | free | by_hand), payBy and payWords (of by_hand), name, email?, code?, partyId? and invoiceId, secret
-- (of an invoice), answers?, attendees?. Answers { orderId, number, totalMinor, currency }; the same key again is the same sale.
-- Errors: 42501, P0002, P0G01 with a sentence.
create or replace function ticketing.sell_by_hand(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  e events.events;
  o ticketing.orders;
  c ticketing.checkout_sessions;
  session uuid;
  token text := ticketing.random_code(32);
  way text := p ->> 'method';
begin
  select x.* into e from events.events x where x.organization_id = org and x.id = (p ->> 'eventId')::uuid;
  if not found then
    raise exception using errcode = 'P0002', message = 'That event is not here, or not yours.';
  end if;
  perform payments.who_may('ticketing:sell', e.station_id, e.id);
  if way = 'invoice' then perform payments.who_may('payments:invoice', e.station_id, e.id); end if;
  perform pg_advisory_xact_lock(hashtextextended('ticketing.by_hand:' || org || (p ->> 'key'), 0));
  select x.* into o from ticketing.orders x where x.organization_id = org and x.key = p ->> 'key';
  if found then
    return jsonb_build_object('orderId', o.id, 'number', o.number, 'totalMinor', o.total_minor::text, 'currency', o.currency, 'state', o.state);
  end if;
  if e.state not in ('published', 'live') then
    raise exception using errcode = 'P0G01', message = format('%s is %s, so nothing is sold.', e.name, e.state);
  end if;
  session := ticketing.hold(e, p -> 'items', token, p ->> 'code', true, way = 'free');
  select x.* into c from ticketing.checkout_sessions x where x.organization_id = org and x.id = session for update;
  o := ticketing.make_order(c, p, (p ->> 'orderId')::uuid, p ->> 'orderToken', case when way in ('invoice', 'by_hand') then 'manual' else 'door' end, p ->> 'key');
  if way = 'by_hand' and o.total_minor > 0 then
    o := ticketing.wait_for_money(o, e, p);
    return jsonb_build_object('orderId', o.id, 'number', o.number, 'totalMinor', o.total_minor::text, 'currency', o.currency, 'state', o.state);
  end if;
  if not ticketing.take_stock(o) then
    raise exception using errcode = 'P0G01', message = 'These tickets are gone. Choose again.';
  end if;
  if o.total_minor = 0 then
    update ticketing.orders x set state = 'paid', paid_at = now(), method = 'free' where x.organization_id = org and x.id = o.id returning x.* into o;
  elsif way = 'free' then
    raise exception using errcode = 'P0G01', message = 'These tickets have a price.';
  elsif way = 'invoice' then
    o := ticketing.invoice_order(o, p);
  else
    update ticketing.orders x set state = 'paid', paid_at = now(), method = 'cash',
      group_id = payments.record_sale(ticketing.sale_of(o) || jsonb_build_object('asset', ticketing.drawer_of(o)))
    where x.organization_id = org and x.id = o.id returning x.* into o;
  end if;
  if o.buyer_email <> '' then
    perform ticketing.send_mail(org, 'order_confirmation', o.buyer_email, ticketing.mail_data(o, '/orders/' || (p ->> 'orderToken')), 'order:' || o.id);
  end if;
  return jsonb_build_object('orderId', o.id, 'number', o.number, 'totalMinor', o.total_minor::text, 'currency', o.currency, 'state', o.state);
end $$;

-- The buyer pays by hand until the end of a day, by the event's calendar: the tickets stay set aside so long, and a letter says how. The order is paid
-- when the money is matched (payments.match_order).
create or replace function ticketing.wait_for_money(o ticketing.orders, e events.events, p jsonb) returns ticketing.orders language plpgsql volatile security definer set search_path = '' as $$
declare
  until timestamptz := ((p ->> 'payBy')::date + 1)::timestamp at time zone e.zone;
begin
  if until is null or until <= now() or until > now() + interval '61 days' or until > e.ends_at + interval '1 day' then
    raise exception using errcode = 'P0G01', column = 'payBy', message = 'Choose a day from today on, at most 60 days ahead and not after the event.';
  end if;
  update ticketing.checkout_sessions c set state = 'paying', expires_at = until where c.organization_id = o.organization_id and c.id = o.checkout_id;
  update ticketing.orders x set method = 'by_hand', pay_words = nullif(btrim(coalesce(p ->> 'payWords', '')), '')
  where x.organization_id = o.organization_id and x.id = o.id returning x.* into o;
  if o.buyer_email <> '' then
    perform ticketing.write_to(o, o.buyer_email, o.buyer_name, format('How to pay order %s', o.number),
      format('Your tickets for %s are set aside until the end of %s. Please pay %s and give %s as the reference.%s They are yours, and sent to you, once the money has arrived.',
        e.name, to_char((p ->> 'payBy')::date, 'FMDD FMMonth YYYY'), ticketing.money_words(o.total_minor, o.currency), o.number, coalesce(' ' || o.pay_words || '.', '')),
      '/orders/' || (p ->> 'orderToken'), 'See your order', 'how-to-pay:' || o.id);
  end if;
  return o;
end $$;

-- A sale by hand that was paid by mistake is taken back: its tickets are void, their places for sale again. Only while all of them are as they were issued.
create or replace function ticketing.take_back(o ticketing.orders, reason text) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  if exists (select from ticketing.tickets k where k.organization_id = o.organization_id and k.order_id = o.id and k.state not in ('issued', 'cancelled')) then
    raise exception using errcode = 'P0S01', message = format('A ticket of order %s was used, refunded or passed on already. Refund the order instead.', o.number);
  end if;
  perform from ticketing.ticket_tiers t where t.organization_id = o.organization_id
    and t.id in (select i.tier_id from ticketing.order_items i where i.organization_id = o.organization_id and i.order_id = o.id) order by t.id for no key update;
  update ticketing.tickets k set state = 'cancelled' where k.organization_id = o.organization_id and k.order_id = o.id and k.state = 'issued';
  insert into ticketing.inventory_operations (organization_id, tier_id, kind, quantity, order_id)
  select o.organization_id, i.tier_id, 'return', i.quantity, o.id from ticketing.order_items i where i.organization_id = o.organization_id and i.order_id = o.id;
  update ticketing.ticket_tiers t set sold = t.sold - i.quantity from ticketing.order_items i
  where i.organization_id = o.organization_id and i.order_id = o.id and (t.organization_id, t.id) = (i.organization_id, i.tier_id);
  update ticketing.seat_assignments a set released_at = now() where a.organization_id = o.organization_id and a.order_id = o.id and a.released_at is null;
  perform ticketing.give_codes_back(o.organization_id, array[o.checkout_id]);
  update ticketing.orders x set state = 'expired', group_id = null, paid_at = null, failure = left('The payment was taken back: ' || reason, 500)
  where x.organization_id = o.organization_id and x.id = o.id;
  perform ticketing.offer_next(o.organization_id, i.tier_id) from ticketing.order_items i where i.organization_id = o.organization_id and i.order_id = o.id;
end $$;

-- The invoice is the sale's posting: its lines are the order's, its taxes those of its place and day, and the order follows it.
create or replace function ticketing.invoice_order(o ticketing.orders, p jsonb) returns ticketing.orders language plpgsql volatile security definer set search_path = '' as $$
declare
  terms ticketing.sale_terms;
  i payments.invoices;
begin
  select s.* into terms from ticketing.sale_terms s where s.organization_id = o.organization_id and s.event_id = o.event_id;
  perform payments.write_draft(o.organization_id, (
    select jsonb_build_object('id', p ->> 'invoiceId', 'secret', p ->> 'secret', 'kind', 'invoice', 'partyId', p ->> 'partyId', 'currency', o.currency,
      'country', coalesce(terms.country, s.country), 'region', coalesce(terms.region, ''), 'inclusive', o.tax_inclusive, 'reference', 'Order ' || o.number, 'note', '', 'eventId', o.event_id,
      'stationId', o.station_id, 'lines', (
        select jsonb_agg(jsonb_build_object('description', format('%s × %s, %s', x.quantity, t.name, e.name), 'quantityMillis', 1000, 'unitPriceMinor', x.total_minor::text,
          'account', 'income:tickets', 'taxed', coalesce(terms.tax_basis, 'organization') <> 'none') order by t.kind = 'add_on', t.position, t.id)
        from ticketing.order_items x join ticketing.ticket_tiers t on (t.organization_id, t.id) = (x.organization_id, x.tier_id)
        join events.events e on (e.organization_id, e.id) = (o.organization_id, o.event_id)
        where x.organization_id = o.organization_id and x.order_id = o.id and x.total_minor > 0))
    from organizations.organizations s where s.id = o.organization_id), system.uid());
  i := payments.issue_for(o.organization_id, (p ->> 'invoiceId')::uuid, null);
  delete from ticketing.order_taxes t where t.organization_id = o.organization_id and t.order_id = o.id;
  insert into ticketing.order_taxes (organization_id, event_id, order_id, name, account, rate_ppm, tax_minor)
  select o.organization_id, o.event_id, o.id, r.tax, payments.tax_account(t.tax_code), t.rate_millionths, sum(t.tax_minor)
  from payments.invoice_line_taxes t join ref.tax_rates r on r.code = t.tax_code
  where t.organization_id = o.organization_id and t.invoice_id = i.id group by r.tax, t.tax_code, t.rate_millionths;
  update ticketing.orders x set state = 'paid', paid_at = now(), method = 'invoice', total_minor = i.total_minor, tax_minor = i.tax_minor,
    tax_rate_ppm = coalesce((select sum(t.rate_ppm) from ticketing.order_taxes t where t.organization_id = o.organization_id and t.order_id = o.id), 0),
    tax_code = (select replace(min(t.account), 'liabilities:tax:', '') from ticketing.order_taxes t where t.organization_id = o.organization_id and t.order_id = o.id),
    group_id = payments.group_of(o.organization_id, 'invoice:' || i.id)
  where x.organization_id = o.organization_id and x.id = o.id returning x.* into o;
  return o;
end $$;

-- The group of a posting by its key.
create or replace function payments.group_of(organization uuid, key text) returns uuid language sql stable security definer set search_path = '' as $$
  select t.group_id from payments.transactions t where t.organization_id = group_of.organization and t.idempotency_key = group_of.key
$$;
alter function payments.group_of(uuid, text) owner to gr_ledger;
revoke execute on function payments.group_of(uuid, text) from public;
grant execute on function payments.group_of(uuid, text) to gr_flow;

do $$
declare
  f text;
begin
  foreach f in array array['drawer_of(ticketing.orders)', 'sell_by_hand(jsonb)', 'invoice_order(ticketing.orders, jsonb)',
    'wait_for_money(ticketing.orders, events.events, jsonb)', 'take_back(ticketing.orders, text)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
grant execute on function ticketing.sell_by_hand(jsonb) to authenticated;
