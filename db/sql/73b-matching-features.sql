-- The features of a match: each from 0 to 1 with the facts that its sentence is made of, or null where something is not known.
-- Nothing is guessed: what is not known counts neither for nor against.

-- What is known of what a sponsor or guest looks for. What an organizer wrote of its sponsor comes first; where it wrote nothing, what the sponsor's own
-- organization lets others see here, and then its profile: of a sponsor of ours the one that speaks for it, of a guest what it made public.
create or replace function sponsorship.wishes_of(org uuid, sponsor uuid, guest uuid) returns sponsorship.match_wishes language plpgsql stable security definer set search_path = '' as $$
declare
  w sponsorship.match_wishes;
  own sponsorship.match_wishes;
  said record;
begin
  select x.* into own from sponsorship.match_wishes x where x.sponsor_id is null and x.matchable
    and x.organization_id = coalesce(guest, (select s.sponsor_organization_id from sponsorship.sponsors s where s.organization_id = org and s.id = sponsor));
  select x.* into w from sponsorship.match_wishes x where x.organization_id = org and x.sponsor_id = sponsor;
  select y.regions, y.budget_least_minor, y.budget_most_minor, y.currency, concat_ws(' ', y.sector, y.about, y.audience, y.looks_for) as words into said from (
    select p.sector, p.about, p.audience, p.looks_for, p.regions, p.budget_least_minor, p.budget_most_minor, p.currency
    from sponsorship.sponsors s join sponsorship.sponsor_profiles p on p.id = sponsorship.profile_id_of(s) where s.organization_id = org and s.id = sponsor
    union all
    select q.sector, q.about, q.audience, q.looks_for, q.regions, q.budget_least_minor, q.budget_most_minor, q.currency
    from sponsorship.sponsor_public_profiles q join sponsorship.sponsor_profiles p on p.organization_id = q.organization_id and p.id = q.profile_id and p.sponsor_id is null
    where q.organization_id = guest) y limit 1;
  w.about := btrim(concat_ws(' ', coalesce(nullif(w.about, ''), own.about), said.words));
  w.categories := coalesce(nullif(w.categories, '{}'), own.categories, '{}');
  w.places := coalesce(nullif(w.places, '{}'), own.places, '{}');
  if w.places = '{}' then w.places := coalesce(said.regions, '{}'); end if;
  w.months := coalesce(nullif(w.months, '{}'), own.months, '{}');
  if num_nonnulls(w.audience_least, w.audience_most) = 0 then
    w.audience_least := own.audience_least; w.audience_most := own.audience_most;
  end if;
  if num_nonnulls(w.budget_least_minor, w.budget_most_minor) = 0 then
    w.budget_least_minor := own.budget_least_minor; w.budget_most_minor := own.budget_most_minor; w.currency := own.currency;
  end if;
  if num_nonnulls(w.budget_least_minor, w.budget_most_minor) = 0 then
    w.budget_least_minor := said.budget_least_minor; w.budget_most_minor := said.budget_most_minor; w.currency := said.currency;
  end if;
  return w;
end $$;

create or replace function sponsorship.category_fit(w sponsorship.match_wishes, e events.events, out value numeric, out facts jsonb)
  language sql stable set search_path = '' as $$
  select case when w.categories = '{}' then null when e.category = any (w.categories) then 1 else 0 end,
    jsonb_build_object('category', (select c.name from ref.event_categories c where c.key = e.category),
      'wanted', (select coalesce(jsonb_agg(c.name order by c.position), '[]') from ref.event_categories c where c.key = any (w.categories)))
$$;

-- The city counts, or the country by its name or code. Online events are nowhere.
create or replace function sponsorship.geography_fit(w sponsorship.match_wishes, e events.events, v events.venues, out value numeric, out facts jsonb)
  language sql stable set search_path = '' as $$
  select case when w.places = '{}' or e.format = 'online' or v.id is null then null
      when exists (select from unnest(w.places) p where lower(btrim(p)) in (lower(v.city), lower(v.country), lower(c.name), lower(c.alpha3))) then 1 else 0 end,
    jsonb_build_object('city', v.city, 'country', coalesce(c.name, v.country), 'online', e.format = 'online', 'wanted', to_jsonb(w.places))
  from (select) nothing left join ref.countries c on c.code = v.country
