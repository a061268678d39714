-- What became of a visit in the shop, noted in the transaction of the deed itself: a fact exists exactly when its deed does, and once.

-- Facts of these orders, or of all of the organization that have none yet. An order is sold when its payment was taken, be it returned later.
create or replace function analytics.note_orders(org uuid, ids uuid[]) returns void language sql volatile security definer set search_path = '' as $$
  insert into analytics.ticket_analytics (organization_id, happened_at, kind, key, event_id, order_id, channel, currency, quantity, amount_minor, tax_minor)
  select o.organization_id, o.paid_at, 'paid', 'paid:' || o.id, o.event_id, o.id, o.channel, o.currency, o.quantity, o.total_minor, o.tax_minor
  from ticketing.orders o
  where o.organization_id = org and o.id = any (note_orders.ids) and o.paid_at is not null
    and (o.state in ('paid', 'partially_refunded') or o.state = 'refunded' and exists (select from ticketing.tickets k where k.organization_id = org and k.order_id = o.id))
  on conflict do nothing
$$;

-- Refunds that went out, with what of the order had gone back before; money that came too late was never a sale.
create or replace function analytics.note_refunds(org uuid, ids uuid[]) returns void language sql volatile security definer set search_path = '' as $$
  insert into analytics.ticket_analytics (organization_id, happened_at, kind, key, event_id, order_id, channel, currency, quantity, amount_minor, before_minor)
  select r.organization_id, r.settled_at, 'refunded', 'refunded:' || r.id, o.event_id, o.id, o.channel, o.currency, 1, r.amount_minor,
    (select coalesce(sum(b.amount_minor), 0) from ticketing.refunds b where b.organization_id = org and b.order_id = r.order_id and b.state = 'succeeded'
      and (b.settled_at, b.id) < (r.settled_at, r.id))
  from ticketing.refunds r join ticketing.orders o on (o.organization_id, o.id) = (r.organization_id, r.order_id)
  where r.organization_id = org and r.id = any (note_refunds.ids) and r.state = 'succeeded' and r.settled_at is not null and o.state <> 'refund_due'
    and exists (select from ticketing.tickets k where k.organization_id = org and k.order_id = o.id)
  on conflict do nothing
$$;

-- Tickets that went back to stock after they were sold.
create or replace function analytics.note_returns(org uuid, ids uuid[]) returns void language sql volatile security definer set search_path = '' as $$
  insert into analytics.ticket_analytics (organization_id, happened_at, kind, key, event_id, order_id, tier_id, channel, currency, quantity)
  select i.organization_id, i.created_at, 'returned', 'returned:' || i.id, o.event_id, o.id, i.tier_id, o.channel, o.currency, i.quantity
  from ticketing.inventory_operations i join ticketing.orders o on (o.organization_id, o.id) = (i.organization_id, i.order_id)
  where i.organization_id = org and i.id = any (note_returns.ids) and i.kind = 'return'
  on conflict do nothing
$$;

-- Tickets admitted now. Undoing an admission is a fact of the moment that it takes back (`note_undone`), so that the two cancel out.
create or replace function analytics.note_arrivals(org uuid, ids uuid[]) returns void language sql volatile security definer set search_path = '' as $$
  insert into analytics.ticket_analytics (organization_id, happened_at, kind, key, event_id, order_id, tier_id, channel, currency, quantity)
  select k.organization_id, k.redeemed_at, 'arrived', 'arrived:' || k.id || ':' || extract(epoch from k.redeemed_at), k.event_id, k.order_id, k.tier_id, o.channel, o.currency, 1
  from ticketing.tickets k join ticketing.orders o on (o.organization_id, o.id) = (k.organization_id, k.order_id)
  where k.organization_id = org and k.id = any (note_arrivals.ids) and k.redeemed_at is not null
  on conflict do nothing
$$;

create or replace function analytics.note_undone(k ticketing.tickets) returns void language sql volatile security definer set search_path = '' as $$
  insert into analytics.ticket_analytics (organization_id, happened_at, kind, key, event_id, order_id, tier_id, channel, currency, quantity)
  select k.organization_id, k.redeemed_at, 'arrived', 'undone:' || k.id || ':' || extract(epoch from k.redeemed_at), k.event_id, k.order_id, k.tier_id, o.channel, o.currency, -1
  from ticketing.orders o where (o.organization_id, o.id) = (k.organization_id, k.order_id)
  on conflict do nothing
$$;

-- Visitors who went on to the checkout. Sales by staff pass through one as well: the rollup leaves those out.
create or replace function analytics.note_checkouts(org uuid, ids uuid[]) returns void language sql volatile security definer set search_path = '' as $$
  insert into analytics.ticket_analytics (organization_id, happened_at, kind, key, event_id, channel, currency, quantity)
  select c.organization_id, c.created_at, 'checkout', 'checkout:' || c.id, c.event_id, 'online', e.currency, 1
  from ticketing.checkout_sessions c join events.events e on (e.organization_id, e.id) = (c.organization_id, c.event_id)
  where c.organization_id = org and c.id = any (note_checkouts.ids)
  on conflict do nothing
