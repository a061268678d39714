-- Invoices, bills and credit notes: who may look, what nobody may do, their lines, and the tax of a place and a day.

do $$
declare
  t text;
begin
  foreach t in array array['invoices', 'invoice_lines', 'invoice_line_taxes', 'invoice_counters', 'card_payments', 'allocations', 'invoice_reminders', 'recurring_invoices'] loop
    execute format('grant select, insert, update on payments.%I to gr_flow', t);
    execute format('grant select on payments.%I to authenticated', t);
  end loop;
  -- A draft's lines are written anew; what was issued stays.
  grant delete on payments.invoice_lines, payments.invoice_line_taxes to gr_flow;
end $$;

create or replace trigger deny before delete or truncate on payments.invoices for each statement execute function payments.deny();
create or replace trigger deny before delete or truncate on payments.card_payments for each statement execute function payments.deny();
create or replace trigger deny before update or delete or truncate on payments.allocations for each statement execute function payments.deny();

-- Lines belong to a draft as long as they change, whoever changes them.
create or replace function payments.keep_issued() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from payments.invoices i where i.organization_id = coalesce(new.organization_id, old.organization_id)
      and i.id = coalesce(new.invoice_id, old.invoice_id) and i.state = 'draft') then
    raise exception using errcode = '42501', message = 'What was issued is not edited: write a credit note.';
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger keep_issued before insert or update or delete on payments.invoice_lines for each row execute function payments.keep_issued();
create or replace trigger keep_issued before insert or update or delete on payments.invoice_line_taxes for each row execute function payments.keep_issued();

-- The general taxes of a place on a day: the region's, and the country's unless the region's stands in its place.
create or replace function payments.taxes_at(country text, region text, on_day date) returns setof ref.tax_rates language sql stable set search_path = '' as $$
  with local as (
    select t.* from ref.tax_rates t where t.country_code = taxes_at.country and t.region in ('', taxes_at.region)
      and taxes_at.on_day between t.valid_from and coalesce(t.valid_to, 'infinity')
  )
  select l.* from local l where l.region <> '' or not exists (select from local r where r.region <> '' and r.replaces_national) order by l.code
$$;

-- The account of a tax: `liabilities:tax:de-vat`, `liabilities:tax:ca-qc-qst`.
create or replace function payments.tax_account(tax_code text) returns text language sql immutable set search_path = '' as $$
  select 'liabilities:tax:' || lower(split_part(tax_code, ':', 1) || '-' || regexp_replace(split_part(tax_code, ':', 2), '[^A-Za-z0-9]+', '-', 'g'))
$$;

-- What a vendor's tax is to us: taxes on value added are set against our own, a sales tax is part of the cost.
create or replace function payments.deductible(tax_code text) returns boolean language sql immutable set search_path = '' as $$
  select lower(split_part(tax_code, ':', 2)) = any (array['vat', 'gst', 'hst', 'qst', 'ct', 'consumption-tax', 'consumption_tax'])
$$;

-- The one place where tax is computed. Each tax of all lines together is rounded once, half up, and its minor units are given to the
-- lines by largest remainder (the earlier line first), so that the lines add up to the tax and to the total. `bases` are the lines'
-- amounts, which contain the taxes when `inclusive`; `rates` are millionths. One row for each line and tax.
create or replace function payments.tax_cells(bases bigint[], rates int[], inclusive boolean) returns table (line int, tax int, amount_minor bigint)
  language sql immutable set search_path = '' as $$
  with cell as (
    select b.n::int as line, r.n::int as tax,
      b.base * r.rate::numeric / (1000000 + case when inclusive then (select sum(x) from unnest(rates) x) else 0 end) as exact
    from unnest(bases) with ordinality b (base, n) cross join unnest(rates) with ordinality r (rate, n)
  ), ranked as (
    select c.line, c.tax, floor(c.exact) as whole, round(sum(c.exact) over (partition by c.tax)) - sum(floor(c.exact)) over (partition by c.tax) as left_over,
      row_number() over (partition by c.tax order by c.exact - floor(c.exact) desc, c.line) as place
    from cell c
  )
  select r.line, r.tax, (r.whole + case when r.place <= r.left_over then 1 else 0 end)::bigint from ranked r
