-- Somebody who read a deck asks for a proposal. The organizer sees it, and makes a sponsor and a proposal of it, or sets it aside.

-- p: event? (slug), packageId?, variantId?, name, company, email, phone, website, message, consentVersion, address. What is not offered on that deck cannot be asked for.
create or replace function sponsorship.enquire(org_slug text, p jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  o organizations.organizations;
  d sponsorship.decks;
  e events.events;
  package uuid := (p ->> 'packageId')::uuid;
  made uuid;
begin
  select x.* into o from organizations.organizations x where x.slug = org_slug and x.state = 'active' and not x.is_platform;
  if coalesce(p ->> 'event', '') <> '' then
    select x.* into e from events.events x where x.organization_id = o.id and x.slug = p ->> 'event';
    if e.id is null then raise exception using errcode = 'P0002', message = 'There is no such page any more.'; end if;
  end if;
  select x.* into d from sponsorship.shown_deck(o.id, e.id) x;
  if d.id is null then raise exception using errcode = 'P0002', message = 'There is no such page any more.'; end if;
  if package is not null and not exists (select from sponsorship.sponsorship_packages k where k.organization_id = o.id and k.id = package and k.event_id = e.id and k.state = 'published') then
    raise exception using errcode = 'P0G01', column = 'packageId', message = 'Choose one of the packages on this page.';
  elsif p ->> 'variantId' is not null and not exists (select from sponsorship.package_variants v where v.organization_id = o.id and v.package_id = package and v.id = (p ->> 'variantId')::uuid) then
    raise exception using errcode = 'P0G01', column = 'packageId', message = 'Choose one of the packages on this page.';
  elsif e.ends_at <= clock_timestamp() then
    raise exception using errcode = 'P0S01', message = 'This event is over. Ask about the next one on the page of the organizer.';
  end if;
  insert into sponsorship.enquiries (organization_id, event_id, package_id, variant_id, name, company, email, phone, website, message, consent_version, address)
  values (o.id, e.id, package, (p ->> 'variantId')::uuid, p ->> 'name', p ->> 'company', lower(p ->> 'email'), coalesce(p ->> 'phone', ''), coalesce(p ->> 'website', ''),
    coalesce(p ->> 'message', ''), p ->> 'consentVersion', left(coalesce(p ->> 'address', ''), 100)) returning id into made;
  perform sponsorship.tell(o.id, null, 'organizer', format('%s asks for a proposal', left(p ->> 'company', 80)),
    format('%s of %s would like to sponsor %s.', left(p ->> 'name', 80), left(p ->> 'company', 80), coalesce(e.name, o.name)), '/sponsorship/enquiries/' || made, 'enquiry:' || made);
end $$;

create or replace function sponsorship.lock_enquiry(wanted uuid) returns sponsorship.enquiries language plpgsql volatile security definer set search_path = '' as $$
declare
  q sponsorship.enquiries;
begin
  select x.* into q from sponsorship.enquiries x where x.organization_id = sponsorship.organizer('sponsorship:write') and x.id = wanted for no key update;
  if not found then raise exception using errcode = 'P0002', message = 'That enquiry is not here, or not yours.'; end if;
  return q;
end $$;

-- Whoever asked becomes a sponsor: the one chosen, the one of that name, or a new one. Answers the sponsor; again, the same.
create or replace function sponsorship.answer_enquiry(enquiry uuid, sponsor uuid) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  q sponsorship.enquiries := sponsorship.lock_enquiry(enquiry);
  made uuid := sponsor;
begin
  if q.state = 'answered' then return q.sponsor_id; end if;
  if made is not null and not exists (select from sponsorship.sponsors s where s.organization_id = q.organization_id and s.id = made and s.archived_at is null) then
    raise exception using errcode = 'P0002', message = 'That sponsor is not here, or not yours.';
  end if;
  if made is null then
    select s.id into made from sponsorship.sponsors s where s.organization_id = q.organization_id and s.archived_at is null and lower(s.name) = lower(q.company);
  end if;
  if made is null then
    made := sponsorship.save_sponsor(jsonb_build_object('name', q.company, 'email', q.email, 'website', q.website,
      'profile', format('Asked by %s%s.', q.name, case when q.phone <> '' then ', ' || q.phone else '' end)));
  end if;
  update sponsorship.enquiries x set state = 'answered', sponsor_id = made, decided_by = system.uid(), decided_at = clock_timestamp(), reason = ''
  where x.organization_id = q.organization_id and x.id = q.id;
  return made;
end $$;

-- The proposal that answers it.
create or replace function sponsorship.link_enquiry(enquiry uuid, thread uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  q sponsorship.enquiries := sponsorship.lock_enquiry(enquiry);
begin
  if q.state <> 'answered' or not exists (select from sponsorship.proposal_threads t where t.organization_id = q.organization_id and t.id = thread and t.sponsor_id = q.sponsor_id) then
    raise exception using errcode = 'P0G01', message = 'That enquiry came from another sponsor.';
  end if;
  update sponsorship.enquiries x set thread_id = coalesce(x.thread_id, thread) where x.organization_id = q.organization_id and x.id = q.id;
end $$;

-- Set aside with a reason; with `again`, it is new once more.
create or replace function sponsorship.dismiss_enquiry(enquiry uuid, reason text, again boolean) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  q sponsorship.enquiries := sponsorship.lock_enquiry(enquiry);
begin
  if q.state <> (case when again then 'dismissed' else 'new' end)::sponsorship.enquiry_state then
    raise exception using errcode = 'P0S01', message = format('This enquiry is %s.', q.state);
  end if;
  update sponsorship.enquiries x set state = case when again then 'new' else 'dismissed' end::sponsorship.enquiry_state,
    reason = case when again then '' else payments.said(dismiss_enquiry.reason, 'Say why, for whoever looks later.') end, decided_by = system.uid(), decided_at = clock_timestamp()
  where x.organization_id = q.organization_id and x.id = q.id;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['enquire(text, jsonb)', 'lock_enquiry(uuid)', 'answer_enquiry(uuid, uuid)', 'link_enquiry(uuid, uuid)', 'dismiss_enquiry(uuid, text, boolean)'] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
  end loop;
end $$;
grant execute on function sponsorship.enquire(text, jsonb) to anon, authenticated;
grant execute on function sponsorship.answer_enquiry(uuid, uuid), sponsorship.link_enquiry(uuid, uuid), sponsorship.dismiss_enquiry(uuid, text, boolean) to authenticated;
