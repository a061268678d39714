-- What sponsors say of themselves, who may read it, and how a house calls the money that is held.

-- The profile that speaks for a sponsor: of its own organization when it has one, else the one that its people keep at the organizer's.
create or replace function sponsorship.profile_id_of(s sponsorship.sponsors) returns uuid language sql stable security definer set search_path = '' as $$
  select p.id from sponsorship.sponsor_profiles p
  where p.organization_id = s.sponsor_organization_id and p.sponsor_id is null or p.organization_id = s.organization_id and p.sponsor_id = s.id
  order by p.sponsor_id is null desc limit 1
$$;

-- Whose profile is to be changed: without a sponsor the organization's own, which its people with `sponsorship:write` keep; with one, by those who sign in for it.
create or replace function sponsorship.profile_owner(sponsor uuid) returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  if profile_owner.sponsor is null then return sponsorship.organizer('sponsorship:write'); end if;
  if not exists (select from sponsorship.sponsor_members m where m.organization_id = system.org_id() and m.sponsor_id = profile_owner.sponsor and m.user_id = system.uid()
      and profile_owner.sponsor = any (sponsorship.my_sponsors())) then
    raise exception using errcode = 'P0002', message = 'That sponsor is not here, or not yours.';
  end if;
  return system.org_id();
end $$;

