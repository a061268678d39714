-- What a visitor may choose from, with a code or without.

-- The tickets, extras and taxes of an event by its address; hidden ones only with a code that unlocks them, and an invitation's alone.
-- Null when there is nothing for them.
create or replace function ticketing.shop(org_slug text, event_slug text, code text default null) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  e events.events;
  promo ticketing.promo_codes;
  guest ticketing.guest_codes;
  problem text;
begin
  select x.* into e from organizations.organizations o join events.events x on x.organization_id = o.id
  where o.slug = shop.org_slug and o.state = 'active' and x.slug = shop.event_slug and x.visibility in ('public', 'unlisted') and x.published_at is not null;
  if not found then return null; end if;
  if coalesce(code, '') <> '' then
    guest := ticketing.guest_code(e.organization_id, e.id, code);
    select p.* into promo from ticketing.promo_codes p where p.organization_id = e.organization_id and p.event_id = e.id and p.code = ticketing.plain_code(shop.code) and guest.id is null;
    problem := case when guest.id is not null then ticketing.guest_problem(guest) else ticketing.code_problem(promo, e.zone) end;
  end if;
  return jsonb_build_object(
    'code', case when coalesce(code, '') <> '' then jsonb_build_object('typed', shop.code, 'problem', problem,
      'words', case when problem is not null then null
        when guest.id is not null then format('%s, you are invited: %s, free of charge.', guest.guest_name, case when guest.quantity = 1 then 'one ticket' else 'up to ' || guest.quantity || ' tickets' end)
        when promo.kind = 'percent' then format('%s takes %s%% off%s.', promo.code, trim_scale(promo.basis_points / 100.0), ticketing.code_scope(promo))
        when promo.kind = 'fixed' then format('%s takes %s off%s.', promo.code, (select ticketing.money_words(a.amount_minor, a.currency) from ticketing.promo_amounts a
          where a.organization_id = promo.organization_id and a.code_id = promo.id and a.currency = e.currency), ticketing.code_scope(promo))
        else format('%s shows you more tickets.', promo.code) end) end,
    'taxes', ticketing.tax_terms(e.organization_id, e.id),
    'waitlist', coalesce((select s.waitlist from ticketing.sale_terms s where s.organization_id = e.organization_id and s.event_id = e.id), true),
    'takesCodes', exists (select from ticketing.promo_codes p where p.organization_id = e.organization_id and p.event_id = e.id and not p.archived)
      or exists (select from ticketing.guest_codes g where g.organization_id = e.organization_id and g.event_id = e.id and g.revoked_at is null),
    'tiers', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', t.id, 'name', t.name, 'description', t.description, 'currency', t.currency, 'kind', t.kind, 'hidden', t.hidden,
        'priceMinor', case when t.id = guest.tier_id and problem is null then 0 else t.price_minor end::text,
        'openPrice', t.open_price and guest.id is null, 'suggestedMinor', t.suggested_minor::text, 'seated', ticketing.seated(t.organization_id, t.id),
        'left', t.quota - t.held - t.sold, 'mayComeBack', t.held > 0, 'saleStartsAt', t.sale_starts_at, 'saleEndsAt', t.sale_ends_at,
        'minPerOrder', case when t.id = guest.tier_id then 1 else t.min_per_order end, 'maxPerOrder', case when t.id = guest.tier_id then guest.quantity else t.max_per_order end,
        'sale', case when t.held + t.sold >= t.quota then 'sold_out' when t.id = guest.tier_id then 'on_sale' when now() < t.sale_starts_at then 'not_yet'
          when now() >= t.sale_ends_at then 'ended' else 'on_sale' end)
        order by t.kind = 'add_on', t.position, t.price_minor, t.id)
      from ticketing.ticket_tiers t where t.organization_id = e.organization_id and t.event_id = e.id
        and case when guest.id is not null and problem is null then t.id = guest.tier_id
          else not t.hidden or (promo.unlocks and problem is null and ticketing.code_for(promo, t)) end), '[]'::jsonb));
end $$;

create or replace function ticketing.code_scope(p ticketing.promo_codes) returns text language sql stable security definer set search_path = '' as $$
  select coalesce((select ' ' || string_agg(t.name, ', ' order by t.position, t.id) from ticketing.promo_tiers x join ticketing.ticket_tiers t
    on (t.organization_id, t.id) = (x.organization_id, x.tier_id) where x.organization_id = p.organization_id and x.code_id = p.id), '')
$$;

-- The map of an event's seats: who looks sees which are free, never who has the others.
create or replace function ticketing.seat_map(org_slug text, event_slug text) returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'tierId', c.tier_id, 'name', c.name, 'seats', (
      select jsonb_agg(jsonb_build_object('id', s.id, 'row', s.row, 'number', s.number, 'y', s.row_index, 'x', s.seat_index, 'accessible', s.accessible,
        'free', not s.blocked and not exists (select from ticketing.seat_assignments a where a.organization_id = s.organization_id and a.seat_id = s.id and a.released_at is null))
        order by s.row_index, s.seat_index)
      from ticketing.seats s where s.organization_id = c.organization_id and s.section_id = c.id)) order by c.position, c.id), '[]'::jsonb)
  from organizations.organizations o join events.events e on e.organization_id = o.id
  join ticketing.seating_sections c on c.organization_id = e.organization_id and c.event_id = e.id
  where o.slug = seat_map.org_slug and o.state = 'active' and e.slug = seat_map.event_slug and e.visibility in ('public', 'unlisted') and e.published_at is not null
$$;

do $$
declare
  f text;
begin
  foreach f in array array['shop(text, text, text)', 'code_scope(ticketing.promo_codes)', 'seat_map(text, text)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
grant execute on function ticketing.shop(text, text, text), ticketing.seat_map(text, text) to anon, authenticated;
