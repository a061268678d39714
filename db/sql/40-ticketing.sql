-- Schema ticketing: grants, states, stock, and the small functions that the checkout, the sale and the refund share.
-- Locks are always taken in this order: checkout session, order, tiers by id, ledger.
-- What a checkout calls is plpgsql also where it is one query: it keeps its plan, while PostgreSQL 17 plans an SQL function at every call.

grant usage on schema ticketing to anon, authenticated, gr_flow, gr_ledger, gr_definer, gr_rollup, gr_worker;
grant create on schema ticketing to gr_flow;

grant select, delete on ticketing.ticket_tiers to authenticated;
grant insert (organization_id, id, event_id, name, description, price_minor, currency, quota, sale_starts_at, sale_ends_at, min_per_order, max_per_order, position, kind, hidden, open_price, suggested_minor),
  update (name, description, price_minor, quota, sale_starts_at, sale_ends_at, min_per_order, max_per_order, position, kind, hidden, open_price, suggested_minor)
  on ticketing.ticket_tiers to authenticated;
grant select (organization_id, id, event_id, state, expires_at, created_at) on ticketing.checkout_sessions to authenticated;
grant select on ticketing.ticket_holds, ticketing.order_items, ticketing.tickets, ticketing.refunds, ticketing.inventory_operations to authenticated;
-- All but the hash of the buyer's token.
grant select (organization_id, id, number, event_id, station_id, checkout_id, state, buyer_name, buyer_email, quantity, total_minor, tax_minor,
  tax_rate_ppm, tax_inclusive, tax_code, platform_fee_minor, processing_fee_minor, refunded_minor, currency, channel, gateway, payment_ref,
  group_id, paid_at, failure, created_at, discount_minor, code, method, sold_by) on ticketing.orders to authenticated;
grant update (attendee_name, attendee_email) on ticketing.tickets to authenticated;
grant select on ticketing.promo_codes, ticketing.promo_amounts, ticketing.promo_tiers, ticketing.promo_uses, ticketing.registration_questions, ticketing.registrations,
  ticketing.registration_answers, ticketing.seating_sections, ticketing.seats, ticketing.seat_assignments, ticketing.sale_terms, ticketing.order_taxes to authenticated;
-- All but the hashes of secrets.
grant select (organization_id, id, event_id, tier_id, ending, guest_name, guest_email, quantity, checkout_id, order_id, used_at, revoked_at, expires_at, created_at)
  on ticketing.guest_codes to authenticated;
grant select (organization_id, id, event_id, tier_id, state, name, email, quantity, checkout_id, offered_at, created_at) on ticketing.waitlist_entries to authenticated;
grant insert (organization_id, id, event_id, code, kind, basis_points, unlocks, most_uses, most_per_buyer, starts_at, ends_at),
  update (code, kind, basis_points, unlocks, most_uses, most_per_buyer, starts_at, ends_at, archived) on ticketing.promo_codes to authenticated;
grant insert (organization_id, id, event_id, code_id, currency, amount_minor), delete on ticketing.promo_amounts to authenticated;
grant insert (organization_id, id, event_id, code_id, tier_id), delete on ticketing.promo_tiers to authenticated;
grant insert (organization_id, id, event_id, tier_id, label, hint, kind, options, required, asks, position),
  update (tier_id, label, hint, options, required, asks, position, archived) on ticketing.registration_questions to authenticated;
grant insert (organization_id, id, event_id, tax_basis, country, region, tax_inclusive, waitlist, offer_hours),
  update (tax_basis, country, region, tax_inclusive, waitlist, offer_hours) on ticketing.sale_terms to authenticated;

do $$
declare
  t text;
begin
  foreach t in array array['ticket_tiers', 'checkout_sessions', 'ticket_holds', 'orders', 'order_items', 'tickets', 'refunds', 'inventory_operations',
    'promo_codes', 'promo_amounts', 'promo_tiers', 'promo_uses', 'guest_codes', 'registration_questions', 'registrations', 'registration_answers',
    'seating_sections', 'seats', 'seat_assignments', 'sale_terms', 'order_taxes', 'waitlist_entries'] loop
    execute format('grant select, insert, update on ticketing.%I to gr_flow', t);
    execute format('drop policy if exists flow on ticketing.%I', t);
    execute format('create policy flow on ticketing.%I for all to gr_flow using (true) with check (true)', t);
  end loop;
  execute 'revoke update on ticketing.inventory_operations from gr_flow';
  execute 'grant delete on ticketing.seats, ticketing.seating_sections, ticketing.order_taxes to gr_flow';
end $$;

create or replace trigger append_only before update or delete or truncate on ticketing.inventory_operations
  for each statement execute function system.refuse_change();

-- A tier is sold in its event's currency, and belongs to its event's station.
create or replace function ticketing.place_tier() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  select e.currency, e.station_id into new.currency, new.station_id from events.events e
  where e.organization_id = new.organization_id and e.id = new.event_id;
  return new;
end $$;
create or replace trigger place_tier before insert on ticketing.ticket_tiers for each row execute function ticketing.place_tier();

create or replace function ticketing.place_sale() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name in ('orders', 'tickets') then
    select e.station_id into new.station_id from events.events e where e.organization_id = new.organization_id and e.id = new.event_id;
  else
    select o.station_id, o.event_id into new.station_id, new.event_id from ticketing.orders o where o.organization_id = new.organization_id and o.id = new.order_id;
  end if;
  return new;
end $$;
create or replace trigger place_sale before insert on ticketing.orders for each row execute function ticketing.place_sale();
create or replace trigger place_sale before insert on ticketing.order_items for each row execute function ticketing.place_sale();
create or replace trigger place_sale before insert on ticketing.tickets for each row execute function ticketing.place_sale();
create or replace trigger place_sale before insert on ticketing.refunds for each row execute function ticketing.place_sale();

