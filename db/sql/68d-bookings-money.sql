-- The money of a booking in the books. Three figures say everything: what was paid, what was given back, and what is earned. What is held for the customer is
-- paid − back − earned, in `liabilities:deposits:<booking>`; where that is negative they owe it, in `assets:receivable:<booking>`. Every change of a
-- figure goes through `bookings.book_money`, which posts the difference, so that the accounts are those figures whatever the order of events.

-- An account of one booking bears its number.
create or replace function payments.name_account(organization uuid, account_code text, name text) returns void language sql volatile security definer set search_path = '' as $$
  update payments.accounts a set name = c.name || ' ' || name_account.name from payments.chart c
  where a.organization_id = organization and a.code = account_code and c.book = 'organization' and c.code = regexp_replace(account_code, '[^:]+$', '*') and a.name <> c.name || ' ' || name_account.name
$$;
alter function payments.name_account(uuid, text, text) owner to gr_ledger;
revoke execute on function payments.name_account(uuid, text, text) from public;
grant execute on function payments.name_account(uuid, text, text) to gr_flow;

-- What is earned when so much is in: by the organization's policy as it comes, once it is confirmed, or all of it when it has happened. What was
-- kept at a cancellation stays, as long as it is there.
create or replace function bookings.earned_by(b bookings.bookings, held bigint) returns bigint language sql stable security definer set search_path = '' as $$
  select case when b.state = 'completed' then b.total_minor
    when b.state in ('cancelled', 'no_show') then least(b.earned_minor, held)
    when b.state in ('confirmed', 'in_progress') and o.revenue_recognised = 'on_sale' then least(held, b.total_minor) else 0 end
  from organizations.organizations o where o.id = b.organization_id
$$;

-- Set the three figures and post what that means; `codes` and `amounts` are the other side: where money came from or went. `beside` is the document of the other book.
-- The booking is locked. Answers it as it is now.
create or replace function bookings.book_money(b bookings.bookings, paid bigint, back bigint, earned bigint, head jsonb, codes text[] default '{}', amounts bigint[] default '{}', beside jsonb default null)
  returns bookings.bookings language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := b.organization_id;
  was bigint := b.paid_minor - b.refunded_minor - b.earned_minor;
  becomes bigint := paid - back - earned;
  tax bigint := case when b.total_minor = 0 then 0 else payments.share(earned, b.tax_minor, b.total_minor) end;
  doc jsonb := jsonb_build_object('organization_id', org, 'booking_id', b.id, 'station_id', b.station_id, 'currency', b.currency,
    'effective_on', payments.first_open_day(org, payments.today(org))) || head;
  lines jsonb := payments.lines_of(codes || array['liabilities:deposits:' || b.id, 'assets:receivable:' || b.id, 'income:bookings',
      (select 'liabilities:tax:' || coalesce(o.tax_code, 'sales') from organizations.organizations o where o.id = org)],
    amounts || array[greatest(was, 0) - greatest(becomes, 0), greatest(-becomes, 0) - greatest(-was, 0), (b.earned_minor - b.earned_tax_minor) - (earned - tax), b.earned_tax_minor - tax]);
begin
  if lines is not null and beside is not null then
    perform payments.post_group(jsonb_build_array(doc || jsonb_build_object('lines', lines), doc - array['booking_id', 'station_id', 'card_payment_id', 'manual_payment_id', 'dispute_id'] || beside));
  elsif lines is not null then
    perform payments.post_for(org, doc || jsonb_build_object('lines', lines));
  end if;
  perform analytics.note_earned(b, (earned - tax) - (b.earned_minor - b.earned_tax_minor), tax - b.earned_tax_minor, (doc ->> 'effective_on')::date, doc ->> 'key');
  update bookings.bookings x set paid_minor = paid, refunded_minor = back, earned_minor = earned, earned_tax_minor = tax
  where x.organization_id = org and x.id = b.id returning x.* into b;
  if lines is not null then
    perform payments.name_account(org, 'liabilities:deposits:' || b.id, b.number), payments.name_account(org, 'assets:receivable:' || b.id, b.number);
  end if;
  return b;
end $$;

