-- Tickets set aside: by a visitor for ten minutes, by staff for the moment of a sale.

-- All or nothing; each tier is taken by one conditional update, so two buyers never get the same last ticket. items: [{ tierId, quantity,
-- priceMinor?, seats? }]; `code` is a promo or guest code as typed. `staff` may sell what is hidden, outside of its window, at no charge.
create or replace function ticketing.hold(event events.events, items jsonb, token text, code text, staff boolean default false, complimentary boolean default false) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := event.organization_id;
  tier ticketing.ticket_tiers;
  promo ticketing.promo_codes;
  guest ticketing.guest_codes;
  wanted record;
  price bigint;
  admissions int := 0;
  session uuid := system.uuid7();
begin
  if coalesce(jsonb_array_length(items), 0) not between 1 and 50 then
    raise exception using errcode = 'P0G01', message = 'Choose at least one ticket.';
  end if;
  if coalesce(code, '') <> '' then
    guest := ticketing.guest_code(org, event.id, code);
    if guest.id is null then
      select p.* into promo from ticketing.promo_codes p where p.organization_id = org and p.event_id = event.id and p.code = ticketing.plain_code(hold.code);
    end if;
    if coalesce(case when guest.id is null then ticketing.code_problem(promo, event.zone) end, ticketing.guest_problem(guest)) is not null then
      raise exception using errcode = 'P0G01', column = 'code',
        message = coalesce(case when guest.id is null then ticketing.code_problem(promo, event.zone) end, ticketing.guest_problem(guest));
    end if;
  end if;
  perform ticketing.release_event(org, event.id, array(select (i.value ->> 'tierId')::uuid from jsonb_array_elements(items) i));
  insert into ticketing.checkout_sessions (organization_id, id, event_id, token_hash, expires_at, code)
  values (org, session, event.id, ticketing.digest(token), now() + interval '10 minutes',
    case when guest.id is not null then '…' || guest.ending else promo.code end);
  for wanted in
    select i.tier_id, sum(i.quantity)::int as quantity, max(i.price) as price,
      (select array_agg(s::uuid) from jsonb_array_elements(items) k, jsonb_array_elements_text(coalesce(k.value -> 'seats', '[]'::jsonb)) s
        where (k.value ->> 'tierId')::uuid = i.tier_id) as seats
    from (select (x.value ->> 'tierId')::uuid as tier_id, (x.value ->> 'quantity')::int as quantity, (x.value ->> 'priceMinor')::bigint as price
      from jsonb_array_elements(items) x) i group by i.tier_id order by i.tier_id
  loop
    if wanted.quantity < 1 then
      raise exception using errcode = 'P0G01', message = 'Choose at least one ticket.';
    end if;
    update ticketing.ticket_tiers t set held = t.held + wanted.quantity
    where t.organization_id = org and t.id = wanted.tier_id and t.event_id = event.id and t.quota - t.held - t.sold >= wanted.quantity
      and (staff or t.id = guest.tier_id or (wanted.quantity between t.min_per_order and t.max_per_order and now() >= t.sale_starts_at and now() < t.sale_ends_at
        and (not t.hidden or (promo.unlocks and ticketing.code_for(promo, t)))))
    returning t.* into tier;
    if not found then
      select t.* into tier from ticketing.ticket_tiers t where t.organization_id = org and t.id = wanted.tier_id and t.event_id = event.id;
      raise exception using errcode = 'P0G01', message = case
        when tier.id is null or (tier.hidden and not staff and guest.tier_id is distinct from tier.id and not coalesce(promo.unlocks and ticketing.code_for(promo, tier), false))
          then 'That ticket is not offered any more.' else ticketing.why_not(tier, wanted.quantity, event.zone) end;
    end if;
    if guest.id is not null and (tier.id <> guest.tier_id or wanted.quantity > guest.quantity) then
      raise exception using errcode = 'P0G01', column = 'code', message = format('This invitation is for %s × %s.', guest.quantity,
        (select t.name from ticketing.ticket_tiers t where t.organization_id = org and t.id = guest.tier_id));
    end if;
    price := case when guest.id is not null or complimentary then 0 when tier.open_price then coalesce(wanted.price, tier.suggested_minor, tier.price_minor) else tier.price_minor end;
    if tier.open_price and guest.id is null and not complimentary and (price < tier.price_minor or price > 100000000) then
      raise exception using errcode = 'P0G01', column = 'prices.' || tier.id, message = format('%s costs at least %s.', tier.name, ticketing.money_words(tier.price_minor, tier.currency));
    end if;
    if tier.kind = 'admission' then admissions := admissions + wanted.quantity; end if;
    insert into ticketing.ticket_holds (organization_id, checkout_id, tier_id, quantity, unit_price_minor)
    values (org, session, tier.id, wanted.quantity, price);
    insert into ticketing.inventory_operations (organization_id, tier_id, kind, quantity, checkout_id)
    values (org, tier.id, 'hold', wanted.quantity, session);
    perform ticketing.take_seats(org, event.id, tier, wanted.quantity, wanted.seats, session);
  end loop;
  if admissions = 0 then
    raise exception using errcode = 'P0G01', message = 'Choose a ticket as well: the extras come with one.';
  end if;
  if promo.id is not null then
    perform ticketing.apply_code(org, session, promo, event.currency);
  elsif guest.id is not null then
    update ticketing.guest_codes g set used_at = now(), checkout_id = session where g.organization_id = org and g.id = guest.id and g.used_at is null and g.revoked_at is null;
    if not found then
      raise exception using errcode = 'P0G01', column = 'code', message = 'This code was used already.';
    end if;
  end if;
  return session;
end $$;

-- Set tickets aside for ten minutes, for a visitor. `token` is the visitor's secret, made by the app.
-- Errors: P0002 no such event, P0G01 with a sentence for the visitor.
drop function if exists ticketing.hold_tickets(text, text, jsonb, text);
create or replace function ticketing.hold_tickets(org_slug text, event_slug text, items jsonb, token text, code text default null) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  event events.events;
begin
  if token !~ '^[A-Za-z0-9_-]{32,128}$' then
    raise exception using errcode = 'P0G01', message = 'This checkout cannot be started. Go back to the event and choose again.';
  end if;
  select e.* into event from organizations.organizations o join events.events e on e.organization_id = o.id
  where o.slug = hold_tickets.org_slug and o.state = 'active' and e.slug = hold_tickets.event_slug
    and e.visibility in ('public', 'unlisted') and e.published_at is not null;
  if not found then
    raise exception using errcode = 'P0002', message = 'This event is not here any more.';
  end if;
  if event.state not in ('published', 'live') or event.ends_at <= now() then
    raise exception using errcode = 'P0G01', message = format('Tickets for %s are not on sale.', event.name);
  end if;
  perform ticketing.hold(event, items, token, code);
  return ticketing.checkout(token);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['hold(events.events, jsonb, text, text, boolean, boolean)', 'hold_tickets(text, text, jsonb, text, text)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
grant execute on function ticketing.hold_tickets(text, text, jsonb, text, text) to anon, authenticated;