create or replace function ticketing.keep_traded_tier() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from ticketing.ticket_holds h where h.organization_id = old.organization_id and h.tier_id = old.id)
     or exists (select from ticketing.order_items i where i.organization_id = old.organization_id and i.tier_id = old.id) then
    raise exception using errcode = 'P0G01',
      message = format('Somebody has bought or chosen %s already, so it stays. End its sale instead.', old.name);
  end if;
  return old;
end $$;
create or replace trigger keep_traded_tier before delete on ticketing.ticket_tiers for each row execute function ticketing.keep_traded_tier();

-- Tokens are kept as their SHA-256 only.
create or replace function ticketing.digest(token text) returns text language sql immutable return encode(sha256(convert_to(token, 'UTF8')), 'hex');

-- Random letters and digits in Crockford's base 32 (no I, L, O, U), at most 42: each of the 64 signs of base 64 stands for one of 32, two by two,
-- so each letter is five bits and 26 of them are 130.
create or replace function ticketing.random_code(letters int) returns text language plpgsql volatile set search_path = '' as $$
begin
  return translate(left(encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'base64'), letters),
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', '0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456789ABCDEFGHJKMNPQRSTVWXYZ');
end $$;

-- An audit line by whoever this transaction is: a person, the worker, or a visitor.
create or replace function ticketing.note(org uuid, command text, subject text, subject_id uuid, input jsonb) returns void
  language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
begin
  insert into system.audit_logs (organization_id, actor_id, actor, command, subject, subject_id, input, request_id)
  values (org, system.uid(), jsonb_build_object('name', case when system.is_worker() then 'Background worker' when system.uid() is null then 'Visitor' else '' end),
    command, subject, subject_id, input, coalesce(system.context() ->> 'rid', 'visitor'));
end $$;

create or replace function ticketing.send_mail(org uuid, template text, recipient text, data jsonb, key text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
begin
  insert into system.outbox (organization_id, topic, payload, key)
  values (org, 'messaging.send_email', jsonb_build_object('template', template, 'to', recipient, 'data', data), key)
  on conflict do nothing;
end $$;

-- Give back what these checkouts hold. The caller has locked the sessions; `wanted` are tiers that it will need next,
-- locked here with the others in the one order that everybody keeps.
create or replace function ticketing.let_go(org uuid, sessions uuid[], becomes ticketing.checkout_state, why text, wanted uuid[] default '{}') returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  update ticketing.checkout_sessions c set state = becomes where c.organization_id = org and c.id = any (sessions);
  update ticketing.orders o set state = 'expired', failure = why
  where o.organization_id = org and o.checkout_id = any (sessions) and o.state = 'pending';
  perform from ticketing.ticket_tiers t
  where t.organization_id = org and (t.id = any (wanted) or t.id in (
    select h.tier_id from ticketing.ticket_holds h where h.organization_id = org and h.checkout_id = any (sessions) and h.released_at is null))
  order by t.id for no key update;
  with freed as (
    update ticketing.ticket_holds h set released_at = now()
    where h.organization_id = org and h.checkout_id = any (sessions) and h.released_at is null
    returning h.tier_id, h.checkout_id, h.quantity
  ), logged as (
    insert into ticketing.inventory_operations (organization_id, tier_id, kind, quantity, checkout_id)
    select org, f.tier_id, 'release', f.quantity, f.checkout_id from freed f
  )
  update ticketing.ticket_tiers t set held = t.held - f.quantity
  from (select tier_id, sum(quantity)::int as quantity from freed group by tier_id) f
  where t.organization_id = org and t.id = f.tier_id;
  update ticketing.seat_assignments a set released_at = now() where a.organization_id = org and a.checkout_id = any (sessions) and a.ticket_id is null and a.released_at is null;
  perform ticketing.give_codes_back(org, sessions);
  perform ticketing.pass_on(org, sessions, becomes);
end $$;

-- Checkouts whose time is over give their tickets back; one event's when asked by a buyer, everybody's by the worker.
create or replace function ticketing.release_event(org uuid, event uuid, wanted uuid[], most int default 500) returns int
  language plpgsql volatile security definer set search_path = '' as $$
declare
  sessions uuid[];
begin
  sessions := array(
    select c.id from ticketing.checkout_sessions c
    where c.organization_id = org and c.event_id = event and c.state in ('open', 'paying') and c.expires_at <= now()
    order by c.id limit most for update skip locked);
  if cardinality(sessions) > 0 then
    perform ticketing.let_go(org, sessions, 'expired', 'The time to pay was over.', wanted);
  end if;
  return cardinality(sessions);
end $$;

create or replace function ticketing.release_expired(most int default 500) returns int
  language plpgsql volatile security definer set search_path = '' as $$
declare
  due record;
  released int := 0;
begin
  for due in
    select distinct c.organization_id, c.event_id from ticketing.checkout_sessions c
    where c.state in ('open', 'paying') and c.expires_at <= now() limit 100
  loop
    released := released + ticketing.release_event(due.organization_id, due.event_id, '{}', most);
  end loop;
  return released;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['place_tier()', 'place_sale()', 'keep_traded_tier()', 'digest(text)', 'random_code(int)', 'note(uuid, text, text, uuid, jsonb)',
    'send_mail(uuid, text, text, jsonb, text)', 'let_go(uuid, uuid[], ticketing.checkout_state, text, uuid[])', 'release_event(uuid, uuid, uuid[], int)',
    'release_expired(int)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
grant execute on function ticketing.release_expired(int) to gr_worker;
