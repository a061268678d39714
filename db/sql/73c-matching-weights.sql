-- What counts how much, and how what people say of matches moves it.
--
-- The rule, a bounded multiplicative update. Every weight has a floor of 2 %; only what lies above it moves. For a match of which somebody says that it
-- fits (s = +1) or does not (s = -1), the part of each known feature of value v is multiplied by 1 + s * h * (2v - 1), and the parts are scaled to fill the
-- 86 % above the floors again, to the millionth by the largest remainder. h is 0.1 for a person's word and 0.05 for the outcome of a proposal. So a feature
-- that spoke for a match that fits gains, one that spoke against it loses, what was not known stays; no step moves a part by more than a tenth before the
-- scaling, and no weight leaves 2 % to 88 %. The weights are those typed last (the base), moved by everything said since that was not taken back, in the
-- order in which it was said: taking something back leaves what there would be had it never been said.

create or replace function sponsorship.default_weights() returns int[] language sql immutable set search_path = '' as $$
  select array[200000, 120000, 150000, 200000, 80000, 130000, 120000]
$$;
create or replace function sponsorship.weights_now(org uuid, out version int, out weights int[]) language sql stable security definer set search_path = '' as $$
  select coalesce(w.n, 0), coalesce(w.weights, sponsorship.default_weights()) from (select) nothing
  left join lateral (select x.n, x.weights from sponsorship.match_weights x where x.organization_id = org order by x.n desc limit 1) w on true
$$;

-- One step of the rule; `step` is s * h.
create or replace function sponsorship.learn(weights int[], vals numeric[], step numeric) returns int[] language sql immutable set search_path = '' as $$
  with parts as (
    select o, greatest(w - 20000, 1000) * case when v is null then 1 else 1 + step * (2 * v - 1) end as part from unnest(weights, vals) with ordinality x (w, v, o)
  ), shares as (
    select o, 860000 * part / sum(part) over () as share from parts
  ), whole as (
    select o, floor(share) as base, row_number() over (order by share - floor(share) desc, o) as turn from shares
  )
  select array_agg((20000 + base + case when turn <= 860000 - (select sum(base) from whole) then 1 else 0 end)::int order by o) from whole
$$;

-- The base and everything said since.
create or replace function sponsorship.replayed(org uuid, out base int, out weights int[]) language plpgsql stable security definer set search_path = '' as $$
declare
  f sponsorship.match_feedback;
begin
  select coalesce(x.n, 0), coalesce(x.weights, sponsorship.default_weights()) into base, weights from (select) nothing left join lateral
    (select y.n, y.weights from sponsorship.match_weights y where y.organization_id = org and y.cause in ('manual', 'restored') order by y.n desc limit 1) x on true;
  for f in select y.* from sponsorship.match_feedback y where y.organization_id = org and y.base_n = base and y.taken_back_at is null order by y.created_at, y.id loop
    weights := sponsorship.learn(weights, f.features,
      (case when f.kind in ('good', 'accepted') then 1 else -1 end) * (case when f.thread_id is null then 0.1 else 0.05 end));
  end loop;
end $$;

-- Write a version down, unless nothing changes; everything is out of date then. One at a time in an organization. Answers the version.
create or replace function sponsorship.keep_weights(org uuid, weights int[], cause text, feedback uuid, restored int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  was record;
begin
  select n.version, n.weights into was from sponsorship.weights_now(org) n;
  if was.weights = keep_weights.weights and cause in ('feedback', 'taken_back') then return was.version; end if;
  insert into sponsorship.match_weights (organization_id, n, weights, cause, feedback_id, restored_n, created_by)
  values (org, was.version + 1, keep_weights.weights, keep_weights.cause, feedback, restored, system.uid());
  perform sponsorship.mark_stale(org, null, null, null, 'weights');
  return was.version + 1;
end $$;
create or replace function sponsorship.lock_weights(org uuid) returns void language sql volatile set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended('sponsorship.weights:' || org, 0))
$$;

-- Typed by a person, in millionths that add up to one million and are 2 % at least.
create or replace function sponsorship.save_weights(weights int[]) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('sponsorship:weights');
begin
  perform sponsorship.lock_weights(org);
  if cardinality(weights) <> 7 or exists (select from unnest(weights) w where w is null or w < 20000) then
    raise exception using errcode = 'P0G01', message = 'Everything counts 2 % at least.';
  elsif (select sum(w) from unnest(weights) w) <> 1000000 then
    raise exception using errcode = 'P0G01', message = format('They add up to %s %%. Make it 100 %%.', trim_scale((select sum(w) from unnest(weights) w) / 10000.0));
  end if;
  return sponsorship.keep_weights(org, weights, 'manual', null, null);
end $$;

