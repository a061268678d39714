-- Schema events: grants by column, what publishing demands, and what visitors may see. Safe to apply again.

grant usage on schema events to anon, authenticated, gr_flow, gr_ledger, gr_definer, gr_rollup, gr_worker;
grant create on schema events to gr_flow;
grant usage, create on schema public to gr_flow;
grant usage on schema public to anon, authenticated, gr_worker;

grant select on events.events, events.venues to authenticated;
grant insert (organization_id, id, name, address, city, country, zone, capacity),
  update (name, address, city, country, zone, capacity) on events.venues to authenticated;
grant insert (organization_id, id, slug, name, summary, description, venue_id, station_id, category, visibility, format, capacity,
    starts_at, ends_at, zone, currency, created_by),
  update (slug, name, summary, description, venue_id, station_id, category, visibility, format, capacity, starts_at, ends_at, zone, currency)
  on events.events to authenticated;
grant select, update on events.events to gr_flow;
grant select on events.venues to gr_flow;
grant select on events.events, events.venues to gr_ledger;

do $$
declare
  t text;
begin
  foreach t in array array['events.events', 'events.venues'] loop
    execute format('drop policy if exists flow on %s', t);
    execute format('create policy flow on %s for all to gr_flow using (true) with check (true)', t);
    execute format('drop policy if exists ledger on %s', t);
    execute format('create policy ledger on %s for select to gr_ledger using (true)', t);
  end loop;
end $$;
-- What the functions need to know of the organization that sells; the policy is in 20-organizations.sql.
grant usage on schema organizations, ref to gr_flow;
grant select on organizations.organizations to gr_flow;


-- What an event needs before strangers may see it. Named after `guard_state`, so that a wrong state is said first.
create or replace function events.check_publishable() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  tier_count int;
  quota bigint;
begin
  if new.state <> 'published' then return new; end if;
  if new.ends_at <= now() then
    raise exception using errcode = 'P0G01', message = 'This event is over already. Give it a date in the future, then publish it.';
  end if;
  if old.state = 'draft' and new.starts_at <= now() then
    raise exception using errcode = 'P0G01', message = 'This event has begun already. Give it a start in the future, then publish it.';
  end if;
  if trim(new.name) = '' then
    raise exception using errcode = 'P0G01', message = 'Give the event a name, then publish it.';
  end if;
  if new.format <> 'online' and new.venue_id is null then
    raise exception using errcode = 'P0G01', message = 'Say where it happens: choose a venue, or make it an online event. Then publish it.';
  end if;
  select count(*), sum(t.quota) into tier_count, quota from ticketing.ticket_tiers t
  where t.organization_id = new.organization_id and t.event_id = new.id;
  if tier_count = 0 then
    raise exception using errcode = 'P0G01', message = 'Add at least one ticket tier, then publish it.';
  end if;
  if not exists (select from ticketing.ticket_tiers t
                 where t.organization_id = new.organization_id and t.event_id = new.id and t.sale_ends_at > now() and t.quota > 0) then
    raise exception using errcode = 'P0G01', message = 'Every ticket''s sale has ended already. Let at least one be on sale, then publish it.';
  end if;
  new.published_at := coalesce(new.published_at, now());
  return new;
end $$;
create or replace trigger publishable before update of state on events.events
  for each row execute function events.check_publishable();

-- What changes with an event: its time of change, the currency and the station of its tickets.
create or replace function events.keep_whole() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  new.updated_at := now();
  if new.currency <> old.currency then
    if exists (select from ticketing.orders o where o.organization_id = new.organization_id and o.event_id = new.id)
       or exists (select from ticketing.ticket_tiers t where t.organization_id = new.organization_id and t.event_id = new.id and t.held + t.sold > 0) then
      raise exception using errcode = 'P0G01', message = format('Tickets were sold in %s already, so the currency stays.', old.currency);
    end if;
    update ticketing.ticket_tiers t set currency = new.currency where t.organization_id = new.organization_id and t.event_id = new.id;
  end if;
  if new.station_id is distinct from old.station_id then
    update ticketing.ticket_tiers t set station_id = new.station_id where t.organization_id = new.organization_id and t.event_id = new.id;
    update ticketing.tickets t set station_id = new.station_id where t.organization_id = new.organization_id and t.event_id = new.id;
    update ticketing.order_items i set station_id = new.station_id from ticketing.orders o
      where o.organization_id = new.organization_id and o.event_id = new.id and (i.organization_id, i.order_id) = (o.organization_id, o.id);
    update ticketing.refunds r set station_id = new.station_id from ticketing.orders o
      where o.organization_id = new.organization_id and o.event_id = new.id and (r.organization_id, r.order_id) = (o.organization_id, o.id);
    update ticketing.orders o set station_id = new.station_id where o.organization_id = new.organization_id and o.event_id = new.id;
  end if;
  return new;
