-- Scores: the weighted mean of what is known, in decimal arithmetic, and the queue of pairs that wait for theirs.

-- Values and weights in the order of `match_feature`; null where nothing is known. What is not known takes its weight along.
create or replace function sponsorship.match_score(vals numeric[], weights int[]) returns numeric language sql immutable set search_path = '' as $$
  select round(sum(v * w) / sum(w), 6) from unnest(vals, weights) x (v, w) where v is not null
$$;
create or replace function sponsorship.known_weight(vals numeric[], weights int[]) returns int language sql immutable set search_path = '' as $$
  select coalesce(sum(w), 0)::int from unnest(vals, weights) x (v, w) where v is not null
$$;

-- Compute one pair anew, or let its match go where one of the two is not to be had any more.
create or replace function sponsorship.compute_match(org uuid, package uuid, sponsor uuid, guest uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  x sponsorship.sponsorship_packages;
  e events.events;
  v events.venues;
  w sponsorship.match_wishes;
  fits jsonb[];
  vals numeric[];
  weights int[];
  version int;
  made uuid;
  low bigint;
  high bigint;
begin
  select p.* into x from sponsorship.open_packages(org) p where p.id = package;
  if not found or not exists (select from sponsorship.candidates(org) c where c.sponsor_id = sponsor or c.guest_id = guest) then
    delete from sponsorship.match_features f using sponsorship.sponsorship_matches m where m.organization_id = org and m.package_id = package
      and (m.sponsor_id = sponsor or m.guest_id = guest) and f.organization_id = org and f.match_id = m.id;
    delete from sponsorship.sponsorship_matches m where m.organization_id = org and m.package_id = package and (m.sponsor_id = sponsor or m.guest_id = guest);
    return;
  end if;
  select y.* into e from events.events y where y.organization_id = org and y.id = x.event_id;
  select y.* into v from events.venues y where y.organization_id = org and y.id = e.venue_id;
  select y.* into w from sponsorship.wishes_of(org, sponsor, guest) y;
  select least(x.price_minor, min(y.price_minor)), greatest(x.price_minor, max(y.price_minor)) into low, high
  from sponsorship.package_variants y where y.organization_id = org and y.package_id = x.id;
  fits := array[to_jsonb(sponsorship.category_fit(w, e)), to_jsonb(sponsorship.audience_fit(w, e)), to_jsonb(sponsorship.geography_fit(w, e, v)),
    to_jsonb(sponsorship.budget_fit(w, low, high, x.currency)), to_jsonb(sponsorship.season_fit(w, e)), to_jsonb(sponsorship.past_fit(org, sponsor)),
    to_jsonb(sponsorship.text_fit(org, package, sponsor, guest))];
  vals := array(select (f ->> 'value')::numeric from unnest(fits) with ordinality t (f, o) order by o);
  select n.version, n.weights into version, weights from sponsorship.weights_now(org) n;
  insert into sponsorship.sponsorship_matches as m (organization_id, package_id, sponsor_id, guest_id, score, known_ppm, weights_n, model_id)
  values (org, package, sponsor, guest, sponsorship.match_score(vals, weights), sponsorship.known_weight(vals, weights), version,
    (select y.id from ml.model_versions y where y.organization_id = org and y.active))
  on conflict on constraint one_match_a_pair do update set score = excluded.score, known_ppm = excluded.known_ppm, weights_n = excluded.weights_n,
    model_id = excluded.model_id, computed_at = clock_timestamp() returning id into made;
  insert into sponsorship.match_features as o (organization_id, match_id, feature, value, facts)
  select org, made, k.feature, (fits[k.place] ->> 'value')::numeric, fits[k.place] -> 'facts'
  from unnest(enum_range(null::sponsorship.match_feature)) with ordinality k (feature, place)
  on conflict on constraint one_feature_a_match do update set value = excluded.value, facts = excluded.facts
  where (o.value, o.facts) is distinct from (excluded.value, excluded.facts);
end $$;

-- Take up to `wanted` pairs out of the queue and compute them; answers how many. Any number may do this at once: what another holds, or whose package or
-- sponsor is being changed, is passed by. The marks go first and the facts are read after, so that a change in between marks the pair anew. If this is
-- killed, the marks are back.
create or replace function sponsorship.recompute_matches(wanted int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.matcher('sponsorship:write');
  pair record;
  done int := 0;
begin
  for pair in
    with picked as materialized (
      select q.id, q.package_id, q.sponsor_id from sponsorship.fit_recalc_queue q where q.organization_id = org order by q.marked_at, q.id limit least(wanted, 500) for update skip locked
    ), packages as materialized (
      select x.id from sponsorship.sponsorship_packages x where x.organization_id = org and x.id in (select k.package_id from picked k) for key share skip locked
    ), people as materialized (
      select s.id from sponsorship.sponsors s where s.organization_id = org and s.id in (select k.sponsor_id from picked k) for key share skip locked
    )
    delete from sponsorship.fit_recalc_queue q using picked k where q.organization_id = org and q.id = k.id and k.package_id in (select id from packages)
      and (k.sponsor_id is null or k.sponsor_id in (select id from people))
    returning q.package_id, q.sponsor_id, q.guest_id
  loop
    perform sponsorship.compute_match(org, pair.package_id, pair.sponsor_id, pair.guest_id);
    done := done + 1;
  end loop;
  return done;
end $$;

-- A change of an order or of a sponsor that the queue was told of by itself.
create or replace function sponsorship.mark_sponsor(sponsor uuid) returns bigint language sql volatile security definer set search_path = '' as $$
  select sponsorship.mark_stale(sponsorship.matcher('sponsorship:write'), null, sponsor, null, 'orders')
$$;

-- How fresh the matches are: pairs that wait and since when, when the last was computed, by which weights and model.
create or replace function sponsorship.match_freshness() returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('waiting', (select count(*) from sponsorship.fit_recalc_queue q where q.organization_id = o.id),
    'since', (select min(q.marked_at) from sponsorship.fit_recalc_queue q where q.organization_id = o.id),
    'matches', (select count(*) from sponsorship.sponsorship_matches m where m.organization_id = o.id),
    'computedAt', (select max(m.computed_at) from sponsorship.sponsorship_matches m where m.organization_id = o.id),
    'weights', (select n.version from sponsorship.weights_now(o.id) n),
    'model', (select v.kind || '@' || v.n from ml.model_versions v where v.organization_id = o.id and v.active))
  from (select sponsorship.matcher('sponsorship:read') as id) o
$$;

do $$
declare
  f text;
begin
  foreach f in array array['match_score(numeric[], int[])', 'known_weight(numeric[], int[])', 'compute_match(uuid, uuid, uuid, uuid)', 'recompute_matches(int)',
    'mark_sponsor(uuid)', 'match_freshness()'] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
  end loop;
end $$;
grant execute on function sponsorship.recompute_matches(int), sponsorship.mark_sponsor(uuid), sponsorship.match_freshness() to authenticated;
