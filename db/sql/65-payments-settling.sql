-- What settles what: payments, cards and credit notes against documents. Nothing is changed; taking back is a row of its own.

-- A document stands where its allocations put it.
create or replace function payments.restate(org uuid, invoice uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i payments.invoices;
  settled bigint;
  becomes payments.invoice_state;
begin
  select x.* into strict i from payments.invoices x where x.organization_id = org and x.id = invoice for no key update;
  select coalesce(sum(a.amount_minor), 0) into settled from payments.allocations a where a.organization_id = org and a.invoice_id = invoice;
  becomes := case when i.credited_minor = i.total_minor then 'void'
    when exists (select from payments.allocations a where a.organization_id = org and a.invoice_id = invoice and a.kind = 'write_off') then 'written_off'
    when settled = i.total_minor then 'paid' when settled > 0 then 'partly_paid' else 'issued' end;
  if becomes = i.state then
    update payments.invoices x set settled_minor = settled where x.organization_id = org and x.id = invoice;
  else
    update payments.invoices x set settled_minor = settled, state = becomes where x.organization_id = org and x.id = invoice;
  end if;
end $$;

-- Use a verified payment for documents and orders of the same currency: targets [{invoiceId | orderId | bookingId, amountMinor, link?}]. What is left stays the
-- payer's credit and can be used later. Answers the ids of the allocations; an order whose tickets are gone has none.
create or replace function payments.allocate_payment(payment uuid, targets jsonb) returns uuid[] language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.who_may('payments:verify');
  m payments.manual_payments := payments.lock_payment(payment, 'verified');
  i payments.invoices;
  t record;
  day date;
  made uuid;
  answer uuid[] := '{}';
  flow int := case m.direction when 'in' then 1 else -1 end;
begin
  if m.counter_account is not null then
    raise exception using errcode = 'P0G01', message = 'This payment was booked to an account of its own and settles no document.';
  end if;
  for t in select (x ->> 'invoiceId')::uuid as id, (x ->> 'orderId')::uuid as order_id, (x ->> 'bookingId')::uuid as booking_id, x ->> 'link' as link, (x ->> 'amountMinor')::bigint as amount, o - 1 as place from jsonb_array_elements(targets) with ordinality z (x, o) order by 1, 2, 3 loop
    if t.booking_id is not null then
      answer := answer || bookings.match(m, t.booking_id, t.amount, t.place::int);
      m.allocated_minor := m.allocated_minor + t.amount;
      continue;
    end if;
    if t.order_id is not null then
      answer := array_remove(answer || payments.match_order(m, t.order_id, t.amount, t.place::int, t.link), null);
      select coalesce(sum(a.amount_minor), 0) into m.allocated_minor from payments.allocations a where a.organization_id = org and a.manual_payment_id = m.id;
      update payments.manual_payments x set allocated_minor = m.allocated_minor where x.organization_id = org and x.id = m.id;
      continue;
    end if;
    i := payments.lock_invoice(org, t.id, array['issued', 'partly_paid']::payments.invoice_state[]);
    if i.kind::text <> (case m.direction when 'in' then 'invoice' else 'bill' end) then
      raise exception using errcode = 'P0G01', message = format('%s is not settled by money that %s.', i.number, case m.direction when 'in' then 'came in' else 'went out' end);
    elsif i.currency <> m.currency then
      raise exception using errcode = 'P0G01', column = format('targets.%s.amount', t.place), message = format('The payment is in %s and %s in %s. Exchange it first.', m.currency, i.number, i.currency);
    elsif t.amount is null or t.amount < 1 or t.amount > i.total_minor - i.settled_minor then
      raise exception using errcode = 'P0G01', column = format('targets.%s.amount', t.place), message = format('Of %s %s are open.', i.number, ticketing.money_words(i.total_minor - i.settled_minor, i.currency));
    elsif t.amount > m.amount_minor - m.allocated_minor then
      raise exception using errcode = 'P0G01', column = format('targets.%s.amount', t.place), message = format('Of this payment %s are left.', ticketing.money_words(m.amount_minor - m.allocated_minor, m.currency));
    end if;
    day := payments.first_open_day(org, greatest(m.received_on, i.issued_on));
    insert into payments.allocations (organization_id, kind, manual_payment_id, invoice_id, amount_minor, currency, effective_on, created_by)
    values (org, 'payment', m.id, i.id, t.amount, m.currency, day, system.uid()) returning id into made;
    perform payments.post_for(org, jsonb_build_object('key', 'allocation:' || made, 'kind', 'allocation', 'effective_on', day, 'currency', m.currency, 'invoice_id', i.id,
      'manual_payment_id', m.id, 'event_id', i.event_id, 'station_id', i.station_id, 'memo', left(format('%s paid by %s', i.number, m.payer), 500),
      'lines', payments.lines_of(array[payments.other_side(m), payments.owed_account(i)], array[flow * t.amount, -flow * t.amount])));
    update payments.manual_payments x set allocated_minor = x.allocated_minor + t.amount where x.organization_id = org and x.id = m.id returning x.* into m;
    perform payments.restate(org, i.id);
    answer := answer || made;
  end loop;
  return answer;
end $$;

-- Undo an allocation, today; the payment has the amount again.
create or replace function payments.release(org uuid, allocation uuid, reason text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  a payments.allocations;
  day date := payments.first_open_day(org, payments.today(org));
begin
  select x.* into a from payments.allocations x where x.organization_id = org and x.id = allocation;
  if not found or a.kind <> 'payment' then
    raise exception using errcode = 'P0002', message = 'That is not here, or not yours.';
  end if;
  if a.booking_id is not null then
    perform bookings.give_up(a, reason);
    return;
  end if;
  perform from payments.manual_payments m where m.organization_id = org and m.id = a.manual_payment_id for no key update;
  perform from payments.invoices i where i.organization_id = org and i.id = a.invoice_id for no key update;
  if a.reverses_id is not null or exists (select from payments.allocations r where r.organization_id = org and r.reverses_id = a.id) then
    raise exception using errcode = 'P0S01', message = 'This was taken back already.';
  end if;
  if (select i.state from payments.invoices i where i.organization_id = org and i.id = a.invoice_id) in ('written_off', 'void') then
    raise exception using errcode = 'P0S01', message = 'The invoice was credited or written off since. Its payments stay as they are.';
  end if;
  if a.order_id is not null then
    perform payments.unmatch_order(a, reason, greatest(day, a.effective_on));
  end if;
  insert into payments.allocations (organization_id, kind, manual_payment_id, invoice_id, order_id, sponsorship_order_id, amount_minor, currency, effective_on, reason, reverses_id, created_by)
  values (org, a.kind, a.manual_payment_id, a.invoice_id, a.order_id, a.sponsorship_order_id, -a.amount_minor, a.currency, greatest(day, a.effective_on), reason, a.id, system.uid());
  if a.sponsorship_order_id is not null then
    update payments.manual_payments m set allocated_minor = m.allocated_minor - a.amount_minor where m.organization_id = org and m.id = a.manual_payment_id;
    perform sponsorship.take_back(org, a.sponsorship_order_id, reason);
    return;
  end if;
  perform payments.reverse_for(org, payments.transaction_of(org, 'allocation:' || a.id), reason, 'release:' || a.id, greatest(day, a.effective_on));
  update payments.manual_payments m set allocated_minor = m.allocated_minor - a.amount_minor where m.organization_id = org and m.id = a.manual_payment_id;
  if a.invoice_id is not null then perform payments.restate(org, a.invoice_id); end if;
end $$;

create or replace function payments.release_allocation(allocation uuid, reason text) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform payments.release(payments.who_may('payments:verify'), allocation, payments.said(reason, 'Say why it is taken back.'));
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['restate(uuid, uuid)', 'allocate_payment(uuid, jsonb)', 'release(uuid, uuid, text)', 'release_allocation(uuid, text)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.allocate_payment(uuid, jsonb), payments.release_allocation(uuid, text) to authenticated;