end $$;
create or replace trigger keep_whole before update on events.events
  for each row execute function events.keep_whole();

-- No more tickets than people may come. Deferred, so that tiers can be rearranged; locks the event, so that two people cannot both use the last room.
create or replace function events.check_capacity() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  org uuid := new.organization_id;
  event uuid := (to_jsonb(new) ->> case when tg_table_name = 'events' then 'id' else 'event_id' end)::uuid;
  room int;
  tickets bigint;
begin
  select e.capacity into room from events.events e where e.organization_id = org and e.id = event for no key update;
  select coalesce(sum(t.quota), 0) into tickets from ticketing.ticket_tiers t where t.organization_id = org and t.event_id = event and t.kind = 'admission';
  if tickets > room then
    raise exception using errcode = 'P0G01', constraint = 'tickets_within_capacity',
      message = format('The tiers have %s tickets together, but only %s people may come. Lower a quota or raise the capacity.', tickets, room);
  end if;
  return null;
end $$;
do $$
begin
  if not exists (select from pg_catalog.pg_trigger where tgname = 'tickets_within_capacity' and tgrelid = 'ticketing.ticket_tiers'::regclass) then
    create constraint trigger tickets_within_capacity after insert or update of quota on ticketing.ticket_tiers
      deferrable initially deferred for each row execute function events.check_capacity();
    create constraint trigger tickets_within_capacity after update of capacity on events.events
      deferrable initially deferred for each row execute function events.check_capacity();
  end if;
end $$;

-- What a visitor may see of an event by its address; null when there is nothing for them.
create or replace function events.public_event(org_slug text, event_slug text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', e.id, 'slug', e.slug, 'name', e.name, 'summary', e.summary, 'description', e.description,
    'state', e.state, 'visibility', e.visibility, 'category', e.category, 'format', e.format,
    'startsAt', e.starts_at, 'endsAt', e.ends_at, 'zone', e.zone, 'currency', e.currency, 'publishedAt', e.published_at,
    'salesOpen', e.state in ('published', 'live') and e.ends_at > now(),
    'organization', jsonb_build_object('slug', o.slug, 'name', o.name, 'tagline', o.tagline, 'accent', o.accent, 'logo', o.logo_url, 'supportEmail', o.support_email,
      'country', o.country, 'taxRatePpm', o.tax_rate_ppm, 'taxInclusive', o.tax_inclusive, 'taxCode', o.tax_code),
    'venue', case when v.id is not null then jsonb_build_object('name', v.name, 'address', v.address, 'city', v.city, 'country', v.country) end,
    'tiers', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', t.id, 'name', t.name, 'description', t.description, 'priceMinor', t.price_minor::text, 'currency', t.currency,
        'left', t.quota - t.held - t.sold, 'mayComeBack', t.held > 0, 'minPerOrder', t.min_per_order, 'maxPerOrder', t.max_per_order,
        'saleStartsAt', t.sale_starts_at, 'saleEndsAt', t.sale_ends_at,
        'sale', case when now() < t.sale_starts_at then 'not_yet' when now() >= t.sale_ends_at then 'ended'
                     when t.held + t.sold >= t.quota then 'sold_out' else 'on_sale' end)
        order by t.position, t.price_minor, t.id)
      from ticketing.ticket_tiers t where t.organization_id = e.organization_id and t.event_id = e.id and not t.hidden and t.kind = 'admission'), '[]'::jsonb))
  from organizations.organizations o
  join events.events e on e.organization_id = o.id
  left join events.venues v on (v.organization_id, v.id) = (e.organization_id, e.venue_id)
  where o.slug = public_event.org_slug and e.slug = public_event.event_slug and o.state = 'active'
    and e.published_at is not null and e.visibility in ('public', 'unlisted')
    and e.state in ('published', 'live', 'postponed', 'completed', 'cancelled')
