-- The deck: what visitors see of an event that looks for sponsors. Nothing of it is read from a table by a visitor; the functions here choose.

-- p: id?, eventId?, headline, intro, audience, showsReach, showsPartners. One a house and one an event; a new one is not published. Answers the id.
create or replace function sponsorship.save_deck(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('sponsorship:write');
  made uuid := (p ->> 'id')::uuid;
  event uuid := (p ->> 'eventId')::uuid;
begin
  if made is null then
    if event is not null and not exists (select from events.events v where v.organization_id = org and v.id = event) then
      raise exception using errcode = 'P0002', message = 'That event is not here, or not yours.';
    end if;
    insert into sponsorship.decks (organization_id, event_id, headline, intro, audience, shows_reach, shows_partners)
    values (org, event, coalesce(p ->> 'headline', ''), coalesce(p ->> 'intro', ''), coalesce(p ->> 'audience', ''),
      coalesce((p ->> 'showsReach')::boolean, true), coalesce((p ->> 'showsPartners')::boolean, true))
    on conflict on constraint one_deck_an_event do update set event_id = excluded.event_id returning id into made;
  else
    update sponsorship.decks d set headline = coalesce(p ->> 'headline', ''), intro = coalesce(p ->> 'intro', ''), audience = coalesce(p ->> 'audience', ''),
      shows_reach = (p ->> 'showsReach')::boolean, shows_partners = (p ->> 'showsPartners')::boolean, updated_at = clock_timestamp()
    where d.organization_id = org and d.id = made;
    if not found then raise exception using errcode = 'P0002', message = 'That deck is not here, or not yours.'; end if;
  end if;
  return made;
end $$;

-- Visitors see it, or no longer. An event's deck needs an event that visitors may see, and something on offer.
create or replace function sponsorship.publish_deck(deck uuid, shown boolean) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('sponsorship:write');
  d sponsorship.decks;
begin
  select x.* into d from sponsorship.decks x where x.organization_id = org and x.id = deck for no key update;
  if not found then raise exception using errcode = 'P0002', message = 'That deck is not here, or not yours.'; end if;
  if shown and d.event_id is not null then
    if not exists (select from events.events v where v.organization_id = org and v.id = d.event_id and v.published_at is not null
        and v.visibility in ('public', 'unlisted') and v.state in ('published', 'postponed', 'live')) then
      raise exception using errcode = 'P0S01', message = 'Visitors do not see this event yet. Publish the event first.';
    elsif not exists (select from sponsorship.sponsorship_packages k where k.organization_id = org and k.event_id = d.event_id and k.state = 'published') then
      raise exception using errcode = 'P0S01', message = 'This event has no package on offer. Offer one first.';
    end if;
  end if;
  update sponsorship.decks x set published_at = case when shown then coalesce(x.published_at, clock_timestamp()) end, updated_at = clock_timestamp()
  where x.organization_id = org and x.id = deck;
end $$;

-- A published deck whose event visitors may see. Everything else is null, as if it were not there.
create or replace function sponsorship.shown_deck(org uuid, event uuid) returns sponsorship.decks language sql stable security definer set search_path = '' as $$
  select d.* from sponsorship.decks d
  left join events.events v on v.organization_id = d.organization_id and v.id = d.event_id
  where d.organization_id = org and d.event_id is not distinct from event and d.published_at is not null
    and (d.event_id is null or v.published_at is not null and v.visibility in ('public', 'unlisted') and v.state in ('published', 'live', 'postponed', 'completed'))
$$;

-- Packages on offer of an event that is not over, as visitors read them: promises in the words of the contract, what is left, and no id but the package's own.
create or replace function sponsorship.offered(org uuid, event uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'description', k.description, 'priceMinor', k.price_minor::text, 'currency', k.currency,
      'quantity', k.quantity, 'left', greatest(k.quantity - sponsorship.sold(org, k.id), 0),
      'taxPpm', coalesce((k.terms ->> 'taxPpm')::int, 0), 'holdDays', (k.terms ->> 'holdDays')::int, 'autoApproveDays', (k.terms ->> 'autoApproveDays')::int,
      'milestones', (select coalesce(jsonb_agg(jsonb_build_object('title', m ->> 'title', 'percent', (m ->> 'percent')::int)), '[]') from jsonb_array_elements(k.terms -> 'milestones') m),
      'deliverables', (select coalesce(jsonb_agg(jsonb_build_object('title', d ->> 'title', 'description', coalesce(d ->> 'description', ''), 'anchor', d ->> 'anchor',
        'days', (d ->> 'days')::int, 'slaDays', coalesce((d ->> 'slaDays')::int, 0))), '[]') from jsonb_array_elements(k.terms -> 'deliverables') d),
      'variants', (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name, 'priceMinor', v.price_minor::text) order by v.position), '[]')
        from sponsorship.package_variants v where v.organization_id = org and v.package_id = k.id)) order by k.price_minor desc, k.name), '[]')
  from sponsorship.sponsorship_packages k join events.events e on e.organization_id = k.organization_id and e.id = k.event_id
  where k.organization_id = org and k.event_id = event and k.state = 'published' and e.ends_at > now()
