-- What becomes of money on its way back, and the proof that figures and books agree.

-- A card refund in the books: it leaves `liabilities:refunds-in-transit`. Where the platform collects, the processor's account is the platform's, and what the
-- organization has there pays; where that is not enough it owes the platform the difference. p: organization_id, key, booking_id, station_id, card_payment_id, currency,
-- amount_minor, gateway, memo.
create or replace function payments.pay_back_card(p jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := (p ->> 'organization_id')::uuid;
  amount bigint := (p ->> 'amount_minor')::bigint;
  platform uuid := payments.collector(org);
  source text := 'assets:processor:' || (p ->> 'gateway');
  head jsonb := jsonb_build_object('kind', 'refund', 'currency', p ->> 'currency', 'memo', p ->> 'memo', 'effective_on', payments.today(org));
  own jsonb := head || jsonb_build_object('organization_id', org, 'key', p ->> 'key', 'booking_id', p ->> 'booking_id', 'station_id', p ->> 'station_id', 'card_payment_id', p ->> 'card_payment_id');
  from_wallet bigint;
begin
  if platform = org then
    perform payments.post_for(org, own || jsonb_build_object('lines', payments.lines_of(array['liabilities:refunds-in-transit', source], array[amount, -amount])));
    return;
  end if;
  perform payments.enter_books(array[org, platform]);
  perform payments.fold(platform, array[payments.account(platform, 'liabilities:owed:' || org, p ->> 'currency'), payments.account(platform, 'assets:receivable:' || org, p ->> 'currency')]);
  from_wallet := greatest(least(amount, payments.balance_now(platform, payments.account(platform, 'liabilities:owed:' || org, p ->> 'currency'))), 0);
  perform payments.post_group(jsonb_build_array(
    own || jsonb_build_object('lines', payments.lines_of(array['liabilities:refunds-in-transit', 'assets:wallet', 'liabilities:payable:platform'], array[amount, -from_wallet, from_wallet - amount])),
    head || jsonb_build_object('organization_id', platform, 'key', org || ':' || (p ->> 'key'), 'lines', payments.lines_of(
      array['liabilities:owed:' || org, 'assets:receivable:' || org, source], array[from_wallet, amount - from_wallet, -amount]))));
end $$;
alter function payments.pay_back_card(jsonb) owner to gr_ledger;
revoke execute on function payments.pay_back_card(jsonb) from public;
grant execute on function payments.pay_back_card(jsonb) to gr_flow;

-- What the worker tells the gateway; null when the refund is of something else.
create or replace function bookings.refund_facts(refund uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('refundId', r.id, 'orderId', c.id, 'state', r.state, 'gateway', c.gateway, 'paymentRef', c.payment_ref, 'amountMinor', r.amount_minor::text, 'currency', r.currency)
  from bookings.refunds r join payments.card_payments c on (c.organization_id, c.id) = (r.organization_id, r.card_payment_id)
  where r.organization_id = system.org_id() and r.id = refund and system.is_worker()
$$;

-- The gateway says that it was sent. p: organization_id, refund_id, gateway_ref, amount_minor. False when it is no refund of a booking. Said again, it does nothing.
create or replace function bookings.settle_refund(p jsonb) returns boolean language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := (p ->> 'organization_id')::uuid;
  r bookings.refunds;
  b bookings.bookings;
begin
  if not system.is_worker() or org is distinct from system.org_id() then
    raise exception using errcode = '42501', message = 'Only the worker settles refunds.';
  end if;
  select x.* into r from bookings.refunds x where x.organization_id = org and x.id = (p ->> 'refund_id')::uuid;
  if not found then return false; end if;
  select x.* into b from bookings.bookings x where x.organization_id = org and x.id = r.booking_id for no key update;
  select x.* into r from bookings.refunds x where x.organization_id = org and x.id = r.id for no key update;
  if r.state <> 'requested' then return true; end if;
  if (p ->> 'amount_minor')::bigint <> r.amount_minor then
    raise exception using errcode = 'P0G01', message = format('The gateway sent back %s in minor units for %s, where %s were asked for.', p ->> 'amount_minor', b.number, r.amount_minor);
  end if;
  perform payments.pay_back_card(jsonb_build_object('organization_id', org, 'key', 'booking-refunded:' || r.id, 'booking_id', b.id, 'station_id', b.station_id,
    'card_payment_id', r.card_payment_id, 'currency', r.currency, 'amount_minor', r.amount_minor, 'memo', b.number || ' paid back to the card',
    'gateway', (select c.gateway from payments.card_payments c where c.organization_id = org and c.id = r.card_payment_id)));
  update bookings.refunds x set state = 'succeeded', gateway_ref = p ->> 'gateway_ref', settled_at = now() where x.organization_id = org and x.id = r.id;
  perform ticketing.note(org, 'bookings.settle_refund', 'bookings.bookings', b.id, p);
  return true;
end $$;

-- It cannot be sent: the customer has that money with us again. False when it is no refund of a booking.
create or replace function bookings.fail_refund(p jsonb) returns boolean language plpgsql volatile security definer set search_path = '' as $$
begin
  if not system.is_worker() or (p ->> 'organization_id')::uuid is distinct from system.org_id() then
    raise exception using errcode = '42501', message = 'Only the worker settles refunds.';
  end if;
  if not exists (select from bookings.refunds r where r.organization_id = system.org_id() and r.id = (p ->> 'refund_id')::uuid) then return false; end if;
  perform bookings.take_refund_back(system.org_id(), (p ->> 'refund_id')::uuid, p ->> 'reason');
  return true;
end $$;

create or replace function bookings.take_refund_back(org uuid, refund uuid, why text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  r bookings.refunds;
  b bookings.bookings;
begin
  select x.* into r from bookings.refunds x where x.organization_id = org and x.id = refund;
  select x.* into b from bookings.bookings x where x.organization_id = org and x.id = r.booking_id for no key update;
  select x.* into r from bookings.refunds x where x.organization_id = org and x.id = refund for no key update;
  if r.state = 'failed' or r.state = 'succeeded' and r.card_payment_id is not null then return; end if;
  update bookings.refunds x set state = 'failed', failure = left(why, 500), settled_at = now() where x.organization_id = org and x.id = r.id;
  b := bookings.book_money(b, b.paid_minor, b.refunded_minor - r.amount_minor, least(b.earned_minor + r.earned_minor, b.total_minor), jsonb_build_object('kind', 'refund',
    'key', 'booking-refund-failed:' || r.id, 'memo', left(format('%s: money did not go back. %s', b.number, why), 500), 'card_payment_id', r.card_payment_id),
    array['liabilities:refunds-in-transit'], array[r.amount_minor]);
  perform bookings.remember(b, 'refund', '{}', jsonb_build_object('amountMinor', (-r.amount_minor)::text, 'failed', true), why);
end $$;

-- A refund by hand is what becomes of the payment that was written down for it.
create or replace function bookings.follow_payment() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  refund uuid;
begin
  if new.state = old.state or new.direction <> 'out' then return null; end if;
  select r.id into refund from bookings.refunds r where r.organization_id = new.organization_id and r.manual_payment_id = new.id;
  if refund is null then return null; end if;
  if new.state = 'verified' then
    update bookings.refunds r set state = 'succeeded', settled_at = now() where r.organization_id = new.organization_id and r.id = refund and r.state = 'requested';
  elsif new.state in ('rejected', 'reversed') then
    perform bookings.take_refund_back(new.organization_id, refund, coalesce(nullif(new.reason, ''), 'The payment was taken back.'));
  end if;
  return null;
end $$;
create or replace trigger follow_payment after update of state on payments.manual_payments for each row execute function bookings.follow_payment();

-- What the ledger says of each booking: what is held and owed on its accounts, and what its transactions earned.
create or replace function payments.booking_books(organization uuid) returns table (booking uuid, held bigint, owed bigint, earned bigint) language sql stable security definer set search_path = '' as $$
  select x.booking, sum(x.held)::bigint, sum(x.owed)::bigint, sum(x.earned)::bigint from (
    select substring(a.code from '[^:]+$')::uuid as booking, case when a.kind = 'liability' then a.normal * (b.debits_minor - b.credits_minor) else 0 end as held,
      case when a.kind = 'asset' then a.normal * (b.debits_minor - b.credits_minor) else 0 end as owed, 0 as earned
    from payments.accounts a join payments.balances b on (b.organization_id, b.account_id) = (a.organization_id, a.id)
    where a.organization_id = organization and a.code ~ '^(liabilities:deposits|assets:receivable):[0-9a-f]{8}-'
    union all
    select t.booking_id, 0, 0, -e.amount_minor from payments.transactions t join payments.entries e on (e.organization_id, e.transaction_id) = (t.organization_id, t.id)
    join payments.accounts a on (a.organization_id, a.id) = (e.organization_id, e.account_id) and (a.code = 'income:bookings' or a.code like 'liabilities:tax:%')
    where t.organization_id = organization and t.booking_id is not null) x group by x.booking
$$;
alter function payments.booking_books(uuid) owner to gr_ledger;
revoke execute on function payments.booking_books(uuid) from public;
grant execute on function payments.booking_books(uuid) to gr_flow;

-- `payments.dispute_faults` is made after this file.
create or replace function bookings.dispute_faults(organization uuid) returns table (fault text) language plpgsql stable security definer set search_path = '' as $$
begin return query select d.fault from payments.dispute_faults(organization) d; end $$;

-- For the integrity check: bookings whose figures do not follow from their payments, refunds and entries.
create or replace function bookings.faults(organization uuid) returns table (fault text) language sql stable security definer set search_path = '' as $$
  with figure as (
    select b.number, b.paid_minor, b.refunded_minor, b.earned_minor, b.paid_minor - b.refunded_minor - b.earned_minor as held, l.held as ledger_held, l.owed as ledger_owed, l.earned as ledger_earned,
      (select coalesce(sum(a.amount_minor), 0) from payments.allocations a where a.organization_id = b.organization_id and a.booking_id = b.id) as allocated,
      (select coalesce(sum(r.amount_minor), 0) from bookings.refunds r where r.organization_id = b.organization_id and r.booking_id = b.id and r.state <> 'failed') as back
    from bookings.bookings b left join payments.booking_books(organization) l on l.booking = b.id
    where b.organization_id = organization and (l.booking is not null or b.paid_minor + b.refunded_minor + b.earned_minor <> 0)
  )
  select format('%s: paid %s, allocations say %s', f.number, f.paid_minor, f.allocated) from figure f where f.allocated <> f.paid_minor
  union all select format('%s: given back %s, refunds say %s', f.number, f.refunded_minor, f.back) from figure f where f.back <> f.refunded_minor
  union all select format('%s: held %s, the books say %s and owed %s', f.number, f.held, coalesce(f.ledger_held, 0), coalesce(f.ledger_owed, 0)) from figure f
    where (coalesce(f.ledger_held, 0), coalesce(f.ledger_owed, 0)) <> (greatest(f.held, 0), greatest(-f.held, 0))
  union all select format('%s: earned %s, the books say %s', f.number, f.earned_minor, coalesce(f.ledger_earned, 0)) from figure f where coalesce(f.ledger_earned, 0) <> f.earned_minor
  union all select d.fault from bookings.dispute_faults(organization) d
$$;

do $$
declare
  f text;
begin
  foreach f in array array['refund_facts(uuid)', 'settle_refund(jsonb)', 'fail_refund(jsonb)', 'take_refund_back(uuid, uuid, text)', 'follow_payment()', 'dispute_faults(uuid)', 'faults(uuid)'] loop
    execute format('alter function bookings.%s owner to gr_flow', f);
    execute format('revoke execute on function bookings.%s from public', f);
  end loop;
end $$;
grant execute on function bookings.refund_facts(uuid), bookings.settle_refund(jsonb), bookings.fail_refund(jsonb) to authenticated;
