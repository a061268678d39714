-- Who comes, in groups of k people and more. Raw rows are read here and nowhere else for it; what leaves is safe by construction:
--  * people are taken in in batches of k, in the order in which they came first: what is shown today and tomorrow differs by nobody or by k;
--  * each count is rounded down to a multiple of k, and a group of fewer is not shown, nor named;
--  * where those hidden are fewer than k together, the smallest of the others is hidden too: subtracting leaves two groups and k people at least;
--  * periods are whole months that have ended, or the whole sale of one event: no other slices exist;
--  * of two audiences that differ by fewer than k people only one is shown: the one that comes first in `audience_scopes`.
grant select on ticketing.registrations, ticketing.registration_answers, ticketing.registration_questions to gr_rollup;
do $$
declare
  t text;
begin
  foreach t in array array['ticketing.registrations', 'ticketing.registration_answers', 'ticketing.registration_questions'] loop
    execute format('drop policy if exists rollup on %s', t);
    execute format('create policy rollup on %s for select to gr_rollup using (true)', t);
  end loop;
end $$;

-- Everybody who may ever be looked at together: the last 12, 3 and 1 whole months, then each event by age. `place` says which is shown of two.
create or replace function analytics.audience_scopes(org uuid, at timestamptz) returns table (place int, months int, event_id uuid, from_at timestamptz, before_at timestamptz)
  language sql stable set search_path = '' as $$
  with clock as (select o.zone, date_trunc('month', audience_scopes.at at time zone o.zone) as month from organizations.organizations o where o.id = org)
  select n.place, n.months, null::uuid, (c.month - make_interval(months => n.months)) at time zone c.zone, c.month at time zone c.zone
  from clock c, (values (1, 12), (2, 3), (3, 1)) n (place, months)
  union all
  select 3 + (row_number() over (order by e.id))::int, null, e.id, '-infinity', 'infinity' from events.events e where e.organization_id = org and e.published_at is not null
$$;

-- The people of a scope, as far as they fill batches of k: buyers by their address, visitors who agreed by their number.
create or replace function analytics.audience_people(org uuid, unit text, event uuid, from_at timestamptz, before_at timestamptz, k int) returns table (person text, first_at timestamptz)
  language sql stable set search_path = '' as $$
  with everybody as (
    select lower(o.buyer_email) as person, min(o.paid_at) as first_at from ticketing.orders o
    where unit = 'buyers' and o.organization_id = org and o.state in ('paid', 'partially_refunded') and o.buyer_email <> '' and o.paid_at >= from_at and o.paid_at < before_at
      and (event is null or o.event_id = event) group by 1
    union all
    select v.visitor::text, min(v.happened_at) from analytics.event_impressions v
    where unit = 'visitors' and v.organization_id = org and v.kind = 'view' and v.happened_at >= from_at and v.happened_at < before_at and (event is null or v.event_id = event) group by 1
  ), ranked as (select e.*, row_number() over (order by e.first_at, e.person) as nth, count(*) over () as many from everybody e)
  select r.person, r.first_at from ranked r where r.nth <= r.many / k * k
$$;

-- The same of every event at once.
create or replace function analytics.event_people(org uuid, unit text, k int) returns table (event_id uuid, person text) language sql stable set search_path = '' as $$
  with everybody as (
    select o.event_id, lower(o.buyer_email) as person, min(o.paid_at) as first_at from ticketing.orders o
    where unit = 'buyers' and o.organization_id = org and o.state in ('paid', 'partially_refunded') and o.buyer_email <> '' and o.paid_at is not null group by 1, 2
    union all
    select v.event_id, v.visitor::text, min(v.happened_at) from analytics.event_impressions v
    where unit = 'visitors' and v.organization_id = org and v.kind = 'view' and v.event_id is not null group by 1, 2
  ), ranked as (select e.*, row_number() over (partition by e.event_id order by e.first_at, e.person) as nth, count(*) over (partition by e.event_id) as many from everybody e)
  select r.event_id, r.person from ranked r where r.nth <= r.many / k * k
$$;

