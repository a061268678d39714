-- Sponsors, packages and talks. Accepting makes the order with its milestones and deliverables in the same transaction.

-- p: id?, name, industry, website, email, profile, partyId?, slug? (of the sponsor's own organization). Answers the id.
create or replace function sponsorship.save_sponsor(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('sponsorship:write');
  made uuid := (p ->> 'id')::uuid;
  own uuid;
begin
  if coalesce(p ->> 'slug', '') <> '' then
    select o.id into own from organizations.organizations o where o.slug = p ->> 'slug' and o.state = 'active' and not o.is_platform and o.id <> org;
    if not found then
      raise exception using errcode = 'P0G01', column = 'slug', message = 'There is no other organization at that address.';
    end if;
  end if;
  if exists (select from sponsorship.sponsors s where s.organization_id = org and s.archived_at is null and lower(s.name) = lower(p ->> 'name') and s.id is distinct from made) then
    raise exception using errcode = 'P0G01', column = 'name', message = 'There is a sponsor of that name already.';
  end if;
  if own is not null and exists (select from sponsorship.sponsors s where s.organization_id = org and s.sponsor_organization_id = own and s.id is distinct from made) then
    raise exception using errcode = 'P0G01', column = 'slug', message = 'That organization is another sponsor of yours already.';
  end if;
  if made is null then
    insert into sponsorship.sponsors (organization_id, name, industry, website, email, profile, party_id, sponsor_organization_id)
    values (org, p ->> 'name', coalesce(p ->> 'industry', ''), coalesce(p ->> 'website', ''), coalesce(p ->> 'email', ''), coalesce(p ->> 'profile', ''),
      (p ->> 'partyId')::uuid, own) returning id into made;
  else
    update sponsorship.sponsors s set name = p ->> 'name', industry = coalesce(p ->> 'industry', ''), website = coalesce(p ->> 'website', ''),
      email = coalesce(p ->> 'email', ''), profile = coalesce(p ->> 'profile', ''), party_id = (p ->> 'partyId')::uuid, sponsor_organization_id = coalesce(own, s.sponsor_organization_id)
    where s.organization_id = org and s.id = made and s.archived_at is null;
    if not found then raise exception using errcode = 'P0002', message = 'That sponsor is not here, or not yours.'; end if;
  end if;
  return made;
end $$;

-- Gone from the lists. Not while money of theirs is held, or talks are open.
create or replace function sponsorship.archive_sponsor(sponsor uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('sponsorship:write');
begin
  perform from sponsorship.sponsors s where s.organization_id = org and s.id = sponsor and s.archived_at is null for update;
  if not found then raise exception using errcode = 'P0002', message = 'That sponsor is not here, or not yours.'; end if;
  if exists (select from sponsorship.sponsorship_orders o where o.organization_id = org and o.sponsor_id = sponsor and o.state in ('pending', 'funded', 'locked', 'disputed')) then
    raise exception using errcode = 'P0S01', message = 'An order of this sponsor is open. Release, return or cancel it first.';
  end if;
  update sponsorship.proposal_threads t set state = 'rejected', reason = 'The sponsor was archived.' where t.organization_id = org and t.sponsor_id = sponsor
    and t.state in ('draft', 'sent', 'viewed', 'counter');
  update sponsorship.sponsors s set archived_at = clock_timestamp() where s.organization_id = org and s.id = sponsor;
end $$;

-- A person of this organization who signs in for the sponsor. Nobody is both parties.
create or replace function sponsorship.add_member(sponsor uuid, person uuid) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('sponsorship:write');
  made uuid;
begin
  perform from sponsorship.sponsors s where s.organization_id = org and s.id = sponsor and s.archived_at is null for update;
  if not found then raise exception using errcode = 'P0002', message = 'That sponsor is not here, or not yours.'; end if;
  if not exists (select from organizations.org_memberships m where m.organization_id = org and m.user_id = person and m.state = 'active') then
    raise exception using errcode = 'P0G01', column = 'userId', message = 'Invite them first, with the role Sponsor.';
  end if;
  if identity.allows(org, person, 'sponsorship:read') then
    raise exception using errcode = 'P0G01', column = 'userId', message = 'They work for you. Nobody is both parties.';
  end if;
  insert into sponsorship.sponsor_members (organization_id, sponsor_id, user_id) values (org, sponsor, person)
  on conflict on constraint member_once do update set user_id = excluded.user_id returning id into made;
  return made;
end $$;
create or replace function sponsorship.remove_member(member uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from sponsorship.sponsor_members m where m.organization_id = sponsorship.organizer('sponsorship:write') and m.id = member;
  if not found then raise exception using errcode = 'P0002', message = 'That is not here, or not yours.'; end if;
end $$;

-- p: id?, eventId, name, description, priceMinor, currency, quantity, terms, variants [{name, priceMinor}]. Offered packages keep what was ordered of them.
create or replace function sponsorship.save_package(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('sponsorship:write');
  made uuid := (p ->> 'id')::uuid;
  event uuid := (p ->> 'eventId')::uuid;
begin
  if not exists (select from events.events v where v.organization_id = org and v.id = event) then
    raise exception using errcode = 'P0002', message = 'That event is not here, or not yours.';
  end if;
  if exists (select from sponsorship.sponsorship_packages x where x.organization_id = org and x.event_id = event and x.state <> 'archived'
      and lower(x.name) = lower(p ->> 'name') and x.id is distinct from made) then
    raise exception using errcode = 'P0G01', column = 'name', message = 'This event has a package of that name already.';
  end if;
  if made is null then
    insert into sponsorship.sponsorship_packages (organization_id, event_id, name, description, price_minor, currency, quantity, terms)
    values (org, event, p ->> 'name', coalesce(p ->> 'description', ''), (p ->> 'priceMinor')::bigint, p ->> 'currency', (p ->> 'quantity')::int, p -> 'terms') returning id into made;
  else
    perform from sponsorship.sponsorship_packages x where x.organization_id = org and x.id = made for update;
    if (p ->> 'quantity')::int < sponsorship.sold(org, made) then
      raise exception using errcode = 'P0G01', column = 'quantity', message = format('%s are sold already.', sponsorship.sold(org, made));
    end if;
    update sponsorship.sponsorship_packages x set name = p ->> 'name', description = coalesce(p ->> 'description', ''), price_minor = (p ->> 'priceMinor')::bigint,
      quantity = (p ->> 'quantity')::int, terms = p -> 'terms' where x.organization_id = org and x.id = made and x.event_id = event;
    if not found then raise exception using errcode = 'P0002', message = 'That package is not here, or not yours.'; end if;
  end if;
  -- A variant that a proposal names stays; its name and price follow.
  delete from sponsorship.package_variants v where v.organization_id = org and v.package_id = made
    and not exists (select from sponsorship.proposal_threads t where t.organization_id = org and t.variant_id = v.id)
    and not exists (select from jsonb_array_elements(coalesce(p -> 'variants', '[]')) x where lower(x ->> 'name') = lower(v.name));
  update sponsorship.package_variants v set price_minor = (x.v ->> 'priceMinor')::bigint, position = x.o
  from jsonb_array_elements(coalesce(p -> 'variants', '[]')) with ordinality x (v, o)
  where v.organization_id = org and v.package_id = made and lower(v.name) = lower(x.v ->> 'name');
  insert into sponsorship.package_variants (organization_id, package_id, name, price_minor, position)
  select org, made, x.v ->> 'name', (x.v ->> 'priceMinor')::bigint, x.o from jsonb_array_elements(coalesce(p -> 'variants', '[]')) with ordinality x (v, o)
  where not exists (select from sponsorship.package_variants v where v.organization_id = org and v.package_id = made and lower(v.name) = lower(x.v ->> 'name'));
  return made;
end $$;

create or replace function sponsorship.sold(org uuid, package uuid) returns bigint language sql stable security definer set search_path = '' as $$
  select count(*) from sponsorship.sponsorship_orders o where o.organization_id = org and o.package_id = package and o.state not in ('cancelled', 'refunded')
$$;

-- Keep a package's terms for the next event; the same name again replaces them.
create or replace function sponsorship.save_template(package uuid, name text) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('sponsorship:write');
  made uuid;
begin
  delete from sponsorship.package_templates t where t.organization_id = org and lower(t.name) = lower(save_template.name);
  insert into sponsorship.package_templates (organization_id, name, description, price_minor, currency, quantity, terms)
  select org, save_template.name, x.description, x.price_minor, x.currency, x.quantity, x.terms from sponsorship.sponsorship_packages x
  where x.organization_id = org and x.id = package returning id into made;
  if made is null then raise exception using errcode = 'P0002', message = 'That package is not here, or not yours.'; end if;
  return made;
end $$;
create or replace function sponsorship.drop_template(template uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from sponsorship.package_templates t where t.organization_id = sponsorship.organizer('sponsorship:write') and t.id = template;
  if not found then raise exception using errcode = 'P0002', message = 'That template is not here, or not yours.'; end if;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['save_sponsor(jsonb)', 'archive_sponsor(uuid)', 'add_member(uuid, uuid)', 'remove_member(uuid)', 'save_package(jsonb)', 'sold(uuid, uuid)',
    'save_template(uuid, text)', 'drop_template(uuid)'] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
    if f not like 'sold%' then execute format('grant execute on function sponsorship.%s to authenticated', f); end if;
  end loop;
end $$;