-- What a step of the booking earns.
create or replace function bookings.recognise(org uuid, booking uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings;
  earned bigint;
begin
  select x.* into b from bookings.bookings x where x.organization_id = org and x.id = booking for no key update;
  earned := bookings.earned_by(b, b.paid_minor - b.refunded_minor);
  if earned <> b.earned_minor then
    perform bookings.book_money(b, b.paid_minor, b.refunded_minor, earned, jsonb_build_object('kind', 'recognition', 'key', 'booking-earned:' || system.uuid7(),
      'memo', b.number || case when b.state = 'completed' then ' has happened' else ' is confirmed' end));
  end if;
end $$;

-- Money came: its figures, the state that follows, and what the customer hears. `head`, `codes`, `amounts` and `beside` as above.
create or replace function bookings.receive(b bookings.bookings, amount bigint, head jsonb, codes text[], amounts bigint[], beside jsonb default null) returns bookings.bookings
  language plpgsql volatile security definer set search_path = '' as $$
begin
  b := bookings.book_money(b, b.paid_minor + amount, b.refunded_minor, bookings.earned_by(b, b.paid_minor + amount - b.refunded_minor), head, codes, amounts, beside);
  perform bookings.remember(b, 'payment', '{}', jsonb_build_object('amountMinor', amount::text, 'paidMinor', b.paid_minor::text));
  -- Who paid something does not lose the slot to a clock.
  if b.hold_until is not null then
    update bookings.bookings x set hold_until = null where x.organization_id = b.organization_id and x.id = b.id;
  end if;
  if b.state = 'pending' and b.paid_minor - b.refunded_minor >= b.deposit_minor then
    update bookings.bookings x set state = 'confirmed' where x.organization_id = b.organization_id and x.id = b.id;
  end if;
  select x.* into b from bookings.bookings x where x.organization_id = b.organization_id and x.id = b.id;
  return b;
end $$;

-- Use a verified payment for a booking, as one target of `payments.allocate_payment`, which has locked it; what is left stays the payer's credit.
create or replace function bookings.match(m payments.manual_payments, booking uuid, amount bigint, place int) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := m.organization_id;
  b bookings.bookings;
  day date := payments.first_open_day(m.organization_id, m.received_on);
  made uuid;
begin
  select x.* into b from bookings.bookings x where x.organization_id = org and x.id = booking for no key update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That booking is not here, or not yours.';
  elsif m.direction <> 'in' then
    raise exception using errcode = 'P0G01', message = format('%s is not settled by money that went out.', b.number);
  elsif b.state in ('cancelled', 'no_show') then
    raise exception using errcode = 'P0S01', message = format('%s is %s. Money for it stays the payer''s credit.', b.number, replace(b.state::text, '_', ' '));
  elsif b.currency <> m.currency then
    raise exception using errcode = 'P0G01', column = format('targets.%s.amount', place), message = format('The payment is in %s and %s in %s. Exchange it first.', m.currency, b.number, b.currency);
  elsif amount is null or amount < 1 or amount > b.total_minor - b.paid_minor + b.refunded_minor then
    raise exception using errcode = 'P0G01', column = format('targets.%s.amount', place), message = format('Of %s %s are open. What is more stays the payer''s credit.', b.number,
      ticketing.money_words(greatest(b.total_minor - b.paid_minor + b.refunded_minor, 0), b.currency));
  elsif amount > m.amount_minor - m.allocated_minor then
    raise exception using errcode = 'P0G01', column = format('targets.%s.amount', place), message = format('Of this payment %s are left.', ticketing.money_words(m.amount_minor - m.allocated_minor, m.currency));
  end if;
  insert into payments.allocations (organization_id, kind, manual_payment_id, booking_id, amount_minor, currency, effective_on, created_by)
  values (org, 'payment', m.id, b.id, amount, m.currency, day, system.uid()) returning id into made;
  update payments.manual_payments x set allocated_minor = x.allocated_minor + amount where x.organization_id = org and x.id = m.id;
  perform bookings.receive(b, amount, jsonb_build_object('key', 'allocation:' || made, 'kind', 'allocation', 'effective_on', day, 'manual_payment_id', m.id,
    'memo', left(format('%s paid by %s', b.number, m.payer), 500)), array[payments.other_side(m)], array[amount]);
  return made;
end $$;

-- An allocation to a booking is taken back, today; the payment has the amount again. Its steps stay: nobody is put out of a confirmed booking by a bank.
create or replace function bookings.give_up(a payments.allocations, reason text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := a.organization_id;
  m payments.manual_payments;
  b bookings.bookings;
  day date := greatest(payments.first_open_day(org, payments.today(org)), a.effective_on);
begin
  select x.* into m from payments.manual_payments x where x.organization_id = org and x.id = a.manual_payment_id for no key update;
  select x.* into b from bookings.bookings x where x.organization_id = org and x.id = a.booking_id for no key update;
  if a.reverses_id is not null or exists (select from payments.allocations r where r.organization_id = org and r.reverses_id = a.id) then
    raise exception using errcode = 'P0S01', message = 'This was taken back already.';
  elsif b.paid_minor - a.amount_minor < b.refunded_minor then
    raise exception using errcode = 'P0S01', message = format('Of what was paid for %s, %s were given back. That comes first.', b.number, ticketing.money_words(b.refunded_minor, b.currency));
  end if;
  insert into payments.allocations (organization_id, kind, manual_payment_id, booking_id, amount_minor, currency, effective_on, reason, reverses_id, created_by)
  values (org, a.kind, a.manual_payment_id, a.booking_id, -a.amount_minor, a.currency, day, reason, a.id, system.uid());
  update payments.manual_payments x set allocated_minor = x.allocated_minor - a.amount_minor where x.organization_id = org and x.id = m.id;
  b := bookings.book_money(b, b.paid_minor - a.amount_minor, b.refunded_minor, bookings.earned_by(b, b.paid_minor - a.amount_minor - b.refunded_minor),
    jsonb_build_object('key', 'release:' || a.id, 'kind', 'allocation', 'effective_on', day, 'manual_payment_id', m.id, 'memo', reason), array[payments.other_side(m)], array[-a.amount_minor]);
  perform bookings.remember(b, 'payment', '{}', jsonb_build_object('amountMinor', (-a.amount_minor)::text, 'paidMinor', b.paid_minor::text), reason);
end $$;

-- Bookings that a payment may be for, likeliest first, with the reasons in words: amount, number in the reference, name, and what whoever wrote it down said.
-- A number that fits somebody else's booking is said so. Run as the caller.
create or replace function payments.booking_suggestions(payment uuid) returns table (booking_id uuid, number text, contact text, starts_at timestamptz, zone text, state text, open_minor bigint, score int, reasons text[])
  language sql stable set search_path = '' as $$
  with m as (
    select x.*, upper(regexp_replace(x.reference || ' ' || x.note, '[^[:alnum:]]', '', 'g')) as words from payments.manual_payments x
    where x.organization_id = (select system.org_id()) and x.id = payment and x.direction = 'in'
  ), open as (
    select b.id, b.number, b.contact_name, b.starts_at, b.zone, b.state, b.total_minor - b.paid_minor + b.refunded_minor as open_minor,
      b.deposit_minor - b.paid_minor + b.refunded_minor as deposit_open, m.amount_minor - m.allocated_minor as rest, m.payer, m.booking_id = b.id as said,
      m.words like '%' || replace(b.number, '-', '') || '%' as numbered, payments.likeness(m.payer, b.contact_name) as likeness
    from m join bookings.bookings b on b.organization_id = m.organization_id and b.state in ('pending', 'confirmed', 'in_progress', 'completed') and b.currency = m.currency
      and b.total_minor > b.paid_minor - b.refunded_minor and b.starts_at between m.received_on - interval '120 days' and m.received_on + interval '400 days'
  ), judged as (
    select o.*, (case when o.numbered then 60 else 0 end + case when o.said then 40 else 0 end + case when o.rest in (o.open_minor, o.deposit_open) then 35 else 0 end
      + case when o.likeness >= 0.5 then 25 when o.likeness >= 0.3 then 10 else 0 end) as points from open o
  )
  select j.id, j.number, j.contact_name, j.starts_at, j.zone, j.state::text, j.open_minor, j.points, array_remove(array[
      case when j.numbered then 'The reference names ' || j.number end,
      case when j.said then 'Written down for it' end,
      case when j.rest = j.open_minor then 'Exactly what is open' when j.rest = j.deposit_open then 'Exactly the deposit' when j.rest > j.open_minor then 'Less is open than was paid'
        else 'More is open than was paid' end,
      case when j.likeness >= 0.3 then 'The payer''s name is like theirs' when j.numbered or j.said then 'But paid in the name of ' || left(j.payer, 80) end], null)
  from judged j where j.points > 0 order by j.points desc, j.starts_at limit 8
$$;

do $$
declare
  f text;
begin
  foreach f in array array['bookings.earned_by(bookings.bookings, bigint)', 'bookings.book_money(bookings.bookings, bigint, bigint, bigint, jsonb, text[], bigint[], jsonb)',
    'bookings.recognise(uuid, uuid)', 'bookings.receive(bookings.bookings, bigint, jsonb, text[], bigint[], jsonb)', 'bookings.match(payments.manual_payments, uuid, bigint, int)',
    'bookings.give_up(payments.allocations, text)', 'payments.booking_suggestions(uuid)'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
  grant execute on function payments.share(bigint, numeric, numeric) to gr_flow;
end $$;
grant execute on function payments.booking_suggestions(uuid) to authenticated;
