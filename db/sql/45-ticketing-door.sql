-- Sales by staff: at the door for cash, by hand against an invoice, or free of charge. The same stock, the same books.

-- Where the cash of a sale lies: the drawer of its station, or the organization's own.
create or replace function ticketing.drawer_of(o ticketing.orders) returns text language sql immutable set search_path = '' as $$
  select 'assets:cash-drawer:' || coalesce(o.station_id::text, 'main')
$$;

-- p: key, orderId, orderToken, eventId, items as in ticketing.hold, method (cash | invoice | free), name, email?, code?, partyId? and invoiceId, secret
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
    return jsonb_build_object('orderId', o.id, 'number', o.number, 'totalMinor', o.total_minor::text, 'currency', o.currency);
  end if;
  if e.state not in ('published', 'live') then
    raise exception using errcode = 'P0G01', message = format('%s is %s, so nothing is sold.', e.name, e.state);
  end if;
  session := ticketing.hold(e, p -> 'items', token, p ->> 'code', true, way = 'free');
  select x.* into c from ticketing.checkout_sessions x where x.organization_id = org and x.id = session for update;
  o := ticketing.make_order(c, p, (p ->> 'orderId')::uuid, p ->> 'orderToken', case when way = 'invoice' then 'manual' else 'door' end, p ->> 'key');
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
  return jsonb_build_object('orderId', o.id, 'number', o.number, 'totalMinor', o.total_minor::text, 'currency', o.currency);
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
  foreach f in array array['drawer_of(ticketing.orders)', 'sell_by_hand(jsonb)', 'invoice_order(ticketing.orders, jsonb)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
grant execute on function ticketing.sell_by_hand(jsonb) to authenticated;
