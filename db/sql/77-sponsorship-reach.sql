-- What analytics says to sponsors: the reach on a deck, and the numbers behind a proof. After 74, whose tables it reads.

-- How many people a house or one of its events reached in the last twelve months, from the rollups. Fewer than a hundred is not told.
create or replace function analytics.public_reach(org uuid, event uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  with t as (
    select (now() at time zone o.zone)::date - 365 as since from organizations.organizations o where o.id = org
  ), seen as (
    select coalesce(sum(d.views), 0) as views from analytics.daily_traffic d, t where d.organization_id = org and d.day >= t.since and (event is null or d.event_id = event)
  ), who as (
    select analytics.sketch_size(coalesce(analytics.merge_sketches(d.sketch), '{}')) as visitors from analytics.daily_visitors d, t
    where d.organization_id = org and d.day >= t.since and d.event_id is not distinct from event
  ), sold as (
    select coalesce(sum(d.tickets - d.returned), 0) as tickets from analytics.daily_sales d, t
    where d.organization_id = org and d.day >= t.since and (event is null or d.event_id = event)
  )
  select jsonb_build_object('since', t.since, 'asOf', (select max(w.as_of_at) from analytics.watermarks w),
    'views', case when seen.views >= 100 then seen.views end, 'visitors', case when who.visitors >= 100 then who.visitors end,
    'tickets', case when sold.tickets >= 100 then sold.tickets end)
  from t, seen, who, sold
$$;
alter function analytics.public_reach(uuid, uuid) owner to gr_rollup;
revoke execute on function analytics.public_reach(uuid, uuid) from public;
grant execute on function analytics.public_reach(uuid, uuid) to gr_flow;

-- The reach that a published deck shows; null when it shows none, or when there is no such deck.
create or replace function sponsorship.deck_reach(org_slug text, event_slug text) returns jsonb language sql stable security definer set search_path = '' as $$
  select analytics.public_reach(o.id, e.id) from organizations.organizations o
  left join events.events e on e.organization_id = o.id and e.slug = deck_reach.event_slug
  cross join lateral sponsorship.shown_deck(o.id, e.id) d
  where o.slug = org_slug and o.state = 'active' and not o.is_platform and (event_slug is null or e.id is not null) and d.id is not null and d.shows_reach
$$;
alter function sponsorship.deck_reach(text, text) owner to gr_flow;
revoke execute on function sponsorship.deck_reach(text, text) from public;
grant execute on function sponsorship.deck_reach(text, text) to anon, authenticated;
