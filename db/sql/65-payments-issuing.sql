-- From draft to a numbered document in the books, and what takes it back: credit notes and write-offs.

-- The next number of this kind and year. The row stays locked until the document is committed, so that numbers have no gap
-- whatever fails, and come in the order of issue.
create or replace function payments.next_serial(org uuid, sort payments.invoice_kind, of_year int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  n int;
begin
  insert into payments.invoice_counters as c (organization_id, kind, year, last) values (org, sort, of_year, 1)
  on conflict (organization_id, kind, year) do update set last = c.last + 1 returning c.last into n;
  return n;
end $$;

create or replace function payments.number_words(sort payments.invoice_kind, of_year int, serial int) returns text language sql immutable set search_path = '' as $$
  select case sort when 'invoice' then 'INV' when 'bill' then 'BILL' else 'CN' end || '-' || of_year || '-' || lpad(serial::text, greatest(4, length(serial::text)), '0')
$$;

-- A day on which something can be issued: not to come, and not in a closed period.
create or replace function payments.issue_day(org uuid, wanted date) returns date language plpgsql stable security definer set search_path = '' as $$
begin
  if wanted > payments.today(org) then
    raise exception using errcode = 'P0G01', column = 'issuedOn', message = 'That day is still to come.';
  elsif payments.first_open_day(org, wanted) <> wanted then
    raise exception using errcode = 'P0G01', column = 'issuedOn', message = 'That day is in a closed period. Choose a later date.';
  end if;
  return wanted;
end $$;

-- What a document says in the books, one amount for each account, debit positive: income and tax of an invoice, expense and deductible tax of a bill.
create or replace function payments.document_lines(i payments.invoices, flow int) returns jsonb language sql stable security definer set search_path = '' as $$
  with side as (
    select l.account, l.net_minor as amount from payments.invoice_lines l where l.organization_id = i.organization_id and l.invoice_id = i.id
    union all
    select case when i.kind = 'invoice' or payments.deductible(t.tax_code) then payments.tax_account(t.tax_code) else l.account end, t.tax_minor
    from payments.invoice_line_taxes t join payments.invoice_lines l on (l.organization_id, l.id) = (t.organization_id, t.line_id)
    where t.organization_id = i.organization_id and t.invoice_id = i.id
  )
  select coalesce(jsonb_agg(jsonb_build_object('account', x.account, 'amount_minor', flow * x.amount) order by x.account), '[]')
  from (select s.account, sum(s.amount)::bigint as amount from side s group by s.account) x where x.amount <> 0
$$;

-- Number it, date it, keep both sides' names as they are today, and post it. `dated` is the day of issue, today when null.
create or replace function payments.issue_for(org uuid, invoice uuid, dated date) returns payments.invoices language plpgsql volatile security definer set search_path = '' as $$
declare
  i payments.invoices := payments.lock_invoice(org, invoice, array['draft']::payments.invoice_state[]);
  day date := payments.issue_day(org, coalesce(dated, payments.today(org)));
  party payments.parties;
  flow int := case i.kind when 'bill' then 1 else -1 end;
  n int;
begin
  i := payments.price_draft(org, i.id, day);
  if i.total_minor < 1 or i.kind = 'credit_note' then
    raise exception using errcode = 'P0G01', column = 'lines', message = 'Nothing is charged on this yet. Give its lines a price.';
  end if;
  select x.* into strict party from payments.parties x where x.organization_id = org and x.id = i.party_id;
  if i.due_on < day then
    raise exception using errcode = 'P0G01', column = 'dueOn', message = 'It would be due before it is issued. Choose a later day.';
  end if;
  n := payments.next_serial(org, i.kind, extract(year from day)::int);
  update payments.invoices x set state = 'issued', issued_on = day, due_on = coalesce(x.due_on, day + party.terms_days), year = extract(year from day), serial = n,
    number = payments.number_words(x.kind, extract(year from day)::int, n), parties = jsonb_build_object(
      'party', jsonb_build_object('name', party.name, 'address', party.address, 'country', party.country, 'taxId', party.tax_id, 'email', party.email),
      'organization', (select jsonb_build_object('name', o.name, 'country', o.country, 'email', o.support_email) from organizations.organizations o where o.id = org))
  where x.organization_id = org and x.id = i.id returning x.* into i;
  -- A group of one, so that an order sold on this invoice has it as its posting.
  perform payments.post_group(jsonb_build_array(jsonb_build_object('organization_id', org, 'key', i.kind || ':' || i.id, 'kind', i.kind, 'effective_on', day,
    'currency', i.currency, 'invoice_id', i.id, 'event_id', i.event_id, 'station_id', i.station_id,
    'memo', left(format('%s %s %s', i.number, case i.kind when 'bill' then 'from' else 'to' end, party.name), 500),
    'lines', payments.document_lines(i, flow) || payments.lines_of(array[payments.owed_account(i)], array[-flow * i.total_minor]))));
  perform payments.name_accounts(org, party.id, party.name);
  return i;
end $$;

create or replace function payments.owed_account(i payments.invoices) returns text language sql immutable set search_path = '' as $$
  select case i.kind when 'bill' then 'liabilities:payable:' else 'assets:receivable:' end || i.party_id
$$;

create or replace function payments.issue_invoice(invoice uuid, dated date) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  i payments.invoices := payments.issue_for(payments.who_may('payments:invoice'), invoice, dated);
begin
  return jsonb_build_object('id', i.id, 'number', i.number);
end $$;

create or replace function payments.discard_draft(invoice uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.who_may('payments:invoice');
  i payments.invoices := payments.lock_invoice(org, invoice, array['draft']::payments.invoice_state[]);
begin
  update payments.invoices x set state = 'void' where x.organization_id = org and x.id = i.id;
end $$;

-- Take an invoice or a bill back, wholly or line by line. p: invoiceId, id (of the credit note), secret, reason, issuedOn?, lines? [{lineId,
-- amountMinor}] in amounts with tax; without lines, all that is left. What was open is settled with it; what was paid already becomes
-- the party's credit. Taxes follow what is credited in all, so that many small credits take back exactly what one would.
create or replace function payments.credit_invoice(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.who_may('payments:invoice');
  i payments.invoices := payments.lock_invoice(org, (p ->> 'invoiceId')::uuid, array['issued', 'partly_paid', 'paid', 'void', 'written_off']::payments.invoice_state[]);
  why text := payments.said(p ->> 'reason', 'Say why, for the customer and the books.');
  day date := payments.issue_day(org, coalesce((p ->> 'issuedOn')::date, payments.today(org)));
  flow int := case i.kind when 'bill' then -1 else 1 end;
  c payments.invoices;
  x record;
  made uuid;
  n int;
  settles bigint;
begin
  select y.* into c from payments.invoices y where y.organization_id = org and y.id = (p ->> 'id')::uuid;
  if found then return jsonb_build_object('id', c.id, 'number', c.number); end if;
  if i.state in ('void', 'written_off') or i.number is null then
    raise exception using errcode = 'P0S01', message = format('%s is %s, so there is nothing to take back.', coalesce(i.number, 'This'), replace(i.state::text, '_', ' '));
  elsif i.kind = 'credit_note' then
    raise exception using errcode = 'P0G01', message = 'A credit note is not credited itself.';
  elsif day < i.issued_on then
    raise exception using errcode = 'P0G01', column = 'issuedOn', message = 'That is before the invoice itself.';
  end if;
  insert into payments.invoices (organization_id, id, kind, party_id, reference, issued_on, country, region, currency, inclusive, note, event_id, station_id, credits_id, token_hash, created_by, key)
  values (org, (p ->> 'id')::uuid, 'credit_note', i.party_id, i.number, day, i.country, i.region, i.currency, i.inclusive, why, i.event_id, i.station_id, i.id,
    encode(sha256(convert_to(p ->> 'secret', 'UTF8')), 'hex'), system.uid(), p ->> 'id') returning * into c;
  for x in
    select l.*, coalesce((w.l ->> 'amountMinor')::bigint, case when p -> 'lines' is null then l.total_minor - b.before end) as amount, b.before, w.o
    from payments.invoice_lines l
    left join jsonb_array_elements(p -> 'lines') with ordinality w (l, o) on (w.l ->> 'lineId')::uuid = l.id
    cross join lateral (select coalesce(sum(y.total_minor), 0)::bigint as before from payments.invoice_lines y where y.organization_id = org and y.credits_line_id = l.id) b
    where l.organization_id = org and l.invoice_id = i.id order by l.position
  loop
    continue when coalesce(x.amount, 0) = 0;
    if x.amount < 0 or x.before + x.amount > x.total_minor then
      raise exception using errcode = 'P0G01', column = 'lines', message = format('Of "%s" at most %s can be credited.', left(x.description, 60), ticketing.money_words(x.total_minor - x.before, i.currency));
    end if;
    insert into payments.invoice_lines (organization_id, invoice_id, position, description, quantity_millis, unit_price_minor, account, taxed, net_minor, tax_minor, total_minor, credits_line_id)
    values (org, c.id, x.position, x.description, 1000, x.amount, x.account, x.taxed,
      x.amount - (payments.part(x.tax_minor, x.before + x.amount, x.total_minor) - payments.part(x.tax_minor, x.before, x.total_minor)),
      payments.part(x.tax_minor, x.before + x.amount, x.total_minor) - payments.part(x.tax_minor, x.before, x.total_minor), x.amount, x.id)
    returning id into made;
    insert into payments.invoice_line_taxes (organization_id, line_id, tax_code, invoice_id, rate_millionths, tax_minor)
    select org, made, t.tax_code, c.id, t.rate_millionths,
      (payments.part(t.through, x.before + x.amount, x.total_minor) - payments.part(t.through - t.tax_minor, x.before + x.amount, x.total_minor))
      - (payments.part(t.through, x.before, x.total_minor) - payments.part(t.through - t.tax_minor, x.before, x.total_minor))
    from (select y.*, sum(y.tax_minor) over (order by y.tax_code)::bigint as through from payments.invoice_line_taxes y where y.organization_id = org and y.line_id = x.id) t;
  end loop;
  n := payments.next_serial(org, 'credit_note', extract(year from day)::int);
  update payments.invoices y set net_minor = t.net, tax_minor = t.tax, total_minor = t.net + t.tax, state = 'issued', year = extract(year from day), serial = n,
    number = payments.number_words('credit_note', extract(year from day)::int, n), parties = i.parties
  from (select coalesce(sum(z.net_minor), 0)::bigint as net, coalesce(sum(z.tax_minor), 0)::bigint as tax from payments.invoice_lines z where z.organization_id = org and z.invoice_id = c.id) t
  where y.organization_id = org and y.id = c.id returning y.* into c;
  if c.total_minor < 1 then
    raise exception using errcode = 'P0G01', column = 'lines', message = 'Say how much of it is credited; there may be nothing left.';
  end if;
  settles := least(c.total_minor, i.total_minor - i.settled_minor);
  perform payments.post_for(org, jsonb_build_object('key', 'credit_note:' || c.id, 'kind', 'credit_note', 'effective_on', day, 'currency', c.currency, 'invoice_id', c.id,
    'event_id', c.event_id, 'station_id', c.station_id, 'memo', left(format('%s for %s: %s', c.number, i.number, why), 500),
    'lines', payments.document_lines(payments.as_kind(c, i.kind), flow)
      || coalesce(payments.lines_of(array[payments.owed_account(i), case i.kind when 'bill' then 'assets:advances:' else 'liabilities:deposits:' end || i.party_id],
        array[-flow * settles, -flow * (c.total_minor - settles)]), '[]')));
  update payments.invoices y set credited_minor = y.credited_minor + c.total_minor where y.organization_id = org and y.id = i.id;
  if settles > 0 then
    insert into payments.allocations (organization_id, kind, credit_note_id, invoice_id, amount_minor, currency, effective_on, reason, created_by)
    values (org, 'credit', c.id, i.id, settles, c.currency, day, why, system.uid());
  end if;
  perform payments.restate(org, i.id);
  perform payments.name_accounts(org, i.party_id, i.parties -> 'party' ->> 'name');
  return jsonb_build_object('id', c.id, 'number', c.number);
end $$;

create or replace function payments.part(amount bigint, portion bigint, whole bigint) returns bigint language sql immutable set search_path = '' as $$
  select case when whole = 0 then 0 else round(amount * portion::numeric / whole)::bigint end
$$;

-- A credit note's lines, read as those of what it takes back.
create or replace function payments.as_kind(c payments.invoices, sort payments.invoice_kind) returns payments.invoices language plpgsql immutable set search_path = '' as $$
begin
  c.kind := sort;
  return c;
end $$;

-- What will not be paid. Above the limit of the rule `write_off` somebody else decides. Answers {} or { requestId }.
create or replace function payments.write_off(invoice uuid, reason text, key text) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.who_may('payments:write_off');
  i payments.invoices := payments.lock_invoice(org, invoice, array['issued', 'partly_paid']::payments.invoice_state[]);
  why text := payments.said(reason, 'Say why it will not be paid.');
  request uuid;
begin
  perform payments.check_limit(org, system.uid(), 'write_off', i.total_minor - i.settled_minor, i.currency);
  request := organizations.ask_second(org, 'write_off', system.uid(), jsonb_build_object('number', i.number, 'reason', why), 'payments.invoices', i.id, why,
    i.total_minor - i.settled_minor, i.currency, key);
  if request is not null then return jsonb_build_object('requestId', request); end if;
  return payments.place_write_off(org, i.id, why, system.uid());
end $$;

create or replace function payments.place_write_off(org uuid, invoice uuid, reason text, asker uuid) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  i payments.invoices := payments.lock_invoice(org, invoice, array['issued', 'partly_paid']::payments.invoice_state[]);
  day date := payments.first_open_day(org, payments.today(org));
  open bigint := i.total_minor - i.settled_minor;
begin
  if i.kind <> 'invoice' then
    raise exception using errcode = 'P0G01', message = 'Only what customers owe is written off.';
  end if;
  perform payments.post_for(org, jsonb_build_object('key', 'write_off:' || i.id, 'kind', 'write_off', 'effective_on', day, 'currency', i.currency, 'invoice_id', i.id,
    'event_id', i.event_id, 'station_id', i.station_id, 'memo', left(i.number || ': ' || reason, 500),
    'lines', payments.lines_of(array['expenses:write-offs', payments.owed_account(i)], array[open, -open])));
  insert into payments.allocations (organization_id, kind, invoice_id, amount_minor, currency, effective_on, reason, created_by)
  values (org, 'write_off', i.id, open, i.currency, day, reason, asker);
  perform payments.restate(org, i.id);
  return '{}';
end $$;

-- What was asked for, once a second person approved it (`payments.approved_write_off`): the amount is still the one that was approved.
create or replace function payments.write_off_approved(r organizations.approval_requests) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
begin
  if r.amount_minor is distinct from (select i.total_minor - i.settled_minor from payments.invoices i where i.organization_id = r.organization_id and i.id = r.subject_id) then
    raise exception using errcode = 'P0S01', message = 'Something was paid since this was asked. It has to be asked for again.';
  end if;
  return payments.place_write_off(r.organization_id, r.subject_id, r.payload ->> 'reason', r.requested_by);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['next_serial(uuid, payments.invoice_kind, int)', 'number_words(payments.invoice_kind, int, int)', 'issue_day(uuid, date)', 'document_lines(payments.invoices, int)',
    'issue_for(uuid, uuid, date)', 'owed_account(payments.invoices)', 'issue_invoice(uuid, date)', 'discard_draft(uuid)', 'credit_invoice(jsonb)', 'part(bigint, bigint, bigint)',
    'as_kind(payments.invoices, payments.invoice_kind)', 'write_off(uuid, text, text)', 'place_write_off(uuid, uuid, text, uuid)', 'write_off_approved(organizations.approval_requests)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.issue_invoice(uuid, date), payments.discard_draft(uuid), payments.credit_invoice(jsonb), payments.write_off(uuid, text, text) to authenticated;
