-- Money by hand for ticket orders: matched, and with the last of it the order is paid and its tickets are issued. Until then it is kept in
-- `liabilities:deposits:orders`, from where the sale is posted.

-- What is matched with an order and was not taken back.
create or replace function payments.matched_minor(org uuid, ordered uuid) returns bigint language sql stable security definer set search_path = '' as $$
  select coalesce(sum(a.amount_minor), 0)::bigint from payments.allocations a where a.organization_id = org and a.order_id = ordered
$$;

-- An order that waits for money, or whose time to pay is over; locked as payments by card lock it: its checkout first.
create or replace function payments.lock_unpaid(org uuid, ordered uuid) returns ticketing.orders language plpgsql volatile security definer set search_path = '' as $$
declare
  o ticketing.orders;
begin
  perform from ticketing.orders p join ticketing.checkout_sessions c on (c.organization_id, c.id) = (p.organization_id, p.checkout_id)
  where p.organization_id = org and p.id = ordered for no key update of c;
  select p.* into o from ticketing.orders p where p.organization_id = org and p.id = ordered for no key update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That order is not here, or not yours.';
  elsif o.state not in ('pending', 'failed', 'expired') or o.total_minor = 0 then
    raise exception using errcode = 'P0S01', message = format('Order %s is %s, so it waits for no money.', o.number, replace(o.state::text, '_', ' '));
  elsif o.state = 'pending' and o.payment_ref is not null then
    raise exception using errcode = 'P0S01', message = format('Order %s is being paid by card just now. Match it when that came to nothing.', o.number);
  end if;
  return o;
end $$;

-- Use a verified payment for an order. The last of what is missing takes the tickets, what is held or else what is left of them, and posts the sale.
-- When they are gone nothing is used, what was matched before is the payers' credit again, and the answer is null; else the allocation's id.
create or replace function payments.match_order(m payments.manual_payments, ordered uuid, amount bigint, place int, link text) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := m.organization_id;
  o ticketing.orders := payments.lock_unpaid(org, ordered);
  missing bigint := o.total_minor - payments.matched_minor(org, o.id);
  field text := format('targets.%s.amount', place);
  day date := payments.first_open_day(org, m.received_on);
  made uuid;
begin
  if m.direction <> 'in' then
    raise exception using errcode = 'P0G01', message = format('Order %s is not paid by money that went out.', o.number);
  elsif o.currency <> m.currency then
    raise exception using errcode = 'P0G01', column = field, message = format('The payment is in %s and order %s in %s. Exchange it first.', m.currency, o.number, o.currency);
  elsif amount is null or amount < 1 or amount > missing then
    raise exception using errcode = 'P0G01', column = field, message = format('Of order %s %s are missing. What is more stays the payer''s credit.', o.number, ticketing.money_words(missing, o.currency));
  elsif amount > m.amount_minor - m.allocated_minor then
    raise exception using errcode = 'P0G01', column = field, message = format('Of this payment %s are left.', ticketing.money_words(m.amount_minor - m.allocated_minor, m.currency));
  end if;
  if amount = missing and not ticketing.take_stock(o) then
    perform payments.release(org, a.id, 'The tickets were gone.') from payments.allocations a
    where a.organization_id = org and a.order_id = o.id and a.reverses_id is null
      and not exists (select from payments.allocations r where r.organization_id = org and r.reverses_id = a.id) order by a.id;
    update ticketing.orders x set failure = 'The tickets were gone when the money arrived.', state = case when x.state = 'pending' then 'expired' else x.state end::ticketing.order_state
    where x.organization_id = org and x.id = o.id and x.state = 'pending';
    return null;
  end if;
  insert into payments.allocations (organization_id, kind, manual_payment_id, order_id, amount_minor, currency, effective_on, created_by)
  values (org, 'payment', m.id, o.id, amount, m.currency, day, system.uid()) returning id into made;
  perform payments.post_for(org, jsonb_build_object('key', 'allocation:' || made, 'kind', 'allocation', 'effective_on', day, 'currency', m.currency, 'order_id', o.id,
    'manual_payment_id', m.id, 'event_id', o.event_id, 'station_id', o.station_id, 'memo', left(format('Order %s paid by %s', o.number, m.payer), 500),
    'lines', payments.lines_of(array[payments.other_side(m), 'liabilities:deposits:orders'], array[amount, -amount])));
  if amount = missing then
    update ticketing.orders x set state = 'paid', paid_at = now(), method = 'by_hand', failure = null,
      group_id = payments.record_sale(ticketing.sale_of(o) || jsonb_build_object('asset', 'liabilities:deposits:orders', 'key', format('sale:%s:%s', o.id, made),
        'effective_on', greatest(day, payments.first_open_day(org, payments.today(org)))))
    where x.organization_id = org and x.id = o.id returning x.* into o;
    if o.buyer_email <> '' then
      perform ticketing.send_mail(org, 'order_confirmation', o.buyer_email, ticketing.mail_data(o, link), format('order:%s:%s', o.id, made));
    end if;
  end if;
  perform ticketing.note(org, 'payments.match_order', 'ticketing.orders', o.id, jsonb_build_object('payment', m.id, 'amount', amount::text, 'missing', (missing - amount)::text));
  return made;