$$;

-- One of the prices (package and variants) lies within the budget: 1. Else the ratio of the nearer ends. Other currencies are not compared: there is no rate.
create or replace function sponsorship.budget_fit(w sponsorship.match_wishes, low bigint, high bigint, currency text, out value numeric, out facts jsonb)
  language sql immutable set search_path = '' as $$
  select case when num_nonnulls(w.budget_least_minor, w.budget_most_minor) = 0 or w.currency <> currency then null
      when low > w.budget_most_minor then round(w.budget_most_minor::numeric / low, 6)
      when high < w.budget_least_minor then round(high::numeric / w.budget_least_minor, 6) else 1 end,
    jsonb_build_object('least', w.budget_least_minor::text, 'most', w.budget_most_minor::text, 'in', w.currency, 'low', low::text, 'high', high::text, 'currency', currency)
$$;

-- The month of the beginning on the event's own calendar; a neighbouring month counts half.
create or replace function sponsorship.season_fit(w sponsorship.match_wishes, e events.events, out value numeric, out facts jsonb)
  language sql stable set search_path = '' as $$
  select case when w.months = '{}' then null else (select max(case least(abs(m - x.month), 12 - abs(m - x.month)) when 0 then 1 when 1 then 0.5 else 0 end) from unnest(w.months) m) end,
    jsonb_build_object('month', x.month, 'wanted', to_jsonb(w.months))
  from (select extract(month from e.starts_at at time zone e.zone)::int as month) x
$$;

-- How many people come: what was sold of this event (rollups of sales), or what events of its kind that are over sold on average, whichever is more.
create or replace function sponsorship.audience_fit(w sponsorship.match_wishes, e events.events, out value numeric, out facts jsonb)
  language plpgsql stable security definer set search_path = '' as $$
declare
  sold bigint;
  before bigint;
  several bigint;
  expected bigint;
begin
  if num_nonnulls(w.audience_least, w.audience_most) = 0 then
    facts := '{}';
    return;
  end if;
  select coalesce(sum(d.tickets - d.returned), 0) into sold from analytics.daily_sales d where d.organization_id = e.organization_id and d.event_id = e.id;
  select coalesce(round(avg(x.n)), 0)::bigint, count(*) into before, several from (
    select sum(d.tickets - d.returned) as n from (
      select p.id from events.events p where p.organization_id = e.organization_id and p.category = e.category and p.ends_at < now() and p.state in ('completed', 'archived')
      order by p.ends_at desc limit 8) p
    join analytics.daily_sales d on d.organization_id = e.organization_id and d.event_id = p.id group by p.id) x;
  expected := greatest(sold, before);
  facts := jsonb_build_object('sold', sold, 'before', before, 'events', several, 'expected', expected, 'least', w.audience_least, 'most', w.audience_most);
  if expected <= 0 then return; end if;
  value := case when expected < w.audience_least then round(expected::numeric / w.audience_least, 6)
    when expected > w.audience_most then round(w.audience_most::numeric / expected, 6) else 1 end;
end $$;

-- How it went before: how many of the orders that ended were released (twice), how much was shown in time, and whether they came again.
create or replace function sponsorship.past_fit(org uuid, sponsor uuid, out value numeric, out facts jsonb) language plpgsql stable security definer set search_path = '' as $$
declare
  ended bigint;
  released bigint;
  events bigint;
  shown bigint;
  in_time bigint;