-- Does an audience that comes first differ from these people by some, but fewer than k? An audience of nobody is not shown, and near to none.
create or replace function analytics.audience_too_near(org uuid, unit text, scope int, k int, at timestamptz) returns boolean language plpgsql stable set search_path = '' as $$
declare
  here record;
  other record;
  apart bigint;
  mine text[];
begin
  select s.* into here from analytics.audience_scopes(org, at) s where s.place = scope;
  mine := array(select p.person from analytics.audience_people(org, unit, here.event_id, here.from_at, here.before_at, k) p);
  for other in select s.* from analytics.audience_scopes(org, at) s where s.place < scope and s.event_id is null loop
    select count(*) into apart from (select unnest(mine) as person) m
    full join analytics.audience_people(org, unit, null, other.from_at, other.before_at, k) p using (person) where m.person is null or p.person is null;
    if apart between 1 and k - 1 then return true; end if;
  end loop;
  if here.event_id is null then return false; end if;
  return exists (
    select from (select p.event_id, count(*) as n, count(m.person) as both_ from analytics.event_people(org, unit, k) p left join (select unnest(mine) as person) m using (person) group by 1) e
    join analytics.audience_scopes(org, at) s on s.event_id = e.event_id
    where s.place < scope and cardinality(mine) + e.n - 2 * e.both_ between 1 and k - 1);
end $$;

-- One group a person and question, counted: rounded down, small ones away, and one more with a single small one. [{ label, people }], and whether any is hidden.
create or replace function analytics.safe_groups(labels text[], counts bigint[], k int) returns jsonb language sql immutable set search_path = '' as $$
  with every as (select l.label, c.n, row_number() over (order by c.n, l.label) as rank from unnest(labels) with ordinality l (label, i) join unnest(counts) with ordinality c (n, i) using (i) where c.n > 0),
  small as (select count(*) filter (where n < k) as hidden, coalesce(sum(n) filter (where n < k), 0) as people, count(*) as many from every),
  shown as (select e.* from every e, small s where e.n >= k and not (s.people between 1 and k - 1 and e.rank = s.hidden + 1))
  select jsonb_build_object('groups', coalesce((select jsonb_agg(jsonb_build_object('label', s.label, 'people', s.n / k * k) order by s.n / k desc, s.label) from shown s), '[]'),
    'hidden', (select count(*) from shown) < (select many from small))
$$;

-- p: months (12, 3 or 1) or event. Answers { k, asOf, buyers: { people, why? }, visitors: the same, groups: [{ key, unit, label, groups, hidden }] }. `people` is null where
-- nothing is shown, and `why` says so: few, or near (too much like another audience that is shown).
create or replace function analytics.audience_at(p jsonb, at timestamptz) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  k int;
  here record;
  unit text;
  people bigint;
  answer jsonb;
  parts jsonb := '[]';
begin
  if org is null or not system.can('analytics:read') then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  k := coalesce((select s.audience_k from analytics.settings s where s.organization_id = org), 10);
  select s.* into here from analytics.audience_scopes(org, audience_at.at) s
  where case when p ->> 'event' is not null then s.event_id = (p ->> 'event')::uuid else s.months = coalesce((p ->> 'months')::int, 12) end;
  if not found then
    raise exception using errcode = 'P0002', message = 'There is no such audience.';
  end if;
  answer := jsonb_build_object('k', k, 'fromAt', case when here.months is not null then here.from_at end, 'beforeAt', case when here.months is not null then here.before_at end);
  foreach unit in array array['buyers', 'visitors'] loop
    select count(*) into people from analytics.audience_people(org, unit, here.event_id, here.from_at, here.before_at, k);
    if people = 0 then
      answer := answer || jsonb_build_object(unit, jsonb_build_object('people', null, 'why', 'few'));
    elsif analytics.audience_too_near(org, unit, here.place, k, audience_at.at) then
      answer := answer || jsonb_build_object(unit, jsonb_build_object('people', null, 'why', 'near'));
    else
      answer := answer || jsonb_build_object(unit, jsonb_build_object('people', people, 'why', null));
      parts := parts || case unit when 'buyers' then analytics.buyer_groups(org, here.event_id, here.from_at, here.before_at, k)
        else analytics.visitor_groups(org, here.event_id, here.from_at, here.before_at, k) end;
    end if;
  end loop;
  if here.event_id is not null then parts := parts || analytics.answer_groups(org, here.event_id, k); end if;
  return answer || jsonb_build_object('groups', parts);
