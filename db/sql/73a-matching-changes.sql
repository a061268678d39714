-- What makes a match out of date, and what a sponsor looks for.

create or replace function sponsorship.follow_sponsor() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform sponsorship.mark_stale(new.organization_id, null, new.id, null, 'sponsor');
  if new.archived_at is not null then
    perform sponsorship.forget_candidate(new.organization_id, new.id, null);
  end if;
  -- An organization that is a sponsor of ours now is no guest any more.
  if new.sponsor_organization_id is not null then
    perform sponsorship.mark_stale(new.organization_id, null, null, new.sponsor_organization_id, 'sponsor');
    perform sponsorship.forget_candidate(new.organization_id, null, new.sponsor_organization_id);
  end if;
  return null;
end $$;

-- Of an organization that may let itself be found: in every house that has something to offer, whether it is a sponsor there or a guest. `forget`: what
-- was computed with what it does not show any more is gone with this transaction.
create or replace function sponsorship.follow_guest(guest uuid, forget boolean, why text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  house uuid;
begin
  for house in select distinct x.organization_id from sponsorship.sponsorship_packages x where x.state <> 'archived' and x.organization_id <> guest
      union select m.organization_id from sponsorship.sponsorship_matches m where m.guest_id = guest order by 1 loop
    perform sponsorship.mark_stale(house, null, (select s.id from sponsorship.sponsors s where s.organization_id = house and s.sponsor_organization_id = guest), guest, why);
    if forget then perform sponsorship.forget_candidate(house, null, guest); end if;
  end loop;
end $$;
create or replace function sponsorship.follow_wishes() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  w sponsorship.match_wishes := coalesce(new, old);
begin
  if w.sponsor_id is null then
    perform sponsorship.follow_guest(w.organization_id, tg_op = 'DELETE' or not w.matchable, 'wishes');
    return null;
  end if;
  perform sponsorship.mark_stale(w.organization_id, null, w.sponsor_id, null, 'wishes');
  if not w.matchable then perform sponsorship.forget_candidate(w.organization_id, w.sponsor_id, null); end if;
  return null;
end $$;
create or replace function sponsorship.follow_profile() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.sponsor_id is null then
    perform sponsorship.follow_guest(new.organization_id, false, 'profile');
  else
    perform sponsorship.mark_stale(new.organization_id, null, new.sponsor_id, null, 'profile');
  end if;
  return null;
end $$;
create or replace function sponsorship.follow_public_profile() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  q sponsorship.sponsor_public_profiles := coalesce(new, old);
begin
  perform sponsorship.follow_guest(q.organization_id, true, 'profile') from sponsorship.sponsor_profiles p
  where p.organization_id = q.organization_id and p.id = q.profile_id and p.sponsor_id is null;
  return null;
end $$;

create or replace function sponsorship.follow_package() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform sponsorship.mark_stale(new.organization_id, new.id, null, null, 'package');
  return null;
end $$;
create or replace function sponsorship.follow_variant() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  v sponsorship.package_variants := coalesce(new, old);
begin
  perform sponsorship.mark_stale(v.organization_id, v.package_id, null, null, 'package');
  return null;
end $$;
create or replace function sponsorship.follow_event() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform sponsorship.mark_stale(x.organization_id, x.id, null, null, 'event') from sponsorship.sponsorship_packages x
  where x.organization_id = new.organization_id and x.event_id = new.id;
  return null;
end $$;
create or replace function sponsorship.follow_venue() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform sponsorship.mark_stale(x.organization_id, x.id, null, null, 'event') from sponsorship.sponsorship_packages x
  join events.events e on e.organization_id = x.organization_id and e.id = x.event_id where x.organization_id = new.organization_id and e.venue_id = new.id;
  return null;
end $$;

-- Orders and outcomes of proposals are left to the queue: marks would make whoever moves money wait for one another.
create or replace function sponsorship.follow_order() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform system.enqueue(new.organization_id, 'sponsorship.match', jsonb_build_object('sponsorId', new.sponsor_id), 'match:' || new.id || ':' || new.state);
  return null;
end $$;
create or replace function sponsorship.follow_proposal() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform system.enqueue(new.organization_id, 'sponsorship.match', jsonb_build_object('threadId', new.id), 'match:' || new.id);
  return null;
end $$;

create or replace trigger matching after insert or update of name, industry, profile, archived_at, sponsor_organization_id on sponsorship.sponsors
  for each row execute function sponsorship.follow_sponsor();
create or replace trigger matching after insert or update or delete on sponsorship.match_wishes for each row execute function sponsorship.follow_wishes();
create or replace trigger matching after insert or update of sector, about, audience, looks_for, regions, budget_least_minor, budget_most_minor, currency
  on sponsorship.sponsor_profiles for each row execute function sponsorship.follow_profile();
create or replace trigger matching after insert or update of sector, about, audience, looks_for, regions, budget_least_minor, budget_most_minor, currency or delete
  on sponsorship.sponsor_public_profiles for each row execute function sponsorship.follow_public_profile();
create or replace trigger matching after insert or update of name, description, price_minor, terms, state, event_id on sponsorship.sponsorship_packages
  for each row execute function sponsorship.follow_package();
create or replace trigger matching after insert or update or delete on sponsorship.package_variants for each row execute function sponsorship.follow_variant();
create or replace trigger matching after update of name, summary, description, state, venue_id, category, format, starts_at, zone on events.events
  for each row when ((old.name, old.summary, old.description, old.state, old.venue_id, old.category, old.format, old.starts_at, old.zone) is distinct from
    (new.name, new.summary, new.description, new.state, new.venue_id, new.category, new.format, new.starts_at, new.zone)) execute function sponsorship.follow_event();
create or replace trigger matching after update of city, country on events.venues for each row execute function sponsorship.follow_venue();
create or replace trigger matching after update of state on sponsorship.sponsorship_orders
  for each row when (new.state in ('released', 'refunded', 'cancelled') and old.state is distinct from new.state) execute function sponsorship.follow_order();
create or replace trigger matching after update of state on sponsorship.proposal_threads
  for each row when (new.state in ('accepted', 'rejected') and new.package_id is not null) execute function sponsorship.follow_proposal();

-- p: sponsorId? (none: the organization's own), about, categories [], places [], months [], audienceLeast?, audienceMost?, budgetLeastMinor?, budgetMostMinor?,
-- currency?, matchable. Answers the id.
create or replace function sponsorship.save_wishes(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('sponsorship:write');
  sponsor uuid := (p ->> 'sponsorId')::uuid;
  strange text;
  made uuid;
begin
  if sponsor is not null and not exists (select from sponsorship.sponsors s where s.organization_id = org and s.id = sponsor and s.archived_at is null) then
    raise exception using errcode = 'P0002', message = 'That sponsor is not here, or not yours.';
  end if;
  select c into strange from jsonb_array_elements_text(coalesce(p -> 'categories', '[]')) c where not exists (select from ref.event_categories k where k.key = c) limit 1;
  if strange is not null then
    raise exception using errcode = 'P0G01', column = 'categories', message = 'Choose kinds of events from the list.';
  elsif (p ->> 'budgetMostMinor')::bigint < (p ->> 'budgetLeastMinor')::bigint then
    raise exception using errcode = 'P0G01', column = 'budgetMost', message = 'That is less than the least.';
  elsif (p ->> 'audienceMost')::int < (p ->> 'audienceLeast')::int then
    raise exception using errcode = 'P0G01', column = 'audienceMost', message = 'That is less than the least.';
  end if;
  insert into sponsorship.match_wishes as w (organization_id, sponsor_id, about, categories, places, months, audience_least, audience_most, budget_least_minor, budget_most_minor,
    currency, matchable)
  values (org, sponsor, coalesce(p ->> 'about', ''), array(select jsonb_array_elements_text(coalesce(p -> 'categories', '[]'))),
    array(select jsonb_array_elements_text(coalesce(p -> 'places', '[]'))), array(select jsonb_array_elements_text(coalesce(p -> 'months', '[]'))::smallint),
    (p ->> 'audienceLeast')::int, (p ->> 'audienceMost')::int, (p ->> 'budgetLeastMinor')::bigint, (p ->> 'budgetMostMinor')::bigint,
    case when coalesce(p ->> 'budgetLeastMinor', p ->> 'budgetMostMinor') is not null then p ->> 'currency' end, coalesce((p ->> 'matchable')::boolean, false))
  on conflict on constraint one_wish_list do update set about = excluded.about, categories = excluded.categories, places = excluded.places, months = excluded.months,
    audience_least = excluded.audience_least, audience_most = excluded.audience_most, budget_least_minor = excluded.budget_least_minor,
    budget_most_minor = excluded.budget_most_minor, currency = excluded.currency, matchable = excluded.matchable, updated_at = clock_timestamp()
  returning id into made;
  return made;
end $$;

-- A guest becomes a sponsor of ours, so that something can be proposed to it. Answers the sponsor.
create or replace function sponsorship.adopt_guest(guest uuid) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('sponsorship:write');
begin
  if not exists (select from sponsorship.candidates(org) c where c.guest_id = guest) then
    raise exception using errcode = 'P0002', message = 'They do not let themselves be found any more.';
  end if;
  return (select sponsorship.save_sponsor(jsonb_build_object('name', o.name, 'slug', o.slug)) from organizations.organizations o where o.id = guest);
end $$;

-- Every day all open pairs: figures of the audience grow without a word.
create or replace function sponsorship.age_matches() returns bigint language sql volatile security definer set search_path = '' as $$
  select sum(sponsorship.mark_stale(x.org, null, null, null, 'daily')) from (select distinct p.organization_id as org from sponsorship.sponsorship_packages p where p.state <> 'archived' order by 1) x
$$;
-- Wake the worker for organizations where pairs wait and nobody is at it yet. Where it gave up, it tries again an hour later.
create or replace function sponsorship.find_stale() returns bigint language sql volatile security definer set search_path = '' as $$
  select count(system.enqueue(x.org, 'sponsorship.match', '{}', 'match:' || x.org || ':' || extract(epoch from clock_timestamp())))
  from (select distinct q.organization_id as org from sponsorship.fit_recalc_queue q) x
  where not exists (select from system.outbox o where o.organization_id = x.org and o.topic = 'sponsorship.match' and o.done_at is null
    and (o.dead_at is null or o.dead_at > now() - interval '1 hour'))
$$;

do $$
declare
  f text;
begin
  foreach f in array array['follow_sponsor()', 'follow_guest(uuid, boolean, text)', 'follow_wishes()', 'follow_profile()', 'follow_public_profile()', 'follow_package()', 'follow_variant()', 'follow_event()', 'follow_venue()', 'follow_order()', 'follow_proposal()',
    'save_wishes(jsonb)', 'adopt_guest(uuid)', 'age_matches()', 'find_stale()'] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
  end loop;
end $$;
grant execute on function sponsorship.save_wishes(jsonb), sponsorship.adopt_guest(uuid) to authenticated;
grant execute on function sponsorship.age_matches(), sponsorship.find_stale() to gr_worker;