begin
  select count(*) filter (where o.state in ('released', 'refunded', 'cancelled')), count(*) filter (where o.state = 'released'),
    count(distinct o.event_id) filter (where o.state not in ('cancelled', 'refunded')) into ended, released, events
  from sponsorship.sponsorship_orders o where o.organization_id = org and o.sponsor_id = sponsor;
  select count(*), count(*) filter (where not p.late) into shown, in_time
  from sponsorship.deliverable_proofs p where p.organization_id = org and p.sponsor_id = sponsor and p.approved;
  facts := jsonb_build_object('ended', ended, 'released', released, 'events', events, 'shown', shown, 'inTime', in_time);
  if ended > 0 then
    value := round((2 * released::numeric / ended + case when shown > 0 then in_time::numeric / shown else 0 end + case when events > 1 then 1 else 0.5 end)
      / case when shown > 0 then 4 else 3 end, 6);
  end if;
end $$;

-- The words of a sponsor or guest, and of a package with its event; null where there is nothing but a name.
create or replace function sponsorship.sponsor_words(org uuid, sponsor uuid, guest uuid) returns text language sql stable security definer set search_path = '' as $$
  select nullif(btrim(concat_ws(' ', s.industry, s.profile, w.about)), '') from (select) nothing
  left join sponsorship.sponsors s on s.organization_id = org and s.id = sponsor
  left join sponsorship.wishes_of(org, sponsor, guest) w on true
$$;
create or replace function sponsorship.package_words(org uuid, package uuid) returns text language sql stable security definer set search_path = '' as $$
  select concat_ws(' ', x.name, x.description, e.name, e.summary, e.description, c.name,
    (select string_agg(concat_ws(' ', d ->> 'title', d ->> 'description'), ' ' order by o) from jsonb_array_elements(coalesce(x.terms -> 'deliverables', '[]')) with ordinality t (d, o)))
  from sponsorship.sponsorship_packages x join events.events e on e.organization_id = x.organization_id and e.id = x.event_id
  left join ref.event_categories c on c.key = e.category where x.organization_id = org and x.id = package
$$;
create or replace function sponsorship.hash_of(words text) returns text language sql immutable strict set search_path = '' as $$
  select encode(sha256(convert_to(words, 'UTF8')), 'hex')
$$;

-- How alike the words are by the model that is active, as a part of what counts as fully alike. Words that changed are not known until their vector is made.
create or replace function sponsorship.text_fit(org uuid, package uuid, sponsor uuid, guest uuid, out value numeric, out facts jsonb)
  language plpgsql stable security definer set search_path = '' as $$
declare
  m ml.model_versions;
  alike numeric;
begin
  select x.* into m from ml.model_versions x where x.organization_id = org and x.active;
  select sponsorship.cosine(s.vector, p.vector) into alike from ml.sponsor_embeddings s
  join ml.package_embeddings p on p.organization_id = org and p.model_id = m.id and p.package_id = package and p.hash = sponsorship.hash_of(sponsorship.package_words(org, package))
  where s.organization_id = org and s.model_id = m.id and (s.sponsor_id = sponsor or s.guest_id = guest)
    and s.hash = sponsorship.hash_of(sponsorship.sponsor_words(org, sponsor, guest));
  value := case when alike is not null then round(least(1, greatest(0, alike) / m.full_at), 6) end;
  facts := jsonb_build_object('cosine', alike, 'fullAt', m.full_at, 'model', m.kind || '@' || m.n);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['wishes_of(uuid, uuid, uuid)', 'category_fit(sponsorship.match_wishes, events.events)',
    'geography_fit(sponsorship.match_wishes, events.events, events.venues)', 'budget_fit(sponsorship.match_wishes, bigint, bigint, text)',
    'season_fit(sponsorship.match_wishes, events.events)', 'audience_fit(sponsorship.match_wishes, events.events)', 'past_fit(uuid, uuid)',
    'sponsor_words(uuid, uuid, uuid)', 'package_words(uuid, uuid)', 'hash_of(text)', 'cosine(real[], real[])', 'text_fit(uuid, uuid, uuid, uuid)'] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
  end loop;
end $$;
