-- What whoever has an invoice's link may see and do: look, and pay by card. And what the worker does when the gateway has answered.

-- A document with its lines and taxes, for pages, PDFs and e-mails; amounts as text.
create or replace function payments.invoice_facts(i payments.invoices) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', i.id, 'kind', i.kind, 'state', i.state, 'number', i.number, 'reference', i.reference, 'issuedOn', i.issued_on, 'dueOn', i.due_on, 'suppliedOn', i.supplied_on,
    'currency', i.currency, 'inclusive', i.inclusive, 'netMinor', i.net_minor::text, 'taxMinor', i.tax_minor::text, 'totalMinor', i.total_minor::text,
    'openMinor', (case when i.kind = 'credit_note' or i.state in ('draft', 'void', 'written_off') then 0 else i.total_minor - i.settled_minor end)::text, 'note', i.note,
    'party', coalesce(i.parties -> 'party', (select jsonb_build_object('name', p.name, 'address', p.address, 'country', p.country, 'taxId', p.tax_id, 'email', p.email)
      from payments.parties p where p.organization_id = i.organization_id and p.id = i.party_id)),
    'organization', jsonb_build_object('name', o.name, 'slug', o.slug, 'accent', o.accent, 'supportEmail', o.support_email, 'zone', o.zone, 'country', o.country, 'logoUrl', o.logo_url),
    'lines', (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'description', l.description, 'quantityMillis', l.quantity_millis::text, 'unitPriceMinor', l.unit_price_minor::text,
        'account', l.account, 'taxed', l.taxed, 'netMinor', l.net_minor::text, 'taxMinor', l.tax_minor::text, 'totalMinor', l.total_minor::text) order by l.position), '[]')
      from payments.invoice_lines l where l.organization_id = i.organization_id and l.invoice_id = i.id),
    'taxes', (select coalesce(jsonb_agg(jsonb_build_object('name', r.tax, 'rateMillionths', t.rate_millionths, 'taxMinor', t.tax::text) order by t.tax_code), '[]')
      from (select y.tax_code, y.rate_millionths, sum(y.tax_minor) as tax from payments.invoice_line_taxes y where y.organization_id = i.organization_id and y.invoice_id = i.id group by 1, 2) t
      join ref.tax_rates r on r.code = t.tax_code))
  from organizations.organizations o where o.id = i.organization_id
$$;

-- The invoice of a link, as its page and its PDF show it; null for a link that nobody has. Drafts are nobody's business.
create or replace function payments.invoice_page(secret text) returns jsonb language sql stable security definer set search_path = '' as $$
  select payments.invoice_facts(i) || jsonb_build_object('paying', exists (
    select from payments.card_payments c where c.organization_id = i.organization_id and c.invoice_id = i.id and c.state = 'waiting' and c.expires_at > now()))
  from payments.invoices i where i.token_hash = encode(sha256(convert_to(secret, 'UTF8')), 'hex') and i.state <> 'draft' and i.number is not null and i.kind <> 'bill'
$$;

