-- A bank takes a card payment of a booking or an invoice back. While it is undecided the money stands in `assets:disputes`, and nothing of it can be refunded as well;
-- lost, it has gone back: of a booking that is a refund that nobody sends, of an invoice it is open again.

-- The history of the booking says it.
create or replace function payments.remember_dispute(d payments.disputes, step text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings;
begin
  select x.* into b from bookings.bookings x join payments.card_payments c on (c.organization_id, c.booking_id) = (x.organization_id, x.id)
  where c.organization_id = d.organization_id and c.id = d.card_payment_id;
  if found then
    perform bookings.remember(b, 'dispute', '{}', jsonb_build_object('state', step, 'amountMinor', d.amount_minor::text), case step when 'opened' then replace(d.reason, '_', ' ') else '' end);
  end if;
end $$;

-- Decided against us. What was given back before is lost twice, and an expense of whoever holds the processor's account.
create or replace function payments.lose_card_dispute(d payments.disputes) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  holder uuid := payments.collector_of_dispute(d);
  part bigint := payments.give_back_disputed(d);
begin
  if part < d.amount_minor then
    perform payments.post_for(holder, jsonb_build_object('kind', 'dispute', 'currency', d.currency, 'key', case when holder = d.organization_id then '' else d.organization_id || ':' end
      || 'dispute:' || d.id || ':written-off', 'effective_on', payments.today(d.organization_id), 'memo', 'Dispute lost over what was given back before',
      'lines', payments.lines_of(array['expenses:disputes', 'assets:disputes'], array[d.amount_minor - part, part - d.amount_minor])));
  end if;
end $$;

-- Take what was lost out of what the booking or the invoice has been paid; answers how much that was. Where the platform collects, what the organization has there pays.
create or replace function payments.give_back_disputed(d payments.disputes) returns bigint language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := d.organization_id;
  holder uuid := payments.collector_of_dispute(d);
  c payments.card_payments;
  b bookings.bookings;
  i payments.invoices;
  a payments.allocations;
  day date := payments.first_open_day(org, payments.today(org));
  head jsonb;
  part bigint;
  own bigint;
  taken bigint;
  codes text[] := array['assets:disputes'];
  amounts bigint[];
  beside jsonb;
begin
  select x.* into c from payments.card_payments x where x.organization_id = org and x.id = d.card_payment_id for no key update;
  if c.booking_id is not null then
    select x.* into b from bookings.bookings x where x.organization_id = org and x.id = c.booking_id for no key update;
    part := least(d.amount_minor, b.paid_minor - b.refunded_minor,
      c.amount_minor - (select coalesce(sum(r.amount_minor), 0) from bookings.refunds r where r.organization_id = org and r.card_payment_id = c.id and r.state <> 'failed'));
  else
    select x.* into i from payments.invoices x where x.organization_id = org and x.id = c.invoice_id for no key update;
    select x.* into a from payments.allocations x where x.organization_id = org and x.card_payment_id = c.id and x.reverses_id is null
      and not exists (select from payments.allocations r where r.organization_id = org and r.reverses_id = x.id);
    part := case when i.state in ('void', 'written_off') then 0 else least(d.amount_minor, coalesce(a.amount_minor, 0)) end;
  end if;
  if part <= 0 then return 0; end if;
  amounts := array[-part];
  head := jsonb_build_object('kind', 'refund', 'effective_on', day, 'currency', d.currency, 'key', 'dispute:' || d.id || ':lost',
    'memo', format('%s: dispute lost', coalesce(b.number, i.number))) || payments.source_of_dispute(d);
  if holder <> org then
    own := payments.available_of(org, d.currency, part);
    codes := array['assets:wallet', 'liabilities:payable:platform'];
    amounts := array[-own, own - part];
    beside := jsonb_build_object('organization_id', holder, 'key', org || ':dispute:' || d.id || ':lost', 'lines', payments.lines_of(
      array['liabilities:owed:' || org, 'assets:receivable:' || org, 'assets:disputes'], array[own, part - own, -part]));
  end if;
  if c.booking_id is not null then
    taken := least(greatest(part - greatest(b.paid_minor - b.refunded_minor - b.earned_minor, 0), 0), b.earned_minor);
    insert into bookings.refunds (organization_id, station_id, booking_id, card_payment_id, dispute_id, amount_minor, earned_minor, currency, reason, key)
    values (org, b.station_id, b.id, c.id, d.id, part, taken, d.currency, 'The bank decided for the payer.', 'dispute:' || d.id || ':0');
    update bookings.refunds r set state = 'succeeded', settled_at = now() where r.organization_id = org and r.dispute_id = d.id;
    perform bookings.book_money(b, b.paid_minor, b.refunded_minor + part, b.earned_minor - taken, head, codes, amounts, beside);
    return part;
  end if;
  insert into payments.allocations (organization_id, kind, card_payment_id, invoice_id, amount_minor, currency, effective_on, reason, reverses_id)
  values (org, 'card', c.id, i.id, -part, d.currency, greatest(day, a.effective_on), 'Dispute lost', a.id);
  head := head || jsonb_build_object('organization_id', org, 'lines', payments.lines_of(codes || payments.owed_account(i), amounts || part));
  if beside is null then
    perform payments.post_for(org, head);
  else
    perform payments.post_group(jsonb_build_array(head, head - array['dispute_id', 'card_payment_id', 'invoice_id', 'station_id', 'event_id'] || beside));
  end if;
  perform payments.restate(org, i.id);
  return part;
end $$;

-- What was paid with the money of a dispute, and by whom, for who reads the books.
create or replace function payments.disputed_by(d payments.disputes) returns table (what text, id uuid, number text, payer text) language sql stable security definer set search_path = '' rows 1 as $$
  select 'order', o.id, o.number, o.buyer_name from ticketing.orders o where o.organization_id = d.organization_id and o.id = d.order_id and d.organization_id = system.org_id()
  union all
  select case when c.booking_id is not null then 'booking' else 'invoice' end, coalesce(b.id, i.id), coalesce(b.number, i.number), coalesce(b.contact_name, i.parties #>> '{party,name}', '')
  from payments.card_payments c left join bookings.bookings b on (b.organization_id, b.id) = (c.organization_id, c.booking_id)
  left join payments.invoices i on (i.organization_id, i.id) = (c.organization_id, c.invoice_id)
  where c.organization_id = d.organization_id and c.id = d.card_payment_id and d.organization_id = system.org_id()
$$;

-- What the books withhold for each dispute of a card payment: its amount while it is undecided, nothing after.
create or replace function payments.dispute_books(organization uuid) returns table (dispute uuid, withheld bigint) language sql stable security definer set search_path = '' as $$
  select d.id, coalesce(sum(e.amount_minor), 0)::bigint from payments.disputes d
  cross join unnest(array['opened', 'won', 'lost', 'written-off']) step
  join payments.transactions t on t.organization_id = d.organization_id and t.idempotency_key = 'dispute:' || d.id || ':' || step
    or t.organization_id = payments.platform_id() and t.idempotency_key = d.organization_id || ':dispute:' || d.id || ':' || step
  join payments.entries e on (e.organization_id, e.transaction_id) = (t.organization_id, t.id)
  join payments.accounts a on (a.organization_id, a.id) = (e.organization_id, e.account_id) and a.code = 'assets:disputes'
  where d.organization_id = organization and d.card_payment_id is not null group by d.id
$$;
alter function payments.dispute_books(uuid) owner to gr_ledger;
revoke execute on function payments.dispute_books(uuid) from public;
grant execute on function payments.dispute_books(uuid) to gr_flow;

-- For the integrity check: disputes of card payments of which the books withhold something else than they say.
create or replace function payments.dispute_faults(organization uuid) returns table (fault text) language sql stable security definer set search_path = '' as $$
  select format('%s: %s of dispute %s is undecided, the books withhold %s', coalesce(b.number, i.number), w.due, right(d.provider_id, 12), coalesce(l.withheld, 0))
  from payments.disputes d join payments.card_payments c on (c.organization_id, c.id) = (d.organization_id, d.card_payment_id)
  cross join lateral (select case when d.state in ('won', 'lost') then 0 else d.amount_minor end as due) w
  left join payments.dispute_books(organization) l on l.dispute = d.id
  left join bookings.bookings b on (b.organization_id, b.id) = (c.organization_id, c.booking_id)
  left join payments.invoices i on (i.organization_id, i.id) = (c.organization_id, c.invoice_id)
  where d.organization_id = organization and coalesce(l.withheld, 0) <> w.due
  union all
  select format('%s: the books say that %s were lost to a dispute, its refund %s', b.number, x.lost, r.amount_minor) from bookings.refunds r
  join bookings.bookings b on (b.organization_id, b.id) = (r.organization_id, r.booking_id) join payments.disputes d on (d.organization_id, d.id) = (r.organization_id, r.dispute_id)
  cross join lateral (select case when d.state = 'lost' and r.state = 'succeeded' and r.card_payment_id = d.card_payment_id then least(r.amount_minor, d.amount_minor) else 0 end as lost) x
  where r.organization_id = organization and x.lost <> r.amount_minor
$$;

do $$
declare
  f text;
begin
  foreach f in array array['payments.remember_dispute(payments.disputes, text)',
    'payments.lose_card_dispute(payments.disputes)', 'payments.give_back_disputed(payments.disputes)', 'payments.dispute_faults(uuid)', 'payments.disputed_by(payments.disputes)'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function payments.disputed_by(payments.disputes) to authenticated;
