-- Matching sponsors with packages: who is compared with what, and which pairs are out of date. Safe to apply again.

grant usage on schema ml to authenticated, gr_flow;
grant create on schema ml to gr_flow;
grant select on all tables in schema ml to authenticated;
grant select, insert on all tables in schema ml to gr_flow;
grant update (active, activated_at) on ml.model_versions to gr_flow;
grant update (hash, vector) on ml.sponsor_embeddings, ml.package_embeddings to gr_flow;
grant delete on ml.sponsor_embeddings, ml.package_embeddings, sponsorship.sponsorship_matches, sponsorship.match_features, sponsorship.fit_recalc_queue to gr_flow;
grant usage on schema analytics to gr_flow;
grant select on analytics.daily_sales to gr_flow;
grant select on ref.event_categories, ref.countries to gr_flow;
drop policy if exists matching on analytics.daily_sales;
create policy matching on analytics.daily_sales for select to gr_flow using (true);
-- Weights are a history: a change is a new version.
create or replace trigger append_only before update or delete or truncate on sponsorship.match_weights for each statement execute function system.refuse_change();

-- The organization of whoever may do this, or for which the worker works.
create or replace function sponsorship.matcher(permission text) returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  if not (system.is_worker() or system.can(permission)) then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  return system.org_id();
end $$;

-- Whom an organization may think of: its own sponsors, but those it keeps out, and organizations that let themselves be found at this moment.
create or replace function sponsorship.candidates(org uuid) returns table (sponsor_id uuid, guest_id uuid) language sql stable security definer set search_path = '' as $$
  select s.id, null::uuid from sponsorship.sponsors s where s.organization_id = org and s.archived_at is null
    and not exists (select from sponsorship.match_wishes w where w.organization_id = org and w.sponsor_id = s.id and not w.matchable)
  union all
  select null, w.organization_id from sponsorship.match_wishes w join organizations.organizations o on o.id = w.organization_id and o.state = 'active'
  where w.sponsor_id is null and w.matchable and w.organization_id <> org
    and not exists (select from sponsorship.sponsors s where s.organization_id = org and s.sponsor_organization_id = w.organization_id)
$$;

-- The same for whoever asks, with what they may know. Every reading of matches joins this: who withdraws is gone at once.
create or replace function sponsorship.my_candidates() returns table (sponsor_id uuid, guest_id uuid, name text, industry text, about text)
  language sql stable security definer set search_path = '' as $$
  select c.sponsor_id, c.guest_id, coalesce(s.name, o.name), coalesce(s.industry, ''), coalesce(nullif(s.profile, ''), w.about, '')
  from sponsorship.candidates(system.org_id()) c
  left join sponsorship.sponsors s on s.organization_id = system.org_id() and s.id = c.sponsor_id
  left join organizations.organizations o on o.id = c.guest_id
  left join sponsorship.match_wishes w on w.organization_id = c.guest_id and w.sponsor_id is null
  where system.can('sponsorship:read')
$$;

-- Packages that can still be sold: not archived, of an event that is ahead or goes on.
create or replace function sponsorship.open_packages(org uuid) returns setof sponsorship.sponsorship_packages language sql stable security definer set search_path = '' as $$
  select x.* from sponsorship.sponsorship_packages x join events.events e on e.organization_id = x.organization_id and e.id = x.event_id
  where x.organization_id = org and x.state <> 'archived' and e.state in ('draft', 'published', 'postponed', 'live')
$$;

-- Pairs of a package (all when null) with a sponsor or guest (all when both are null) are out of date: also those whose match has to go,
-- and those that the worker is computing at this moment, whose match is not there yet.
-- The update is not for the count: it locks the mark until this transaction ends, so that the worker, which skips what is locked, cannot
-- compute from before this change and take the mark out. And who finds the worker at a pair waits, and marks it anew.
create or replace function sponsorship.mark_stale(org uuid, package uuid, sponsor uuid, guest uuid, why text) returns bigint
  language sql volatile security definer set search_path = '' as $$
  with made as (
    insert into sponsorship.fit_recalc_queue as q (organization_id, package_id, sponsor_id, guest_id, reason)
    select org, x.package_id, x.sponsor_id, x.guest_id, why from (
      select p.id as package_id, c.sponsor_id, c.guest_id from sponsorship.open_packages(org) p cross join sponsorship.candidates(org) c
      union
      select m.package_id, m.sponsor_id, m.guest_id from sponsorship.sponsorship_matches m where m.organization_id = org
      union
      select w.package_id, w.sponsor_id, w.guest_id from sponsorship.fit_recalc_queue w where w.organization_id = org) x
    where (package is null or x.package_id = package) and (sponsor is null and guest is null or x.sponsor_id = sponsor or x.guest_id = guest)
    order by 2, 3, 4
    on conflict on constraint one_mark_a_pair do update set marks = q.marks + 1
    returning 1)
  select count(*) from made
$$;

-- Forget a sponsor or a guest: its matches and its vectors, after whoever computes them has finished.
create or replace function sponsorship.forget_candidate(org uuid, sponsor uuid, guest uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from sponsorship.match_features f using sponsorship.sponsorship_matches m
  where m.organization_id = org and (m.sponsor_id = sponsor or m.guest_id = guest) and f.organization_id = org and f.match_id = m.id;
  delete from sponsorship.sponsorship_matches m where m.organization_id = org and (m.sponsor_id = sponsor or m.guest_id = guest);
  delete from ml.sponsor_embeddings v where v.organization_id = org and (v.sponsor_id = sponsor or v.guest_id = guest);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['matcher(text)', 'candidates(uuid)', 'my_candidates()', 'open_packages(uuid)', 'mark_stale(uuid, uuid, uuid, uuid, text)', 'forget_candidate(uuid, uuid, uuid)'] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
  end loop;
end $$;
grant execute on function sponsorship.my_candidates() to authenticated;