$$;

-- One statement of the shop, however many rows it touched, becomes one insert for each organization in it.
create or replace function analytics.note_deeds() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  g record;
  k ticketing.tickets;
begin
  if tg_table_name = 'orders' and tg_op = 'INSERT' then
    for g in select f.organization_id as org, array_agg(f.id) as ids from fresh f where f.paid_at is not null group by 1 loop
      perform analytics.note_orders(g.org, g.ids);
    end loop;
  elsif tg_table_name = 'orders' then
    for g in select f.organization_id as org, array_agg(f.id) as ids from fresh f join stale s on (s.organization_id, s.id) = (f.organization_id, f.id)
      where f.paid_at is not null and f.state in ('paid', 'partially_refunded', 'refunded')
        and (s.paid_at is null or s.state not in ('paid', 'partially_refunded', 'refunded')) group by 1 loop
      perform analytics.note_orders(g.org, g.ids);
    end loop;
  elsif tg_table_name = 'refunds' then
    for g in select f.organization_id as org, array_agg(f.id) as ids from fresh f where f.state = 'succeeded' group by 1 loop
      perform analytics.note_refunds(g.org, g.ids);
    end loop;
  elsif tg_table_name = 'inventory_operations' then
    for g in select f.organization_id as org, array_agg(f.id) as ids from fresh f where f.kind = 'return' group by 1 loop
      perform analytics.note_returns(g.org, g.ids);
    end loop;
  elsif tg_table_name = 'tickets' then
    for k in select s.* from stale s join fresh f on (f.organization_id, f.id) = (s.organization_id, s.id)
      where s.redeemed_at is not null and f.redeemed_at is distinct from s.redeemed_at loop
      perform analytics.note_undone(k);
    end loop;
    for g in select f.organization_id as org, array_agg(f.id) as ids from fresh f join stale s on (s.organization_id, s.id) = (f.organization_id, f.id)
      where f.redeemed_at is not null and f.redeemed_at is distinct from s.redeemed_at group by 1 loop
      perform analytics.note_arrivals(g.org, g.ids);
    end loop;
  else
    for g in select f.organization_id as org, array_agg(f.id) as ids from fresh f group by 1 loop
      perform analytics.note_checkouts(g.org, g.ids);
    end loop;
  end if;
  return null;
end $$;

-- What was sold before there was anybody to note it; nothing when somebody did.
create or replace function analytics.note_past(org uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  if (select count(*) from analytics.ticket_analytics f where f.organization_id = org and f.kind = 'paid')
    >= (select count(*) from ticketing.orders o where o.organization_id = org and o.paid_at is not null and o.state <> 'refund_due') then return; end if;
  perform analytics.note_orders(org, array(select o.id from ticketing.orders o where o.organization_id = org and o.paid_at is not null));
  perform analytics.note_refunds(org, array(select r.id from ticketing.refunds r where r.organization_id = org and r.state = 'succeeded'));
  perform analytics.note_returns(org, array(select i.id from ticketing.inventory_operations i where i.organization_id = org and i.kind = 'return'));
  perform analytics.note_arrivals(org, array(select k.id from ticketing.tickets k where k.organization_id = org and k.redeemed_at is not null));
  perform analytics.note_checkouts(org, array(select c.id from ticketing.checkout_sessions c where c.organization_id = org));
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['note_orders(uuid, uuid[])', 'note_refunds(uuid, uuid[])', 'note_returns(uuid, uuid[])', 'note_arrivals(uuid, uuid[])',
    'note_undone(ticketing.tickets)', 'note_checkouts(uuid, uuid[])', 'note_deeds()', 'note_past(uuid)'] loop
    execute format('alter function analytics.%s owner to gr_flow', f);
    execute format('revoke execute on function analytics.%s from public', f);
  end loop;
end $$;
grant execute on function analytics.note_past(uuid) to gr_rollup;

create or replace trigger note_sold after insert on ticketing.orders referencing new table as fresh for each statement execute function analytics.note_deeds();
create or replace trigger note_paid after update on ticketing.orders referencing new table as fresh old table as stale for each statement execute function analytics.note_deeds();
create or replace trigger note_refunded after update on ticketing.refunds referencing new table as fresh for each statement execute function analytics.note_deeds();
create or replace trigger note_settled after insert on ticketing.refunds referencing new table as fresh for each statement execute function analytics.note_deeds();
create or replace trigger note_returned after insert on ticketing.inventory_operations referencing new table as fresh for each statement execute function analytics.note_deeds();
create or replace trigger note_arrived after update on ticketing.tickets referencing new table as fresh old table as stale for each statement execute function analytics.note_deeds();
create or replace trigger note_begun after insert on ticketing.checkout_sessions referencing new table as fresh for each statement execute function analytics.note_deeds();