$$;

-- The public programme of an organization: what is coming, soonest first; null when there is no such organization.
create or replace function events.public_events(org_slug text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'organization', jsonb_build_object('slug', o.slug, 'name', o.name, 'tagline', o.tagline, 'accent', o.accent, 'logo', o.logo_url, 'supportEmail', o.support_email),
    'events', coalesce((
      select jsonb_agg(jsonb_build_object('slug', e.slug, 'name', e.name, 'summary', e.summary, 'state', e.state, 'category', e.category,
          'format', e.format, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'zone', e.zone, 'currency', e.currency,
          'venue', case when v.id is not null then jsonb_build_object('name', v.name, 'city', v.city) end,
          'fromMinor', tiers.cheapest::text, 'left', tiers.seats)
        order by e.starts_at, e.id)
      from events.events e
      left join events.venues v on (v.organization_id, v.id) = (e.organization_id, e.venue_id)
      cross join lateral (select min(t.price_minor) as cheapest, coalesce(sum(t.quota - t.held - t.sold), 0) as seats
        from ticketing.ticket_tiers t where t.organization_id = e.organization_id and t.event_id = e.id and t.sale_ends_at > now()
          and not t.hidden and t.kind = 'admission') tiers
      where e.organization_id = o.id and e.visibility = 'public' and e.state in ('published', 'live', 'postponed') and e.ends_at > now()), '[]'::jsonb))
  from organizations.organizations o
  where o.slug = public_events.org_slug and o.state = 'active' and not o.is_platform
$$;

-- Create a draft with its tiers, as whoever asks: row security and column grants decide. Moments are ISO 8601 with an offset.
-- p: slug, name, summary, description, venueId, stationId, category, visibility, format, capacity, startsAt, endsAt, zone, currency,
-- tiers [{ name, description, priceMinor, quota, saleStartsAt, saleEndsAt, minPerOrder, maxPerOrder }]
create or replace function public.create_event(p jsonb) returns uuid language plpgsql volatile security invoker set search_path = '' as $$
declare
  event uuid := system.uuid7();
  org uuid := system.org_id();
  tier jsonb;
  place int := 0;
begin
  insert into events.events (organization_id, id, slug, name, summary, description, venue_id, station_id, category, visibility, format,
    capacity, starts_at, ends_at, zone, currency, created_by)
  values (org, event, p ->> 'slug', p ->> 'name', coalesce(p ->> 'summary', ''), coalesce(p ->> 'description', ''),
    (p ->> 'venueId')::uuid, (p ->> 'stationId')::uuid, p ->> 'category', coalesce(p ->> 'visibility', 'public'), coalesce(p ->> 'format', 'in_person'),
    (p ->> 'capacity')::int, (p ->> 'startsAt')::timestamptz, (p ->> 'endsAt')::timestamptz, p ->> 'zone', p ->> 'currency', system.uid());
  for tier in select value from jsonb_array_elements(coalesce(p -> 'tiers', '[]'::jsonb)) loop
    insert into ticketing.ticket_tiers (organization_id, event_id, name, description, price_minor, quota, sale_starts_at, sale_ends_at,
      min_per_order, max_per_order, position)
    values (org, event, tier ->> 'name', coalesce(tier ->> 'description', ''), (tier ->> 'priceMinor')::bigint, (tier ->> 'quota')::int,
      (tier ->> 'saleStartsAt')::timestamptz, (tier ->> 'saleEndsAt')::timestamptz,
      coalesce((tier ->> 'minPerOrder')::int, 1), coalesce((tier ->> 'maxPerOrder')::int, 10), place);
    place := place + 1;
  end loop;
  return event;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['events.check_publishable()', 'events.keep_whole()', 'events.check_capacity()', 'events.public_event(text, text)',
    'events.public_events(text)', 'public.create_event(jsonb)'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function events.public_event(text, text), events.public_events(text) to anon, authenticated;
grant execute on function public.create_event(jsonb) to authenticated;