end $$;

-- A match with an order is taken back: a sale that it made is reversed and its tickets are void, which is so only while nobody used or passed on one.
create or replace function payments.unmatch_order(a payments.allocations, reason text, day date) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := a.organization_id;
  o ticketing.orders;
  sale uuid;
begin
  perform from ticketing.orders p join ticketing.checkout_sessions c on (c.organization_id, c.id) = (p.organization_id, p.checkout_id)
  where p.organization_id = org and p.id = a.order_id for no key update of c;
  select p.* into strict o from ticketing.orders p where p.organization_id = org and p.id = a.order_id for no key update;
  if o.state in ('partially_refunded', 'refunded') or exists (select from ticketing.refunds r where r.organization_id = org and r.order_id = o.id and r.state <> 'failed') then
    raise exception using errcode = 'P0S01', message = format('Order %s was refunded since. Its payments stay as they are.', o.number);
  elsif o.state = 'paid' then
    select t.id into strict sale from payments.sale_of_order(org, o.id) t (id);
    perform ticketing.take_back(o, reason);
    perform payments.reverse_for(org, sale, left(format('Order %s: %s', o.number, reason), 500), 'unsettle:' || sale, day);
  end if;
end $$;

-- The posting of an order's sale that stands.
create or replace function payments.sale_of_order(organization uuid, ordered uuid) returns setof uuid language sql stable security definer set search_path = '' as $$
  select t.id from payments.transactions t where t.organization_id = organization and t.order_id = ordered and t.kind = 'sale'
    and not exists (select from payments.transactions r where r.organization_id = organization and r.reverses_id = t.id)
$$;

-- The accounts that a sale's money came into, and those that money of a currency can leave from by hand.
create or replace function payments.came_into(organization uuid, ordered uuid) returns setof text language sql stable security definer set search_path = '' as $$
  select a.code from payments.sale_of_order(organization, ordered) t (id)
  join payments.entries e on e.organization_id = came_into.organization and e.transaction_id = t.id and e.amount_minor > 0
  join payments.accounts a on (a.organization_id, a.id) = (e.organization_id, e.account_id)
$$;
create or replace function payments.places_of(organization uuid, wanted text) returns setof text language sql stable security definer set search_path = '' as $$
  select a.code from payments.accounts a where a.organization_id = places_of.organization and a.currency = wanted::char(3) and a.state = 'open' and a.code ~ '^assets:(cash-drawer|bank):'
$$;

-- What the book keeps for orders that are not paid in full yet.
create or replace function payments.kept_for_orders(organization uuid) returns table (currency char(3), kept bigint) language sql stable security definer set search_path = '' as $$
  select a.currency, sum(b.normal * (b.debits_minor - b.credits_minor))::bigint from payments.accounts a
  join payments.balances b on (b.organization_id, b.account_id) = (a.organization_id, a.id)
  where a.organization_id = organization and a.code = 'liabilities:deposits:orders' group by a.currency
$$;

-- For the integrity check: paid by hand and not wholly matched, or unpaid and matched wholly; and the account beside the matches.
create or replace function payments.order_faults(organization uuid) returns table (fault text) language sql stable security definer set search_path = '' as $$
  with matched as (
    select o.number, o.state, o.total_minor, o.currency, sum(a.amount_minor)::bigint as matched from payments.allocations a
    join ticketing.orders o on (o.organization_id, o.id) = (a.organization_id, a.order_id)
    where a.organization_id = organization group by o.id, o.number, o.state, o.total_minor, o.currency
  )
  select format('order %s is %s: %s of %s are matched', m.number, m.state, m.matched, m.total_minor) from matched m
  where case when m.state in ('pending', 'failed', 'expired') then m.matched not between 0 and m.total_minor - 1 else m.matched <> m.total_minor end
  union all
  select format('matched with unpaid orders: %s %s, the account says %s', coalesce(u.matched, 0), coalesce(u.currency, k.currency), coalesce(k.kept, 0))
  from (select m.currency, sum(m.matched)::bigint as matched from matched m where m.state in ('pending', 'failed', 'expired') group by m.currency) u
  full join payments.kept_for_orders(organization) k on k.currency = u.currency
  where coalesce(u.matched, 0) <> coalesce(k.kept, 0)
$$;

do $$
declare
  f text;
begin
  foreach f in array array['matched_minor(uuid, uuid)', 'lock_unpaid(uuid, uuid)', 'match_order(payments.manual_payments, uuid, bigint, int, text)',
    'unmatch_order(payments.allocations, text, date)', 'order_faults(uuid)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
  foreach f in array array['sale_of_order(uuid, uuid)', 'came_into(uuid, uuid)', 'places_of(uuid, text)', 'kept_for_orders(uuid)'] loop
    execute format('alter function payments.%s owner to gr_ledger', f);
    execute format('revoke execute on function payments.%s from public', f);
    execute format('grant execute on function payments.%s to gr_flow', f);
  end loop;
end $$;
grant execute on function payments.matched_minor(uuid, uuid) to authenticated;