end $$;

-- The same of today, which is all that anybody may ask for: other days would be other slices.
create or replace function analytics.audience(p jsonb) returns jsonb language sql stable security definer set search_path = '' as $$
  select analytics.audience_at(p, now())
$$;

-- What the orders of these buyers say: came before, how many they bring, which ticket, how they bought, how early, and of an event whether they came.
create or replace function analytics.buyer_groups(org uuid, event uuid, from_at timestamptz, before_at timestamptz, k int) returns jsonb language sql stable set search_path = '' as $$
  with people as materialized (select * from analytics.audience_people(org, 'buyers', event, from_at, before_at, k)),
  ever as materialized (select lower(o.buyer_email) as person, min(o.paid_at) as first_at from ticketing.orders o
    where o.organization_id = org and o.state in ('paid', 'partially_refunded', 'refunded') and o.paid_at is not null group by 1),
  bought as materialized (
    select lower(o.buyer_email) as person, o.id, o.event_id, o.paid_at, o.quantity, o.channel, e.starts_at,
      row_number() over (partition by lower(o.buyer_email) order by o.paid_at, o.id) as nth
    from ticketing.orders o join events.events e on (e.organization_id, e.id) = (o.organization_id, o.event_id)
    where o.organization_id = org and o.state in ('paid', 'partially_refunded') and o.paid_at >= from_at and o.paid_at < before_at and (event is null or o.event_id = event)
      and lower(o.buyer_email) in (select p.person from people p)
  ), each as (
    select 'returning' as key, 1 as nth, p.person, case when v.first_at < p.first_at then 'Came before' else 'New' end as label from people p join ever v using (person)
    union all
    select 'party', 2, b.person, case when sum(b.quantity) = 1 then '1 ticket' when sum(b.quantity) = 2 then '2 tickets' when sum(b.quantity) < 5 then '3 or 4 tickets' else '5 tickets or more' end from bought b group by b.person
    union all
    select 'tier', 3, m.person, m.name from (select b.person, t.name, row_number() over (partition by b.person order by sum(i.quantity) desc, t.name) as rank
      from bought b join ticketing.order_items i on i.organization_id = org and i.order_id = b.id join ticketing.ticket_tiers t on t.organization_id = org and t.id = i.tier_id
      group by b.person, t.name) m where m.rank = 1
    union all
    select 'way', 4, b.person, case b.channel when 'online' then 'Online' when 'door' then 'At the door' else 'By hand' end from bought b where b.nth = 1
    union all
    select 'lead', 5, b.person, case when b.starts_at - b.paid_at < interval '1 day' then 'On the last day' when b.starts_at - b.paid_at < interval '8 days' then 'In the last week'
      when b.starts_at - b.paid_at < interval '31 days' then 'In the last month' else 'Earlier' end from bought b where b.nth = 1
    union all
    select 'arrived', 6, b.person, case when bool_or(exists (select from ticketing.tickets x where x.organization_id = org and x.order_id = b.id and x.redeemed_at is not null)) then 'Came' else 'Did not come' end
    from bought b where event is not null and b.starts_at < now() group by b.person
  ), counted as (select e.key, e.nth, e.label, count(*) as n from each e group by 1, 2, 3)
  select coalesce(jsonb_agg(jsonb_build_object('key', g.key, 'unit', 'buyers') || analytics.safe_groups(g.labels, g.counts, k) order by g.nth), '[]')
  from (select c.key, c.nth, array_agg(c.label order by c.label) as labels, array_agg(c.n order by c.label) as counts from counted c group by 1, 2) g
$$;

