-- An order paid by invoice: the invoice is made from the order, and its one line is a deposit of whoever pays. No income until the money is released.

-- Whom the invoice is written to: the one that was chosen, the sponsor's, or one made from what the sponsor says of itself.
create or replace function sponsorship.party_of(o sponsorship.sponsorship_orders, wanted uuid) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  s sponsorship.sponsors;
  x sponsorship.sponsor_profiles;
  made uuid := wanted;
begin
  select y.* into s from sponsorship.sponsors y where y.organization_id = o.organization_id and y.id = o.sponsor_id for no key update;
  made := coalesce(made, s.party_id);
  if made is null then
    select y.* into x from sponsorship.sponsor_profiles y where y.id = sponsorship.profile_id_of(s);
    select p.id into made from payments.parties p where p.organization_id = o.organization_id and p.kind = 'customer' and p.name = o.sponsor_name and not p.archived;
    if made is null then
      insert into payments.parties (organization_id, kind, name, email, country, tax_id)
      select o.organization_id, 'customer', o.sponsor_name, nullif(s.email, ''), g.country, coalesce(x.tax_id, '') from organizations.organizations g where g.id = o.organization_id returning id into made;
    end if;
  end if;
  if s.party_id is null then
    update sponsorship.sponsors y set party_id = made where y.organization_id = o.organization_id and y.id = s.id;
  end if;
  return made;
end $$;

-- Write, issue and attach the invoice of an order that waits for its money. p: id (of the invoice), secret (of its link), partyId?, dueOn?. Answers { id, number }.
create or replace function sponsorship.issue_invoice(wanted uuid, p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.who_may('payments:invoice');
  o sponsorship.sponsorship_orders := sponsorship.lock_order(wanted);
  party uuid;
  i payments.invoices;
begin
  perform sponsorship.check_invoiceable(o, org);
  party := sponsorship.party_of(o, (p ->> 'partyId')::uuid);
  perform payments.write_draft(org, jsonb_build_object('id', p ->> 'id', 'secret', p ->> 'secret', 'kind', 'invoice', 'partyId', party, 'currency', o.currency,
    'country', (select g.country from organizations.organizations g where g.id = org), 'dueOn', p ->> 'dueOn', 'reference', o.number, 'eventId', o.event_id,
    'note', format('Kept for you until it was delivered: %s.', sponsorship.held_name(org)),
    'lines', jsonb_build_array(jsonb_build_object('description', left(format('%s: %s, %s', o.number, o.title, o.event_name), 200), 'quantityMillis', 1000,
      'unitPriceMinor', o.total_minor, 'account', 'income:sponsorship', 'taxed', false))), system.uid());
  update payments.invoice_lines l set account = 'liabilities:deposits:' || party where l.organization_id = org and l.invoice_id = (p ->> 'id')::uuid;
  i := payments.issue_for(org, (p ->> 'id')::uuid, null);
  perform sponsorship.attach_invoice(wanted, i.id);
  perform sponsorship.tell(org, o.sponsor_id, 'sponsor', format('Invoice %s for %s', i.number, o.title),
    format('%s asks for %s by %s. The money is held until it was delivered.', o.organizer_name, ticketing.money_words(o.total_minor, o.currency), to_char(i.due_on, 'FMDD FMMonth YYYY')),
    '/sponsorship/orders/' || o.id, 'invoice:' || i.id);
  return jsonb_build_object('id', i.id, 'number', i.number);
end $$;

create or replace function sponsorship.check_invoiceable(o sponsorship.sponsorship_orders, org uuid) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if o.organization_id <> org then
    raise exception using errcode = 'P0002', message = 'That order is not here, or not yours.';
  elsif o.state <> 'pending' then
    raise exception using errcode = 'P0S01', message = format('Order %s is %s, so it is not invoiced again.', o.number, o.state);
  elsif o.invoice_id is not null then
    raise exception using errcode = 'P0S01', message = format('Order %s has an invoice already. Credit that one first.', o.number);
  elsif exists (select from sponsorship.fundings f where f.organization_id = o.organization_id and f.order_id = o.id and f.state = 'waiting' and f.payment_ref is not null and f.expires_at > now()) then
    raise exception using errcode = 'P0S01', message = 'It is being paid by card right now. Wait until that is over.';
  end if;
end $$;

-- An issued invoice becomes the one that pays an order: of the same currency, over all of it, unpaid, of no other order, and nothing but a deposit in the books.
create or replace function sponsorship.attach_invoice(wanted uuid, invoice uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.who_may('payments:invoice');
  o sponsorship.sponsorship_orders := sponsorship.lock_order(wanted);
  i payments.invoices;
begin
  perform sponsorship.check_invoiceable(o, org);
  select x.* into i from payments.invoices x where x.organization_id = org and x.id = invoice and x.kind = 'invoice' for no key update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That invoice is not here, or not yours.';
  elsif i.state <> 'issued' or i.settled_minor <> 0 then
    raise exception using errcode = 'P0S01', message = format('Invoice %s is %s. Only one that is issued and unpaid pays an order.', coalesce(i.number, 'of a draft'), replace(i.state::text, '_', ' '));
  elsif i.currency <> o.currency then
    raise exception using errcode = 'P0G01', column = 'invoiceId', message = format('Order %s is in %s, and invoice %s in %s.', o.number, o.currency, i.number, i.currency);
  elsif i.total_minor <> o.total_minor then
    raise exception using errcode = 'P0G01', column = 'invoiceId', message = format('Order %s is paid whole: %s. Invoice %s is over %s.', o.number, ticketing.money_words(o.total_minor, o.currency),
      i.number, ticketing.money_words(i.total_minor, i.currency));
  elsif exists (select from sponsorship.sponsorship_orders x where x.organization_id = org and x.invoice_id = i.id) then
    raise exception using errcode = 'P0G01', column = 'invoiceId', message = format('Invoice %s pays another order.', i.number);
  elsif exists (select from payments.invoice_lines l where l.organization_id = org and l.invoice_id = i.id and (l.taxed or l.account <> 'liabilities:deposits:' || i.party_id)) then
    raise exception using errcode = 'P0G01', column = 'invoiceId', message = format('Invoice %s counts as income already. An order has an invoice of its own, which does not.', i.number);
  end if;
  update sponsorship.sponsorship_orders x set invoice_id = i.id where x.organization_id = org and x.id = o.id;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['party_of(sponsorship.sponsorship_orders, uuid)', 'issue_invoice(uuid, jsonb)', 'check_invoiceable(sponsorship.sponsorship_orders, uuid)',
    'attach_invoice(uuid, uuid)'] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
  end loop;
end $$;
grant execute on function sponsorship.issue_invoice(uuid, jsonb), sponsorship.attach_invoice(uuid, uuid) to authenticated;

-- The invoice of an order as both parties see it; null where there is none.
create or replace function sponsorship.order_invoice(wanted uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', i.id, 'number', i.number, 'state', i.state, 'dueOn', i.due_on, 'openMinor', (i.total_minor - i.settled_minor)::text)
  from sponsorship.sponsorship_orders o join payments.invoices i on i.organization_id = o.organization_id and i.id = o.invoice_id
  where o.id = wanted and (o.organization_id = system.org_id() and system.can('sponsorship:read') or o.sponsor_id = any (sponsorship.my_sponsors()))
$$;
alter function sponsorship.order_invoice(uuid) owner to gr_flow;
revoke execute on function sponsorship.order_invoice(uuid) from public;
grant execute on function sponsorship.order_invoice(uuid) to authenticated;