$$;

-- Compute a draft anew: lines, taxes of the day, totals.
create or replace function payments.price_draft(org uuid, invoice uuid, on_day date) returns payments.invoices language plpgsql volatile security definer set search_path = '' as $$
declare
  i payments.invoices;
  l record;
  codes text[];
  rates int[];
begin
  select x.* into i from payments.invoices x where x.organization_id = org and x.id = invoice;
  select array_agg(t.code order by t.code), array_agg(t.rate_millionths order by t.code) into codes, rates
  from payments.taxes_at(i.country, i.region, coalesce(i.supplied_on, on_day)) t;
  delete from payments.invoice_line_taxes t where t.organization_id = org and t.invoice_id = invoice;
  update payments.invoice_lines x set net_minor = round(x.unit_price_minor * x.quantity_millis::numeric / 1000), tax_minor = 0,
    total_minor = round(x.unit_price_minor * x.quantity_millis::numeric / 1000) where x.organization_id = org and x.invoice_id = invoice;
  select array_agg(x.id order by x.position) as ids, array_agg(x.total_minor order by x.position) as bases into l
  from payments.invoice_lines x where x.organization_id = org and x.invoice_id = invoice and x.taxed;
  if l.ids is not null and codes is not null then
    insert into payments.invoice_line_taxes (organization_id, line_id, tax_code, invoice_id, rate_millionths, tax_minor)
    select org, l.ids[c.line], codes[c.tax], invoice, rates[c.tax], c.amount_minor from payments.tax_cells(l.bases, rates, i.inclusive) c;
    update payments.invoice_lines x set tax_minor = t.tax, net_minor = x.total_minor - case when i.inclusive then t.tax else 0 end,
      total_minor = x.total_minor + case when i.inclusive then 0 else t.tax end
    from (select y.line_id, sum(y.tax_minor)::bigint as tax from payments.invoice_line_taxes y where y.organization_id = org and y.invoice_id = invoice group by y.line_id) t
    where x.organization_id = org and x.id = t.line_id;
  end if;
  update payments.invoices x set net_minor = coalesce(t.net, 0), tax_minor = coalesce(t.tax, 0), total_minor = coalesce(t.net + t.tax, 0)
  from (select sum(y.net_minor)::bigint as net, sum(y.tax_minor)::bigint as tax from payments.invoice_lines y where y.organization_id = org and y.invoice_id = invoice) t
  where x.organization_id = org and x.id = invoice returning x.* into i;
  return i;
end $$;

-- The document that somebody is about to change, locked, in one of these states.
create or replace function payments.lock_invoice(org uuid, invoice uuid, wanted payments.invoice_state[]) returns payments.invoices
  language plpgsql volatile security definer set search_path = '' as $$
declare
  i payments.invoices;
begin
  select x.* into i from payments.invoices x where x.organization_id = org and x.id = invoice for no key update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That document is not here, or not yours.';
  elsif i.state <> all (wanted) then
    raise exception using errcode = 'P0S01', message = format('%s is %s. Load the page again.', coalesce(i.number, 'This draft'), replace(i.state::text, '_', ' '));
  end if;
  return i;
end $$;

-- Write a draft, or write it anew. p: id (new or known), secret (of its link), kind, partyId, currency, country, region, inclusive, suppliedOn?,
-- dueOn?, reference, note, eventId?, stationId?, contractId? (of a bill), recurringId?, lines [{description, quantityMillis, unitPriceMinor, account, taxed}].
create or replace function payments.write_draft(org uuid, p jsonb, author uuid) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  doc uuid := (p ->> 'id')::uuid;
  sort text := p ->> 'kind';
  party payments.parties;
  wrong int;
  event uuid;
  i payments.invoices;