-- Weights of a former version (0: as they come) are those of now, and the base for what is said from now on.
create or replace function sponsorship.restore_weights(version int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('sponsorship:weights');
  former int[] := sponsorship.default_weights();
begin
  perform sponsorship.lock_weights(org);
  if restore_weights.version <> 0 then
    select x.weights into former from sponsorship.match_weights x where x.organization_id = org and x.n = restore_weights.version;
    if not found then raise exception using errcode = 'P0002', message = 'Those weights are not here.'; end if;
  end if;
  return sponsorship.keep_weights(org, former, 'restored', null, restore_weights.version);
end $$;

-- p: matchId, kind 'good' or 'bad', reason. What the organization said of this pair before is taken back by it. Answers the feedback.
create or replace function sponsorship.give_match_feedback(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('sponsorship:write');
  m sponsorship.sponsorship_matches;
  made uuid;
begin
  perform sponsorship.lock_weights(org);
  select x.* into m from sponsorship.sponsorship_matches x join sponsorship.candidates(org) c on c.sponsor_id = x.sponsor_id or c.guest_id = x.guest_id
  where x.organization_id = org and x.id = (p ->> 'matchId')::uuid;
  if not found then raise exception using errcode = 'P0002', message = 'That match is not here any more.'; end if;
  if p ->> 'kind' = 'bad' and length(btrim(coalesce(p ->> 'reason', ''))) < 3 then
    raise exception using errcode = 'P0G01', column = 'reason', message = 'Say why it does not fit.';
  end if;
  update sponsorship.match_feedback f set taken_back_at = clock_timestamp(), taken_back_by = system.uid() where f.organization_id = org and f.package_id = m.package_id
    and (f.sponsor_id = m.sponsor_id or f.guest_id = m.guest_id) and f.thread_id is null and f.taken_back_at is null;
  insert into sponsorship.match_feedback (organization_id, package_id, sponsor_id, guest_id, kind, reason, features, base_n, created_by, created_at)
  values (org, m.package_id, m.sponsor_id, m.guest_id, (p ->> 'kind')::sponsorship.match_feedback_kind, btrim(coalesce(p ->> 'reason', '')),
    sponsorship.values_of(org, m.id), (select r.base from sponsorship.replayed(org) r), system.uid(), clock_timestamp()) returning id into made;
  perform sponsorship.keep_weights(org, r.weights, 'feedback', made, null) from sponsorship.replayed(org) r;
  return made;
end $$;
create or replace function sponsorship.values_of(org uuid, match uuid) returns numeric[] language sql stable security definer set search_path = '' as $$
  select array(select f.value from unnest(enum_range(null::sponsorship.match_feature)) with ordinality k (feature, place)
    left join sponsorship.match_features f on f.organization_id = org and f.match_id = match and f.feature = k.feature order by k.place)
$$;

-- As if it had never been said.
create or replace function sponsorship.take_back_feedback(feedback uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('sponsorship:write');
begin
  perform sponsorship.lock_weights(org);
  update sponsorship.match_feedback f set taken_back_at = clock_timestamp(), taken_back_by = system.uid()
  where f.organization_id = org and f.id = feedback and f.taken_back_at is null;
  if not found then raise exception using errcode = 'P0002', message = 'That is not here, or was taken back already.'; end if;
  perform sponsorship.keep_weights(org, r.weights, 'taken_back', feedback, null) from sponsorship.replayed(org) r;
end $$;

-- What became of a proposal, said by nobody: once a proposal, with the match as it is when the worker comes to it. True when it was taken in.
create or replace function sponsorship.learn_outcome(thread uuid) returns boolean language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.matcher('sponsorship:write');
  t sponsorship.proposal_threads;
  m sponsorship.sponsorship_matches;
  made uuid;
begin
  perform sponsorship.lock_weights(org);
  select x.* into t from sponsorship.proposal_threads x where x.organization_id = org and x.id = thread and x.state in ('accepted', 'rejected')
    and x.reason <> 'The sponsor was archived.';
  select x.* into m from sponsorship.sponsorship_matches x where x.organization_id = org and x.package_id = t.package_id and x.sponsor_id = t.sponsor_id;
  if m.id is null then return false; end if;
  insert into sponsorship.match_feedback (organization_id, package_id, sponsor_id, kind, reason, thread_id, features, base_n, created_at)
  values (org, m.package_id, m.sponsor_id, t.state::text::sponsorship.match_feedback_kind, t.reason, t.id, sponsorship.values_of(org, m.id),
    (select r.base from sponsorship.replayed(org) r), clock_timestamp()) on conflict on constraint one_outcome_a_proposal do nothing returning id into made;
  if made is not null then
    perform sponsorship.keep_weights(org, r.weights, 'feedback', made, null) from sponsorship.replayed(org) r;
  end if;
  return made is not null;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['default_weights()', 'weights_now(uuid)', 'learn(int[], numeric[], numeric)', 'replayed(uuid)', 'keep_weights(uuid, int[], text, uuid, int)',
    'lock_weights(uuid)', 'save_weights(int[])', 'restore_weights(int)', 'give_match_feedback(jsonb)', 'values_of(uuid, uuid)', 'take_back_feedback(uuid)', 'learn_outcome(uuid)'] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
  end loop;
end $$;
grant execute on function sponsorship.save_weights(int[]), sponsorship.restore_weights(int), sponsorship.give_match_feedback(jsonb), sponsorship.take_back_feedback(uuid),
  sponsorship.learn_outcome(uuid), sponsorship.default_weights() to authenticated;