-- p: sponsorId?, name, sector, about, audience, regions [], budgetLeastMinor?, budgetMostMinor?, currency, website, looksFor, taxId. Answers the profile's id.
create or replace function sponsorship.save_profile(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  sponsor uuid := (p ->> 'sponsorId')::uuid;
  org uuid := sponsorship.profile_owner(sponsor);
  made uuid;
begin
  insert into sponsorship.sponsor_profiles as x (organization_id, sponsor_id, name, sector, about, audience, regions, budget_least_minor, budget_most_minor, currency, website, looks_for,
    tax_id, updated_by)
  values (org, sponsor, p ->> 'name', coalesce(p ->> 'sector', ''), coalesce(p ->> 'about', ''), coalesce(p ->> 'audience', ''),
    array(select jsonb_array_elements_text(coalesce(p -> 'regions', '[]'))), (p ->> 'budgetLeastMinor')::bigint, (p ->> 'budgetMostMinor')::bigint, p ->> 'currency',
    coalesce(p ->> 'website', ''), coalesce(p ->> 'looksFor', ''), coalesce(p ->> 'taxId', ''), system.uid())
  on conflict on constraint one_sponsor_profile do update set name = excluded.name, sector = excluded.sector, about = excluded.about, audience = excluded.audience,
    regions = excluded.regions, budget_least_minor = excluded.budget_least_minor, budget_most_minor = excluded.budget_most_minor, currency = excluded.currency,
    website = excluded.website, looks_for = excluded.looks_for, tax_id = excluded.tax_id, updated_by = excluded.updated_by, updated_at = clock_timestamp()
  returning id into made;
  -- What is public follows, field by field as it was agreed to.
  perform sponsorship.copy_public(x, null) from sponsorship.sponsor_profiles x where x.organization_id = org and x.id = made
    and exists (select from sponsorship.sponsor_public_profiles q where q.organization_id = org and q.profile_id = made);
  return made;
end $$;

-- Small letters without their accents.
create or replace function sponsorship.plain(name text) returns text language sql immutable set search_path = '' as $$
  select regexp_replace(normalize(lower(name), nfkd), '[\u0300-\u036f]', '', 'g')
$$;

-- Make or renew the public copy. `shows` names the fields beside name, sector and logo; null keeps those that were shown.
create or replace function sponsorship.copy_public(x sponsorship.sponsor_profiles, p jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  q sponsorship.sponsor_public_profiles;
  shows text[];
  wished text := coalesce(nullif(trim(both '-' from regexp_replace(sponsorship.plain(x.name), '[^a-z0-9]+', '-', 'g')), ''), 'sponsor');
begin
  select y.* into q from sponsorship.sponsor_public_profiles y where y.organization_id = x.organization_id and y.profile_id = x.id;
  shows := case when p is null then x.shows else array(select jsonb_array_elements_text(p -> 'shows')) end;
  wished := left(wished, 60);
  if q.slug is null and exists (select from sponsorship.sponsor_public_profiles y where y.organization_id = x.organization_id and y.slug = wished) then
    wished := left(wished, 50) || '-' || right(x.id::text, 6);
  end if;
  insert into sponsorship.sponsor_public_profiles as y (organization_id, profile_id, slug, name, sector, about, audience, regions, budget_least_minor, budget_most_minor, currency,
    website, looks_for, logo_id, shows_sponsorships, consent_version, consented_by)
  values (x.organization_id, x.id, wished, x.name, x.sector, case when 'about' = any (shows) then x.about else '' end, case when 'audience' = any (shows) then x.audience else '' end,
    case when 'regions' = any (shows) then x.regions else '{}' end, case when 'budget' = any (shows) then x.budget_least_minor end,
    case when 'budget' = any (shows) then x.budget_most_minor end, x.currency, case when 'website' = any (shows) then x.website else '' end,
    case when 'looksFor' = any (shows) then x.looks_for else '' end, x.logo_id, 'sponsorships' = any (shows), coalesce(p ->> 'consentVersion', q.consent_version), system.uid())
  on conflict on constraint one_public_profile do update set name = excluded.name, sector = excluded.sector, about = excluded.about, audience = excluded.audience,
    regions = excluded.regions, budget_least_minor = excluded.budget_least_minor, budget_most_minor = excluded.budget_most_minor, currency = excluded.currency,
    website = excluded.website, looks_for = excluded.looks_for, logo_id = excluded.logo_id, shows_sponsorships = excluded.shows_sponsorships,
    consent_version = excluded.consent_version, consented_by = case when p is null then y.consented_by else excluded.consented_by end,
    consented_at = case when p is null then y.consented_at else clock_timestamp() end;
end $$;

-- Say what is public, or with `shows` null that nothing is. p: sponsorId?, shows [] or null, consentVersion.
create or replace function sponsorship.publish_profile(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  sponsor uuid := (p ->> 'sponsorId')::uuid;
  org uuid := sponsorship.profile_owner(sponsor);
  x sponsorship.sponsor_profiles;
begin
  select y.* into x from sponsorship.sponsor_profiles y where y.organization_id = org and y.sponsor_id is not distinct from sponsor for no key update;
  if not found then
    raise exception using errcode = 'P0S01', message = 'Write the profile first; then say what of it is public.';
  end if;
  if jsonb_typeof(p -> 'shows') = 'array' then
    update sponsorship.sponsor_profiles y set shows = array(select jsonb_array_elements_text(p -> 'shows')) where y.organization_id = org and y.id = x.id;
    perform sponsorship.copy_public(x, p);
  else
    delete from sponsorship.sponsor_public_profiles q where q.organization_id = org and q.profile_id = x.id;
  end if;
  return x.id;
end $$;

-- A new logo (already drawn anew), or none. The one before is gone, on the public page too.
create or replace function sponsorship.set_logo(sponsor uuid, content bytea) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.profile_owner(sponsor);
  x sponsorship.sponsor_profiles;
  made uuid;
begin
  select y.* into x from sponsorship.sponsor_profiles y where y.organization_id = org and y.sponsor_id is not distinct from set_logo.sponsor for no key update;
  if not found then
    raise exception using errcode = 'P0S01', message = 'Write the profile first, and then its logo.';
  end if;
  delete from sponsorship.sponsor_logos l where l.organization_id = org and l.profile_id = x.id;
  if set_logo.content is not null then
    insert into sponsorship.sponsor_logos (organization_id, profile_id, content_type, content) values (org, x.id, 'image/png', set_logo.content) returning id into made;
  end if;
  update sponsorship.sponsor_profiles y set logo_id = made, updated_by = system.uid(), updated_at = clock_timestamp() where y.organization_id = org and y.id = x.id;
  update sponsorship.sponsor_public_profiles q set logo_id = made where q.organization_id = org and q.profile_id = x.id;
  return x.id;
end $$;

-- The whole profile, for its own people and for organizers; null where there is none. The public copy says what visitors see.
create or replace function sponsorship.profile_facts(x sponsorship.sponsor_profiles) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', x.id, 'name', x.name, 'sector', x.sector, 'about', x.about, 'audience', x.audience, 'regions', x.regions,
    'budgetLeastMinor', x.budget_least_minor::text, 'budgetMostMinor', x.budget_most_minor::text, 'currency', x.currency, 'website', x.website, 'looksFor', x.looks_for,
    'taxId', x.tax_id, 'logo', '/media/' || x.logo_id, 'updatedAt', x.updated_at, 'shows', x.shows,
    'public', (select jsonb_build_object('path', '/' || o.slug || '/by/' || q.slug, 'at', q.consented_at) from sponsorship.sponsor_public_profiles q
      join organizations.organizations o on o.id = q.organization_id where q.organization_id = x.organization_id and q.profile_id = x.id))
$$;

-- What this person may keep: the sponsors that they sign in for here, each with its profile; and the organization's own for who may write.
create or replace function sponsorship.my_profiles() returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(y.one order by y.own desc, y.name), '[]') from (
    select true as own, o.name, jsonb_build_object('sponsorId', null, 'name', o.name, 'organizers',
        (select coalesce(jsonb_agg(h.name order by h.name), '[]') from sponsorship.sponsors s join organizations.organizations h on h.id = s.organization_id
          where s.sponsor_organization_id = o.id and s.archived_at is null),
      'profile', (select sponsorship.profile_facts(x) from sponsorship.sponsor_profiles x where x.organization_id = o.id and x.sponsor_id is null),
      'people', '[]'::jsonb) as one
    from organizations.organizations o where o.id = system.org_id() and system.can('sponsorship:write')
    union all
    select false, s.name, jsonb_build_object('sponsorId', s.id, 'name', s.name, 'organizers', jsonb_build_array(o.name),
      'profile', (select sponsorship.profile_facts(x) from sponsorship.sponsor_profiles x where x.organization_id = s.organization_id and x.sponsor_id = s.id),
      'people', (select coalesce(jsonb_agg(coalesce(nullif(u.name, ''), u.email) order by u.name), '[]') from sponsorship.sponsor_members k
        join users.user_profiles u on u.user_id = k.user_id where k.organization_id = s.organization_id and k.sponsor_id = s.id))
    from sponsorship.sponsor_members m join sponsorship.sponsors s on s.organization_id = m.organization_id and s.id = m.sponsor_id and s.archived_at is null
    join organizations.organizations o on o.id = s.organization_id
    where m.organization_id = system.org_id() and m.user_id = system.uid() and m.sponsor_id = any (sponsorship.my_sponsors())) y
$$;

-- The profile of a sponsor of ours, for whoever prepares an offer to it. Anybody can name another organization as a sponsor of theirs: before the two have
-- agreed on something, what that organization wrote of itself is read as far as it is public, and no further.
create or replace function sponsorship.sponsor_profile(sponsor uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select case
    when x.organization_id = s.organization_id or exists (select from sponsorship.sponsorship_orders o where o.organization_id = s.organization_id and o.sponsor_id = s.id)
      then sponsorship.profile_facts(x)
    else (select sponsorship.profile_facts(x) || jsonb_build_object('about', q.about, 'audience', q.audience, 'regions', q.regions, 'budgetLeastMinor', q.budget_least_minor::text,
        'budgetMostMinor', q.budget_most_minor::text, 'website', q.website, 'looksFor', q.looks_for, 'taxId', '')
      from sponsorship.sponsor_public_profiles q where q.organization_id = x.organization_id and q.profile_id = x.id) end
  from sponsorship.sponsors s join sponsorship.sponsor_profiles x on x.id = sponsorship.profile_id_of(s)
  where s.organization_id = system.org_id() and s.id = sponsor and system.can('sponsorship:read')
$$;

-- The public page of a sponsor; with consent, whom it sponsored. Events that visitors may not see are not named.
create or replace function sponsorship.public_sponsor(org_slug text, sponsor_slug text) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('organization', jsonb_build_object('slug', o.slug, 'name', o.name, 'accent', o.accent, 'logo', o.logo_url, 'supportEmail', o.support_email),
    'name', q.name, 'sector', q.sector, 'about', q.about, 'audience', q.audience, 'regions', q.regions, 'budgetLeastMinor', q.budget_least_minor::text,
    'budgetMostMinor', q.budget_most_minor::text, 'currency', q.currency, 'website', q.website, 'looksFor', q.looks_for, 'logo', '/media/' || q.logo_id,
    'sponsorships', case when q.shows_sponsorships then (
      select coalesce(jsonb_agg(z.one order by z.at desc), '[]') from (
        select v.starts_at as at, jsonb_build_object('event', v.name, 'organizer', h.name, 'path', '/e/' || h.slug || '/' || v.slug, 'startsAt', v.starts_at, 'zone', v.zone) as one
        from sponsorship.sponsors s
        join sponsorship.sponsorship_orders r on r.organization_id = s.organization_id and r.sponsor_id = s.id and r.state in ('funded', 'locked', 'disputed', 'released')
        join events.events v on v.organization_id = r.organization_id and v.id = r.event_id and v.visibility = 'public' and v.published_at is not null and v.state <> 'draft'
        join organizations.organizations h on h.id = s.organization_id and h.state = 'active'
        where sponsorship.profile_id_of(s) = q.profile_id and (s.sponsor_organization_id = q.organization_id or s.organization_id = q.organization_id)
        group by v.organization_id, v.id, v.name, v.slug, v.starts_at, v.zone, h.name, h.slug order by v.starts_at desc limit 40) z) else '[]' end)
  from sponsorship.sponsor_public_profiles q join organizations.organizations o on o.id = q.organization_id
  where o.slug = org_slug and q.slug = sponsor_slug and o.state = 'active'
$$;

-- How a house calls held money, on every screen, statement and letter.
create or replace function sponsorship.held_name(org uuid) returns text language sql stable security definer set search_path = '' as $$
  select coalesce((select s.held_name from sponsorship.settings s where s.organization_id = org), 'Held funds')
$$;

-- A processor that keeps money for somebody is no escrow agent: that is a licensed trade, and to claim it without one is against the law in many places.
-- So the word stands only where somebody confirmed, with a name, who the agent is. p: heldName, escrowAgent, confirmed.
create or replace function sponsorship.save_settings(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('organizations:write');
  name text := regexp_replace(btrim(coalesce(p ->> 'heldName', '')), '\s+', ' ', 'g');
  claims boolean := sponsorship.claims_escrow(name);
  agent text := btrim(coalesce(p ->> 'escrowAgent', ''));
  made uuid;
begin
  if length(name) not between 3 and 40 or name ~ '[[:cntrl:]<>]' then
    raise exception using errcode = 'P0G01', column = 'heldName', message = 'Three to forty letters.';
  elsif claims and not coalesce((p ->> 'confirmed')::boolean, false) then
    raise exception using errcode = 'P0G01', column = 'heldName',
      message = 'A payment processor is not an escrow agent, and only a licensed agent may say so. Confirm below who holds the money for you, or choose another name.';
  elsif claims and length(agent) < 3 then
    raise exception using errcode = 'P0G01', column = 'escrowAgent', message = 'Name the licensed agent that holds the money.';
  end if;
  insert into sponsorship.settings as s (organization_id, held_name, escrow_confirmed_by, escrow_confirmed_at, escrow_agent)
  values (org, name, case when claims then system.uid() end, case when claims then clock_timestamp() end, case when claims then agent else '' end)
  on conflict on constraint one_sponsorship_setting do update set held_name = excluded.held_name, escrow_confirmed_by = excluded.escrow_confirmed_by,
    escrow_confirmed_at = excluded.escrow_confirmed_at, escrow_agent = excluded.escrow_agent, updated_at = clock_timestamp() returning id into made;
  return made;
end $$;

-- The word in the languages that organizers here write, however it is spelled: with accents, spaces, dots or digits for letters.
create or replace function sponsorship.claims_escrow(name text) returns boolean language sql stable security definer set search_path = '' as $$
  select regexp_replace(translate(sponsorship.plain(name), '3510|!$€', 'eslolise'), '[^a-z]', '', 'g') ~ '(escrow|treuhand|fiducia|sequestre|derdengelden|trustaccount|trustfund)'
$$;

do $$
declare
  f text;
begin
  foreach f in array array['plain(text)', 'profile_id_of(sponsorship.sponsors)', 'profile_owner(uuid)', 'save_profile(jsonb)', 'copy_public(sponsorship.sponsor_profiles, jsonb)', 'publish_profile(jsonb)',
    'set_logo(uuid, bytea)', 'profile_facts(sponsorship.sponsor_profiles)', 'my_profiles()', 'sponsor_profile(uuid)', 'public_sponsor(text, text)', 'held_name(uuid)',
    'save_settings(jsonb)', 'claims_escrow(text)'] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
  end loop;
end $$;
grant execute on function sponsorship.save_profile(jsonb), sponsorship.publish_profile(jsonb), sponsorship.set_logo(uuid, bytea), sponsorship.my_profiles(),
  sponsorship.sponsor_profile(uuid), sponsorship.held_name(uuid), sponsorship.save_settings(jsonb) to authenticated;
grant execute on function sponsorship.held_name(uuid) to gr_worker, gr_ledger, anon;
grant execute on function sponsorship.public_sponsor(text, text) to anon, authenticated;
grant delete on sponsorship.sponsor_public_profiles, sponsorship.sponsor_logos to gr_flow;
grant usage on schema sponsorship to gr_definer;
grant select on sponsorship.sponsor_logos to gr_definer;
drop policy if exists definer on sponsorship.sponsor_logos;
create policy definer on sponsorship.sponsor_logos for select to gr_definer using (true);