-- The same for people of the organization, in any state.
create or replace function payments.invoice_of(invoice uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select payments.invoice_facts(i) from payments.invoices i where i.organization_id = system.org_id() and i.id = invoice and system.can('payments:read')
$$;

-- Begin to pay what is open. Answers the facts for the gateway; the same unfinished attempt is used again.
create or replace function payments.begin_card_payment(secret text) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  i payments.invoices;
  c payments.card_payments;
begin
  select x.* into i from payments.invoices x where x.token_hash = encode(sha256(convert_to(secret, 'UTF8')), 'hex') and x.kind = 'invoice' and x.number is not null for no key update;
  if not found then
    raise exception using errcode = 'P0002', message = 'This invoice is not here any more.';
  elsif i.state not in ('issued', 'partly_paid') then
    raise exception using errcode = 'P0S01', message = 'Nothing is open on this invoice any more.';
  end if;
  c := payments.card_attempt(i.organization_id, i.id, null, i.total_minor - i.settled_minor, i.currency);
  return payments.card_begun(c.id, c.organization_id, c.amount_minor, c.currency, c.expires_at,
    format('Invoice %s of %s', i.number, (select o.name from organizations.organizations o where o.id = i.organization_id)));
end $$;

create or replace function payments.attach_card_payment(secret text, card_payment uuid, gateway text, ref text) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  update payments.card_payments c set gateway = attach_card_payment.gateway, payment_ref = ref from payments.invoices i
  where i.token_hash = encode(sha256(convert_to(secret, 'UTF8')), 'hex') and (c.organization_id, c.invoice_id) = (i.organization_id, i.id) and c.id = card_payment and c.payment_ref is null;
end $$;

-- A card payment that the worker may ask the gateway about; null when the reference is none of ours.
create or replace function payments.card_payment_facts(card_payment uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', c.id, 'state', c.state, 'gateway', c.gateway, 'paymentRef', c.payment_ref)
  from payments.card_payments c where c.organization_id = system.org_id() and c.id = card_payment and system.is_worker()
$$;

-- The gateway says what became of a card payment. p: organization_id, reference, gateway, payment_ref, amount_minor, currency, processing_fee_minor; or
-- reason, when it failed. Answers false when the reference is no card payment of an invoice, so that others look. Said again, it does nothing. Money
-- that comes when nothing is open any more is the customer's credit. Where the platform collects, it keeps the processor's fee and owes the rest.
create or replace function payments.settle_card_payment(p jsonb) returns boolean language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := (p ->> 'organization_id')::uuid;
  gross bigint := (p ->> 'amount_minor')::bigint;
  fee bigint := coalesce((p ->> 'processing_fee_minor')::bigint, 0);
  own bigint;
  c payments.card_payments;
  i payments.invoices;
  o organizations.organizations;
  platform uuid;
  settles bigint;
  day date;
  head jsonb;
begin
  if not system.is_worker() or org is distinct from system.org_id() then
    raise exception using errcode = '42501', message = 'Only the worker settles payments.';
  end if;
  select x.* into c from payments.card_payments x where x.organization_id = org and x.id = (p ->> 'reference')::uuid;
  if not found then return false; end if;
  if c.booking_id is not null then return bookings.settle_card(c, p); end if;
  select x.* into i from payments.invoices x where x.organization_id = org and x.id = c.invoice_id for no key update;
  if not payments.card_came(org, c.id, p, i.number) then return true; end if;
  select x.* into o from organizations.organizations x where x.id = org;
  day := payments.first_open_day(org, payments.today(org));
  own := case when o.settlement = 'direct' or o.processing_fee_bearer = 'organization' then fee else 0 end;
  settles := case when i.state in ('issued', 'partly_paid') then least(gross, i.total_minor - i.settled_minor) else 0 end;
  head := jsonb_build_object('kind', 'payment', 'effective_on', day, 'currency', c.currency, 'memo', i.number || ' paid by card');
  if o.settlement = 'direct' then
    perform payments.post_for(org, head || jsonb_build_object('key', 'card:' || c.id, 'invoice_id', i.id, 'card_payment_id', c.id, 'event_id', i.event_id, 'station_id', i.station_id,
      'lines', payments.lines_of(array['assets:processor:' || (p ->> 'gateway'), 'expenses:processing-fees', payments.owed_account(i), 'liabilities:deposits:' || i.party_id],
        array[gross - fee, fee, -settles, settles - gross])));
  else
    platform := payments.collector(org);
    perform payments.post_group(jsonb_build_array(
      head || jsonb_build_object('organization_id', org, 'key', 'card:' || c.id, 'invoice_id', i.id, 'card_payment_id', c.id, 'event_id', i.event_id, 'station_id', i.station_id,
        'lines', payments.lines_of(array['assets:wallet', 'expenses:processing-fees', payments.owed_account(i), 'liabilities:deposits:' || i.party_id],
          array[gross - own, own, -settles, settles - gross])),
      head || jsonb_build_object('organization_id', platform, 'key', org || ':card:' || c.id, 'lines', payments.lines_of(
        array['assets:processor:' || (p ->> 'gateway'), 'expenses:processing-fees', 'liabilities:owed:' || org], array[gross - fee, fee - own, own - gross]))));
  end if;
  if settles > 0 then
    insert into payments.allocations (organization_id, kind, card_payment_id, invoice_id, amount_minor, currency, effective_on) values (org, 'card', c.id, i.id, settles, c.currency, day);
    perform payments.restate(org, i.id);
  end if;
  perform ticketing.note(org, 'payments.settle_card_payment', 'payments.invoices', i.id, p);
  return true;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['invoice_page(text)', 'invoice_facts(payments.invoices)', 'invoice_of(uuid)', 'begin_card_payment(text)', 'attach_card_payment(text, uuid, text, text)',
    'card_payment_facts(uuid)', 'settle_card_payment(jsonb)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.invoice_page(text), payments.begin_card_payment(text), payments.attach_card_payment(text, uuid, text, text) to anon, authenticated;
grant execute on function payments.invoice_of(uuid), payments.card_payment_facts(uuid), payments.settle_card_payment(jsonb) to authenticated;
