-- From an order to tickets: what it held is sold, its tickets are issued, and what its letters say. When that happens is in 42a.

-- Take the stock of an order: what it holds when its checkout still holds it, else what is left by one conditional update
-- a tier, all or nothing. False when that is too little, when another payment of the same checkout came first, or when
-- the event is off. The caller has locked the checkout and the order.
create or replace function ticketing.take_stock(o ticketing.orders) returns boolean language plpgsql volatile security definer set search_path = '' as $$
declare
  way text := ticketing.claim_stock(o);
begin
  if way = 'held' then perform ticketing.sell_held(o); end if;
  return way is not null;
end $$;

-- The same without the last step, for who has more to write before it: `held` wants ticketing.sell_held after it, `taken` does not, null is no.
-- A tier's row is what everybody waits for who buys it, so it is locked as late as can be.
create or replace function ticketing.claim_stock(o ticketing.orders) returns text language plpgsql volatile security definer set search_path = '' as $$
declare
  c ticketing.checkout_sessions;
  item record;
  tier ticketing.ticket_tiers;
  way text := 'held';
begin
  select s.* into c from ticketing.checkout_sessions s where s.organization_id = o.organization_id and s.id = o.checkout_id;
  if exists (select from ticketing.orders p where p.organization_id = o.organization_id and p.checkout_id = o.checkout_id and p.id <> o.id
      and p.state in ('paid', 'partially_refunded', 'refunded')) or not exists (
    select from events.events e where e.organization_id = o.organization_id and e.id = o.event_id and e.state in ('published', 'live', 'postponed')) then
    return null;
  end if;
  if c.state in ('open', 'paying') then
    update ticketing.ticket_holds h set released_at = now()
    where h.organization_id = o.organization_id and h.checkout_id = c.id and h.released_at is null;
  else
    way := 'taken';
    begin
      for item in
        select i.tier_id, i.quantity from ticketing.order_items i where i.organization_id = o.organization_id and i.order_id = o.id order by i.tier_id
      loop
        update ticketing.ticket_tiers t set sold = t.sold + item.quantity
        where t.organization_id = o.organization_id and t.id = item.tier_id and t.quota - t.held - t.sold >= item.quantity returning t.* into tier;
        if not found then raise exception using errcode = 'P0S02', message = 'sold out'; end if;
        perform ticketing.retake_seats(o, tier, item.quantity);
        insert into ticketing.inventory_operations (organization_id, tier_id, kind, quantity, checkout_id, order_id)
        values (o.organization_id, item.tier_id, 'hold', item.quantity, c.id, o.id);
      end loop;
      if not ticketing.retake_code(o) then raise exception using errcode = 'P0S02', message = 'used up'; end if;
    exception when sqlstate 'P0S02' then
      return null;
    end;
  end if;
  insert into ticketing.inventory_operations (organization_id, tier_id, kind, quantity, checkout_id, order_id)
  select i.organization_id, i.tier_id, 'sell', i.quantity, c.id, o.id from ticketing.order_items i
  where i.organization_id = o.organization_id and i.order_id = o.id;
  update ticketing.checkout_sessions s set state = 'completed' where s.organization_id = o.organization_id and s.id = c.id and s.state <> 'completed';
  update ticketing.orders p set state = 'failed', failure = 'Another payment for the same tickets went through.'
  where p.organization_id = o.organization_id and p.checkout_id = c.id and p.id <> o.id and p.state = 'pending';
  update ticketing.promo_uses u set order_id = o.id where u.organization_id = o.organization_id and u.checkout_id = c.id and u.released_at is null;
  update ticketing.guest_codes g set order_id = o.id where g.organization_id = o.organization_id and g.checkout_id = c.id;
  update ticketing.waitlist_entries w set state = 'bought' where w.organization_id = o.organization_id and w.checkout_id = c.id and w.state in ('offered', 'lapsed', 'left');
  perform ticketing.issue_tickets(o);
  return way;
end $$;

-- What an order held is sold, tier by tier in the one order that everybody keeps.
create or replace function ticketing.sell_held(o ticketing.orders) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  item record;
begin
  for item in
    select i.tier_id, i.quantity from ticketing.order_items i where i.organization_id = o.organization_id and i.order_id = o.id order by i.tier_id
  loop
    update ticketing.ticket_tiers t set held = t.held - item.quantity, sold = t.sold + item.quantity
    where t.organization_id = o.organization_id and t.id = item.tier_id;
  end loop;
end $$;

