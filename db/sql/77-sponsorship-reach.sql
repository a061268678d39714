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

-- What an event, its programme page or a whole house counted from one day to another, with the days it is the sum of and the moment for which that is true.
-- Different visitors are counted over the whole time: whoever came twice is one, so their days add up to more. `measure` and `scope` as in lib/sponsorship/rules/proof.ts.
create or replace function analytics.figure_for(org uuid, event uuid, measure text, scope text, from_ date, to_ date) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  zone text;
  as_of timestamptz;
  found jsonb;
  figure bigint;
begin
  select o.zone into zone from organizations.organizations o where o.id = org;
  select max(w.as_of_at) into as_of from analytics.watermarks w;
  if from_ > to_ or to_ - from_ > 366 then
    raise exception using errcode = 'P0G01', column = 'to', message = 'Choose a year at most, the last day not before the first.';
  elsif as_of is null or to_ > (as_of at time zone zone)::date then
    raise exception using errcode = 'P0G01', column = 'to', message = 'That day is not counted yet. Choose one that is over.';
  elsif measure not in ('views', 'visitors', 'clicks', 'shares', 'scans', 'plays', 'tickets', 'arrivals') or scope not in ('event', 'programme', 'house') then
    raise exception using errcode = 'P0G01', column = 'measure', message = 'That is not counted here.';
  end if;
  if measure = 'visitors' then
    select coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'n', analytics.sketch_size(d.sketch)) order by d.day), '[]'),
      analytics.sketch_size(coalesce(analytics.merge_sketches(d.sketch), '{}')) into found, figure
    from analytics.daily_visitors d where d.organization_id = org and d.day between from_ and to_ and d.event_id is not distinct from case when scope = 'event' then event end;
  elsif measure in ('tickets', 'arrivals') then
    select coalesce(jsonb_agg(jsonb_build_object('day', x.day, 'n', x.n) order by x.day), '[]'), coalesce(sum(x.n), 0) into found, figure
    from (select d.day, sum(case measure when 'tickets' then d.tickets - d.returned else d.arrivals end)::bigint as n from analytics.daily_sales d
      where d.organization_id = org and d.day between from_ and to_ and (scope <> 'event' or d.event_id = event) group by d.day) x where x.n <> 0;
  else
    select coalesce(jsonb_agg(jsonb_build_object('day', x.day, 'n', x.n) order by x.day), '[]'), coalesce(sum(x.n), 0) into found, figure
    from (select d.day, sum(case measure when 'views' then d.views when 'clicks' then d.clicks when 'shares' then d.shares when 'scans' then d.scans else d.plays end)::bigint as n
      from analytics.daily_traffic d where d.organization_id = org and d.day between from_ and to_
        and case scope when 'event' then d.event_id = event and d.page = 'event' when 'programme' then d.page = 'programme' else true end group by d.day) x where x.n <> 0;
  end if;
  return jsonb_build_object('figure', greatest(figure, 0), 'measure', measure, 'scope', scope, 'from', from_, 'to', to_, 'zone', zone, 'asOf', as_of, 'rows', found);
end $$;
alter function analytics.figure_for(uuid, uuid, text, text, date, date) owner to gr_rollup;
revoke execute on function analytics.figure_for(uuid, uuid, text, text, date, date) from public;
grant execute on function analytics.figure_for(uuid, uuid, text, text, date, date) to gr_flow;