begin
  select x.* into party from payments.parties x where x.organization_id = org and x.id = (p ->> 'partyId')::uuid and not x.archived;
  if not found then
    raise exception using errcode = 'P0G01', column = 'partyId', message = 'Choose whom it is for.';
  end if;
  if coalesce(jsonb_array_length(p -> 'lines'), 0) not between 1 and 100 then
    raise exception using errcode = 'P0G01', column = 'lines', message = 'A document has 1 to 100 lines.';
  end if;
  select min(o) into wrong from jsonb_array_elements(p -> 'lines') with ordinality x (l, o)
  where not payments.in_chart(org, l ->> 'account') or (l ->> 'account') !~ case sort when 'bill' then '^expenses:' else '^income:' end;
  if wrong is not null then
    raise exception using errcode = 'P0G01', column = format('lines.%s.account', wrong - 1), message = 'Choose an account.';
  end if;
  if p ->> 'contractId' is not null then
    select c.event_id into event from events.contracts c where c.organization_id = org and c.id = (p ->> 'contractId')::uuid;
    if not found or sort <> 'bill' then
      raise exception using errcode = 'P0002', message = 'That contract is not here, or not one that is billed.';
    end if;
  end if;
  select x.* into i from payments.invoices x where x.organization_id = org and x.id = doc for no key update;
  if found and (i.state <> 'draft' or i.kind::text <> sort) then
    raise exception using errcode = 'P0S01', message = format('%s is %s and is not edited any more.', coalesce(i.number, 'This'), replace(i.state::text, '_', ' '));
  end if;
  insert into payments.invoices as x (organization_id, id, kind, party_id, reference, due_on, supplied_on, country, region, currency, inclusive, note, event_id, station_id,
    contract_id, recurring_id, token_hash, created_by, key)
  values (org, doc, sort::payments.invoice_kind, party.id, coalesce(p ->> 'reference', ''), (p ->> 'dueOn')::date, (p ->> 'suppliedOn')::date, p ->> 'country',
    coalesce(p ->> 'region', ''), p ->> 'currency', coalesce((p ->> 'inclusive')::boolean, false), coalesce(p ->> 'note', ''), coalesce((p ->> 'eventId')::uuid, event), (p ->> 'stationId')::uuid,
    (p ->> 'contractId')::uuid, (p ->> 'recurringId')::uuid, encode(sha256(convert_to(p ->> 'secret', 'UTF8')), 'hex'), author, doc::text)
  on conflict (organization_id, id) do update set party_id = excluded.party_id, reference = excluded.reference, due_on = excluded.due_on, supplied_on = excluded.supplied_on,
    country = excluded.country, region = excluded.region, currency = excluded.currency, inclusive = excluded.inclusive, note = excluded.note, event_id = excluded.event_id,
    station_id = excluded.station_id, contract_id = excluded.contract_id;
  delete from payments.invoice_line_taxes t where t.organization_id = org and t.invoice_id = doc;
  delete from payments.invoice_lines l where l.organization_id = org and l.invoice_id = doc;
  insert into payments.invoice_lines (organization_id, invoice_id, position, description, quantity_millis, unit_price_minor, account, taxed, net_minor, tax_minor, total_minor)
  select org, doc, o, l ->> 'description', (l ->> 'quantityMillis')::bigint, (l ->> 'unitPriceMinor')::bigint, l ->> 'account', coalesce((l ->> 'taxed')::boolean, true), 0, 0, 0
  from jsonb_array_elements(p -> 'lines') with ordinality x (l, o);
  perform payments.price_draft(org, doc, payments.today(org));
  return doc;
end $$;

create or replace function payments.save_draft(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
begin return payments.write_draft(payments.who_may('payments:invoice'), p, system.uid()); end $$;

do $$
declare
  f text;
begin
  foreach f in array array['keep_issued()', 'taxes_at(text, text, date)', 'tax_account(text)', 'deductible(text)', 'tax_cells(bigint[], int[], boolean)',
    'price_draft(uuid, uuid, date)', 'lock_invoice(uuid, uuid, payments.invoice_state[])', 'write_draft(uuid, jsonb, uuid)', 'save_draft(jsonb)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.save_draft(jsonb), payments.taxes_at(text, text, date), payments.tax_cells(bigint[], int[], boolean) to authenticated;
