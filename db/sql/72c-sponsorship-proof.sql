-- The proof, at every commit that touched an order or the accounts of one: state, figures, history and books say the same. Whoever changed what, by
-- whatever path: no order is released without its entries, and no entry reaches held funds without its order.

create or replace function sponsorship.order_fault(o sponsorship.sponsorship_orders) returns text language plpgsql stable security definer set search_path = '' as $$
declare
  wanted bigint := o.funded_minor - o.released_minor - o.refunded_minor;
  booked bigint;
  wrong record;
begin
  select coalesce(-sum(e.amount_minor), 0) into booked from payments.accounts a
  join payments.entries e on e.organization_id = a.organization_id and e.account_id = a.id
  where a.organization_id = any (array[coalesce(o.holder_id, o.organization_id), coalesce(o.holder_id, payments.platform_id())]) and a.code = 'liabilities:held:' || o.id;
  if booked <> wanted then
    return format('Order %s is %s and holds %s, and the books hold %s.', o.number, o.state, wanted, booked);
  end if;
  if o.sponsor_book_id is not null then
    select coalesce(sum(e.amount_minor), 0) into booked from payments.accounts a
    join payments.entries e on e.organization_id = a.organization_id and e.account_id = a.id
    where a.organization_id = o.sponsor_book_id and a.code = 'assets:prepaid:' || o.id;
    if booked <> wanted then
      return format('Order %s holds %s, and the book of %s says %s.', o.number, wanted, o.sponsor_name, booked);
    end if;
  end if;
  select m.kind, m.delta_minor, x.moved into wrong from sponsorship.held_movements m
  cross join lateral (select coalesce(-sum(e.amount_minor), 0) as moved from payments.transactions t
    join payments.entries e on e.organization_id = t.organization_id and e.transaction_id = t.id
    join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id and a.code = 'liabilities:held:' || o.id
    where t.group_id = m.group_id) x
  where m.organization_id = o.organization_id and m.order_id = o.id and x.moved <> m.delta_minor limit 1;
  if found then
    return format('Order %s: %s says %s, and its entries %s.', o.number, wrong.kind, wrong.delta_minor, wrong.moved);
  end if;
  if wanted <> (select coalesce(sum(m.delta_minor), 0) from sponsorship.held_movements m where m.organization_id = o.organization_id and m.order_id = o.id) then
    return format('Order %s holds %s, and its history says otherwise.', o.number, wanted);
  end if;
  return null;
end $$;

create or replace function sponsorship.keep_true() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  code text;
  o sponsorship.sponsorship_orders;
  fault text;
begin
  if tg_table_name = 'balances' then
    select a.code into code from payments.accounts a where a.organization_id = new.organization_id and a.id = new.account_id;
    if code is null or code !~ '^(liabilities:held|assets:prepaid):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then return null; end if;
    select x.* into o from sponsorship.sponsorship_orders x where x.id = substring(code from '[^:]+$')::uuid;
    if not found then
      raise exception using errcode = 'P0G01', message = 'Held funds belong to an order, and there is none of that id.';
    end if;
    if new.organization_id <> coalesce(case when code like 'assets:%' then o.sponsor_book_id else o.holder_id end, new.organization_id) then
      raise exception using errcode = 'P0G01', message = format('The funds of %s are held in another book.', o.number);
    end if;
  else
    select x.* into o from sponsorship.sponsorship_orders x where x.organization_id = new.organization_id
      and x.id = case when tg_table_name = 'held_movements' then (to_jsonb(new) ->> 'order_id')::uuid else new.id end;
  end if;
  fault := sponsorship.order_fault(o);
  if fault is not null then
    raise exception using errcode = 'P0G01', message = 'Held funds move only with their order. ' || fault;
  end if;
  return null;
end $$;

alter function sponsorship.order_fault(sponsorship.sponsorship_orders) owner to gr_ledger;
alter function sponsorship.keep_true() owner to gr_ledger;
revoke execute on function sponsorship.order_fault(sponsorship.sponsorship_orders), sponsorship.keep_true() from public;

drop trigger if exists keep_true on sponsorship.sponsorship_orders;
create constraint trigger keep_true after insert or update on sponsorship.sponsorship_orders deferrable initially deferred
  for each row execute function sponsorship.keep_true();
drop trigger if exists keep_true on sponsorship.held_movements;
create constraint trigger keep_true after insert on sponsorship.held_movements deferrable initially deferred
  for each row execute function sponsorship.keep_true();
-- Held funds have a floor and one row. Sales, which only add to striped accounts, never come here.
drop trigger if exists keep_held_true on payments.balances;
create constraint trigger keep_held_true after update on payments.balances deferrable initially deferred
  for each row when (new.floor_minor is not null and new.stripe = 0) execute function sponsorship.keep_true();

-- What was agreed stays agreed, and figures only grow.
create or replace function sponsorship.keep_order() returns trigger language plpgsql set search_path = '' as $$
begin
  if (to_jsonb(new) - array['state', 'fee_ppm', 'processing_minor', 'holder_id', 'sponsor_book_id', 'funded_minor', 'released_minor', 'refunded_minor', 'returned_minor',
      'frozen_minor', 'funded_on', 'must_leave_by', 'invoice_id']) is distinct from (to_jsonb(old) - array['state', 'fee_ppm', 'processing_minor', 'holder_id', 'sponsor_book_id',
      'funded_minor', 'released_minor', 'refunded_minor', 'returned_minor', 'frozen_minor', 'funded_on', 'must_leave_by', 'invoice_id'])
    or least(new.funded_minor - old.funded_minor, new.released_minor - old.released_minor, new.refunded_minor - old.refunded_minor, new.returned_minor - old.returned_minor) < 0
    or old.holder_id is not null and (new.holder_id, new.fee_ppm, new.processing_minor, new.must_leave_by) is distinct from (old.holder_id, old.fee_ppm, old.processing_minor, old.must_leave_by) then
    raise exception 'An order keeps its terms, and its money only moves forward.' using errcode = '42501';
  end if;
  return new;
end $$;
alter function sponsorship.keep_order() owner to gr_flow;
revoke execute on function sponsorship.keep_order() from public;
create or replace trigger keep_order before update on sponsorship.sponsorship_orders for each row execute function sponsorship.keep_order();

-- For the integrity check.
create or replace function sponsorship.faults(organization uuid) returns table (fault text) language sql stable security definer set search_path = '' as $$
  select f from sponsorship.sponsorship_orders o cross join lateral sponsorship.order_fault(o) f where o.organization_id = faults.organization and f is not null
$$;
alter function sponsorship.faults(uuid) owner to gr_ledger;
revoke execute on function sponsorship.faults(uuid) from public;
grant execute on function sponsorship.faults(uuid) to gr_flow;