$$;

-- Who sponsored this house: only those whose public profile says that it may be told. Money that never came is no sponsorship.
create or replace function sponsorship.partners(org uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(x.one order by x.last desc, x.name), '[]') from (
    select p.name, max(v.starts_at) as last, jsonb_build_object('name', p.name, 'sector', p.sector, 'org', h.slug, 'slug', p.slug, 'logo', '/media/' || p.logo_id,
      'events', (array_agg(distinct v.name))[1:3]) as one
    from sponsorship.sponsorship_orders o
    join sponsorship.sponsors s on s.organization_id = o.organization_id and s.id = o.sponsor_id
    join sponsorship.sponsor_public_profiles p on p.shows_sponsorships and p.profile_id = sponsorship.profile_id_of(s)
    join organizations.organizations h on h.id = p.organization_id and h.state = 'active'
    join events.events v on v.organization_id = o.organization_id and v.id = o.event_id and v.visibility in ('public', 'unlisted') and v.published_at is not null
    where o.organization_id = org and o.state in ('funded', 'locked', 'disputed', 'released')
    group by p.organization_id, p.id, p.name, p.sector, p.slug, p.logo_id, h.slug limit 60) x
$$;

-- The deck of an event, or of the house without one; null where there is none to see.
create or replace function sponsorship.public_deck(org_slug text, event_slug text) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'organization', jsonb_build_object('slug', o.slug, 'name', o.name, 'tagline', o.tagline, 'accent', o.accent, 'logo', o.logo_url, 'supportEmail', o.support_email, 'zone', o.zone),
    'headline', d.headline, 'intro', d.intro, 'audience', d.audience, 'publishedAt', d.published_at, 'updatedAt', d.updated_at, 'heldName', sponsorship.held_name(o.id),
    'event', case when e.id is not null then jsonb_build_object('slug', e.slug, 'name', e.name, 'summary', e.summary, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'zone', e.zone,
      'state', e.state, 'visibility', e.visibility, 'format', e.format, 'over', e.ends_at <= now(), 'venue', case when v.id is not null then jsonb_build_object('name', v.name, 'city', v.city) end) end,
    'packages', case when e.id is not null then sponsorship.offered(o.id, e.id) else '[]' end,
    'decks', case when event_slug is null then (
      select coalesce(jsonb_agg(jsonb_build_object('event', x.slug, 'name', x.name, 'startsAt', x.starts_at, 'endsAt', x.ends_at, 'zone', x.zone, 'city', w.city,
        'offered', (select count(*) from sponsorship.sponsorship_packages k where k.organization_id = o.id and k.event_id = x.id and k.state = 'published')) order by x.starts_at), '[]')
      from sponsorship.decks y join events.events x on x.organization_id = y.organization_id and x.id = y.event_id
      left join events.venues w on w.organization_id = x.organization_id and w.id = x.venue_id
      where y.organization_id = o.id and y.published_at is not null and x.published_at is not null and x.visibility = 'public' and x.state in ('published', 'live', 'postponed') and x.ends_at > now()) else '[]' end,
    'partners', case when d.shows_partners then sponsorship.partners(o.id) else '[]' end)
  from organizations.organizations o
  left join events.events e on e.organization_id = o.id and e.slug = public_deck.event_slug
  cross join lateral sponsorship.shown_deck(o.id, e.id) d
  left join events.venues v on v.organization_id = e.organization_id and v.id = e.venue_id
  where o.slug = org_slug and o.state = 'active' and not o.is_platform and (event_slug is null or e.id is not null) and d.id is not null
$$;

-- Whether the page of an event has a deck to lead to: the deck's path after `/sponsoring`, or null.
create or replace function sponsorship.deck_link(org_slug text, event_slug text) returns text language sql stable security definer set search_path = '' as $$
  select '/' || o.slug || '/' || e.slug from organizations.organizations o join events.events e on e.organization_id = o.id and e.slug = event_slug
  cross join lateral sponsorship.shown_deck(o.id, e.id) d
  where o.slug = org_slug and o.state = 'active' and d.id is not null and e.ends_at > now()
    and exists (select from sponsorship.sponsorship_packages k where k.organization_id = o.id and k.event_id = e.id and k.state = 'published')
$$;

do $$
declare
  f text;
begin
  foreach f in array array['save_deck(jsonb)', 'publish_deck(uuid, boolean)', 'shown_deck(uuid, uuid)', 'offered(uuid, uuid)', 'partners(uuid)', 'public_deck(text, text)',
    'deck_link(text, text)'] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
  end loop;
end $$;
grant execute on function sponsorship.save_deck(jsonb), sponsorship.publish_deck(uuid, boolean) to authenticated;
grant usage on schema sponsorship to anon;
grant execute on function sponsorship.public_deck(text, text), sponsorship.deck_link(text, text) to anon, authenticated;