-- How these visitors came the first time.
create or replace function analytics.visitor_groups(org uuid, event uuid, from_at timestamptz, before_at timestamptz, k int) returns jsonb language sql stable set search_path = '' as $$
  with people as materialized (select * from analytics.audience_people(org, 'visitors', event, from_at, before_at, k)),
  came as (
    select distinct on (v.visitor) v.visitor, v.channel from analytics.event_impressions v
    where v.organization_id = org and v.kind = 'view' and v.happened_at >= from_at and v.happened_at < before_at and (event is null or v.event_id = event)
      and v.visitor::text in (select p.person from people p) order by v.visitor, v.happened_at, v.id
  ), counted as (select c.channel, count(*) as n from came c group by 1)
  select jsonb_build_array(jsonb_build_object('key', 'channel', 'unit', 'visitors')
    || analytics.safe_groups((select array_agg(c.channel order by c.channel) from counted c), (select array_agg(c.n order by c.channel) from counted c), k))
$$;

-- What those who registered chose, of questions with choices. Each is a person; free text is shown to nobody.
create or replace function analytics.answer_groups(org uuid, event uuid, k int) returns jsonb language sql stable set search_path = '' as $$
  with said as (
    select q.id, q.label as question, q.position, q.kind, a.answer, row_number() over (partition by q.id order by r.created_at, r.id) as nth, count(*) over (partition by q.id) as many
    from ticketing.registration_questions q join ticketing.registration_answers a on (a.organization_id, a.question_id) = (q.organization_id, q.id)
    join ticketing.registrations r on (r.organization_id, r.id) = (a.organization_id, a.registration_id)
    join ticketing.orders o on (o.organization_id, o.id) = (r.organization_id, r.order_id) and o.state in ('paid', 'partially_refunded')
    where q.organization_id = org and q.event_id = event and (q.kind = 'choice' and a.answer = any (q.options) or q.kind = 'checkbox')
  ), counted as (select s.id, s.question, s.position, s.answer, count(*) as n from said s where s.nth <= s.many / k * k group by 1, 2, 3, 4)
  select coalesce(jsonb_agg(jsonb_build_object('key', 'answer:' || g.id, 'unit', 'answers', 'label', g.question) || analytics.safe_groups(g.labels, g.counts, k) order by g.position, g.id), '[]')
  from (select c.id, c.question, c.position, array_agg(c.answer order by c.answer) as labels, array_agg(c.n order by c.answer) as counts from counted c group by 1, 2, 3) g
$$;

-- How many people a group has at least. Lowering it would show by comparison who was hidden before: it is only ever raised, by administrators.
create or replace function analytics.raise_audience_k(k int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
begin
  if org is null or not system.can('organizations:write') then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  if k is null or k < coalesce((select s.audience_k from analytics.settings s where s.organization_id = org), 10) or k > 1000 then
    raise exception using errcode = 'P0G01', column = 'k', message = format('Choose %s to 1000 people. It can be raised, never lowered.',
      coalesce((select s.audience_k from analytics.settings s where s.organization_id = org), 10));
  end if;
  insert into analytics.settings as s (organization_id, audience_k) values (org, k) on conflict (organization_id) do update set audience_k = excluded.audience_k, updated_at = now();
  return k;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['audience_scopes(uuid, timestamptz)', 'audience_people(uuid, text, uuid, timestamptz, timestamptz, int)', 'event_people(uuid, text, int)', 'audience_too_near(uuid, text, int, int, timestamptz)',
    'safe_groups(text[], bigint[], int)', 'audience_at(jsonb, timestamptz)', 'audience(jsonb)', 'buyer_groups(uuid, uuid, timestamptz, timestamptz, int)',
    'visitor_groups(uuid, uuid, timestamptz, timestamptz, int)', 'answer_groups(uuid, uuid, int)', 'raise_audience_k(int)'] loop
    execute format('alter function analytics.%s owner to gr_rollup', f);
    execute format('revoke execute on function analytics.%s from public', f);
  end loop;
end $$;
grant execute on function system.org_id(), system.can(text) to gr_rollup;
grant execute on function analytics.audience(jsonb), analytics.raise_audience_k(int) to authenticated;