-- A ticket for each admission, under the name that was given for it and with its seat.
create or replace function ticketing.issue_tickets(o ticketing.orders) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  registered boolean := exists (select from ticketing.registrations g where g.organization_id = o.organization_id and g.order_id = o.id);
begin
  with wanted as materialized (
    select system.uuid7() as id, i.tier_id, n, g.id as registration_id, g.name, g.email
    from ticketing.order_items i
    join ticketing.ticket_tiers t on (t.organization_id, t.id) = (i.organization_id, i.tier_id) and t.kind = 'admission'
    cross join generate_series(1, i.quantity) n
    left join ticketing.registrations g on registered and (g.organization_id, g.order_id, g.tier_id, g.place) = (i.organization_id, i.order_id, i.tier_id, n)
    where i.organization_id = o.organization_id and i.order_id = o.id
  ), made as (
    insert into ticketing.tickets (organization_id, id, order_id, event_id, tier_id, attendee_name, attendee_email, code)
    select o.organization_id, w.id, o.id, o.event_id, w.tier_id, coalesce(w.name, o.buyer_name), coalesce(w.email, o.buyer_email), ticketing.random_code(26) from wanted w
  ), registrations as (
    update ticketing.registrations g set ticket_id = w.id from wanted w where g.organization_id = o.organization_id and g.id = w.registration_id
  ), placed as (
    select a.id, a.tier_id, row_number() over (partition by a.tier_id order by s.section_id, s.row_index, s.seat_index) as n
    from ticketing.seat_assignments a join ticketing.seats s on (s.organization_id, s.id) = (a.organization_id, a.seat_id)
    where a.organization_id = o.organization_id and a.checkout_id = o.checkout_id and a.released_at is null
  )
  update ticketing.seat_assignments a set order_id = o.id, ticket_id = w.id
  from placed p join wanted w on (w.tier_id, w.n) = (p.tier_id, p.n) where a.organization_id = o.organization_id and a.id = p.id;
end $$;

-- The order as its e-mails tell it; `link` is a path of this site. The shape is `lib/messaging/rules.ts`.
create or replace function ticketing.mail_data(o ticketing.orders, link text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return (
    select jsonb_build_object(
      'organization', jsonb_build_object('name', s.name, 'accent', s.accent, 'supportEmail', s.support_email, 'logo', s.logo_url),
      'event', jsonb_build_object('name', e.name, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'zone', e.zone,
        'place', nullif(concat_ws(', ', v.name, nullif(v.address, ''), v.city), '')),
      'order', jsonb_build_object('number', o.number, 'buyerName', o.buyer_name, 'link', coalesce(link, format('/e/%s/%s', s.slug, e.slug)),
        'totalMinor', o.total_minor::text, 'currency', o.currency),
      'items', (select jsonb_agg(jsonb_build_object('name', t.name, 'quantity', i.quantity, 'totalMinor', i.total_minor::text) order by t.position, t.id)
        from ticketing.order_items i join ticketing.ticket_tiers t on (t.organization_id, t.id) = (i.organization_id, i.tier_id)
        where i.organization_id = o.organization_id and i.order_id = o.id),
      'tickets', (select jsonb_agg(jsonb_build_object('code', k.code, 'tier', t.name, 'attendee', k.attendee_name) order by t.position, k.id)
        from ticketing.tickets k join ticketing.ticket_tiers t on (t.organization_id, t.id) = (k.organization_id, k.tier_id)
        where k.organization_id = o.organization_id and k.order_id = o.id))
    from organizations.organizations s
    join events.events e on e.organization_id = s.id and e.id = o.event_id
    left join events.venues v on (v.organization_id, v.id) = (e.organization_id, e.venue_id)
    where s.id = o.organization_id);
end $$;

-- A free order needs no gateway and has no postings.
create or replace function ticketing.complete_free(o ticketing.orders, link text) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  if not ticketing.take_stock(o) then
    raise exception using errcode = 'P0G01', message = 'These tickets are gone. Choose again.';
  end if;
  update ticketing.orders p set state = 'paid', paid_at = now() where p.organization_id = o.organization_id and p.id = o.id;
  perform ticketing.send_mail(o.organization_id, 'order_confirmation', o.buyer_email, ticketing.mail_data(o, link), 'order:' || o.id);
  perform ticketing.note(o.organization_id, 'ticketing.give_free_tickets', 'ticketing.orders', o.id, jsonb_build_object('number', o.number, 'quantity', o.quantity));
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['take_stock(ticketing.orders)', 'claim_stock(ticketing.orders)', 'sell_held(ticketing.orders)', 'issue_tickets(ticketing.orders)',
    'mail_data(ticketing.orders, text)', 'complete_free(ticketing.orders, text)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
