-- Who may come in, and who must go. Every act takes the organization's lock, looks at the rights of whoever asks, moves the
-- person's membership and account, and tells them by e-mail, in one transaction. An account belongs to the person: an
-- organization suspends or closes it only while nobody else has them as a member, and takes back only its own decision.

do $$
begin
  if not exists (select from pg_catalog.pg_constraint where conname = 'user_profiles_organizations' and conrelid = 'users.user_profiles'::regclass) then
    alter table users.user_profiles add constraint user_profiles_organizations
      foreign key (requested_organization_id) references organizations.organizations (id);
    alter table users.user_profiles add constraint user_profiles_state_organization
      foreign key (state_organization_id) references organizations.organizations (id);
  end if;
end $$;
grant insert (requested_organization_id), update (state, state_reason, state_organization_id, requested_organization_id, approved_by, approved_at)
  on users.user_profiles to gr_flow;

-- Since when somebody waits, is suspended, or is a member.
create or replace function identity.stamp_state() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.state is distinct from old.state then new.state_at := clock_timestamp(); end if;
  return new;
end $$;
alter function identity.stamp_state() owner to gr_owner;
revoke execute on function identity.stamp_state() from public;
create or replace trigger stamp_state before update of state on users.user_profiles for each row execute function identity.stamp_state();
create or replace trigger stamp_state before update of state on organizations.org_memberships for each row execute function identity.stamp_state();

-- Where a new person wants to belong: the organization whose slug they named, or the only one that there is.
create or replace function identity.wanted_organization(slug text) returns uuid language plpgsql stable security definer set search_path = '' as $$
declare
  found_id uuid;
begin
  select o.id into found_id from organizations.organizations o
  where o.slug = coalesce(organizations.slug_now(wanted_organization.slug), wanted_organization.slug) and o.state = 'active';
  if found_id is null and slug is null then
    select o.id into found_id from organizations.organizations o where not o.is_platform and o.state = 'active'
      and not exists (select from organizations.organizations x where not x.is_platform and x.state = 'active' and x.id <> o.id);
  end if;
  return found_id;
end $$;

-- They wait in the queue of an organization.
create or replace function identity.wait_for(org uuid, person uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into organizations.org_memberships as m (organization_id, user_id, state) values (org, person, 'pending')
  on conflict on constraint one_membership do update set state = 'pending', state_reason = null where m.state = 'removed';
  update users.user_profiles p set requested_organization_id = org where p.user_id = person and p.state = 'pending_approval';
end $$;

-- Somebody whose e-mail address changed is looked at again, as long as there is somebody else to do it.
create or replace function identity.look_again(person uuid, former text, email text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if exists (select from identity.user_roles r join organizations.organizations o on o.id = r.organization_id and o.is_platform
      where r.user_id <> person and system.holds_platform(r.user_id))
    or exists (select from organizations.org_memberships m join identity.user_roles r on r.organization_id = m.organization_id and r.user_id <> person
      where m.user_id = person and m.state = 'active' and not system.holds_platform(r.user_id)
        and identity.allows(m.organization_id, r.user_id, 'identity:approve')) then
    update users.user_profiles p set state = 'pending_approval', state_organization_id = null,
      state_reason = format('Your e-mail address changed from %s to %s, so an administrator looks at your account again.', former, look_again.email)
    where p.user_id = person and p.state = 'active';
  end if;
end $$;

-- A new user of the auth server gets a profile that waits for approval; a confirmed change of e-mail follows.
create or replace function users.on_auth_user() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  wanted uuid;
  former text;
begin
  if tg_op = 'INSERT' then
    -- What they typed as their name is theirs to choose, so it is cut to size, control characters go, and of all else
    -- in their metadata only the organization that they ask to join is read. It gives them nothing but a place in its queue.
    insert into users.user_profiles (user_id, email, name)
    values (new.id, lower(coalesce(new.email, '')), left(btrim(regexp_replace(
      coalesce(new.raw_user_meta_data ->> 'name', new.raw_user_meta_data ->> 'full_name', ''),
      '[[:cntrl:]]+', ' ', 'g')), 120))
    on conflict (user_id) do nothing;
    wanted := identity.wanted_organization(nullif(left(new.raw_user_meta_data ->> 'organization', 60), ''));
    if wanted is not null then
      perform identity.wait_for(wanted, new.id);
    end if;
  elsif new.email is distinct from old.email then
    select p.email into former from users.user_profiles p where p.user_id = new.id;
    update users.user_profiles set email = lower(coalesce(new.email, '')) where user_id = new.id;
    if former <> lower(coalesce(new.email, '')) then
      perform identity.look_again(new.id, former, lower(new.email));
    end if;
  end if;
  return null;
end $$;

create or replace trigger greenroom_profile after insert or update of email on auth.users
  for each row execute function users.on_auth_user();

-- Tell a person by e-mail what was decided. The words are in lib/messaging/templates.
create or replace function identity.tell(org uuid, person uuid, what text, reason text default null, p jsonb default '{}') returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into system.outbox (organization_id, topic, payload)
  select org, 'messaging.send_email', jsonb_build_object('template', 'account_notice', 'to', u.email, 'data', jsonb_strip_nulls(jsonb_build_object(
    'organization', jsonb_build_object('name', o.name, 'accent', o.accent, 'supportEmail', o.support_email, 'logo', o.logo_url),
    'name', coalesce(nullif(u.name, ''), u.email), 'what', what, 'reason', nullif(btrim(reason), ''),
    'role', p ->> 'roleName', 'place', p ->> 'place', 'link', case when what in ('approved', 'reinstated') then '/' || o.slug end)))
  from users.user_profiles u, organizations.organizations o where u.user_id = person and o.id = org and u.email <> '';
end $$;

-- The person as whoever decides may see them: somebody of this organization, or who asked to be. For update, and under its lock.
create or replace function identity.person_of(org uuid, person uuid) returns users.user_profiles
  language plpgsql volatile security definer set search_path = '' as $$
declare
  found_person users.user_profiles;
begin
  select p.* into found_person from users.user_profiles p where p.user_id = person for update;
  if not found or (not system.is_platform_admin() and not exists (
    select from organizations.org_memberships m where m.organization_id = org and m.user_id = person and m.state <> 'removed')) then
    raise exception using errcode = 'P0002', message = 'That person is not here, or not yours.';
  end if;
  if person = system.uid() then
    raise exception using errcode = 'P0G01', message = 'Nobody decides about their own account. Ask another administrator.';
  end if;
  return found_person;
end $$;

create or replace function identity.reason_of(p jsonb) returns text language plpgsql immutable set search_path = '' as $$
begin
  if length(btrim(coalesce(p ->> 'reason', ''))) < 3 then
    raise exception using errcode = 'P0G01', column = 'reason', message = 'Say why. The person is told.';
  end if;
  return left(btrim(p ->> 'reason'), 500);
end $$;

-- Take somebody in: account, membership, role and e-mail in one step. p: userId, role?, stationId?, eventId?, endsAt?, reason?,
-- organizationId? (for the platform). Without a role they keep those they had: after a change of e-mail.
-- Answers { grantId } or, where roles need a second person, { requestId }.
create or replace function identity.approve_person(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := coalesce((p ->> 'organizationId')::uuid, system.org_id());
  person users.user_profiles;
  member text;
  answer jsonb := '{}';
begin
  perform identity.lock(org);
  perform identity.check_may(org, 'identity:approve', (p ->> 'stationId')::uuid, (p ->> 'eventId')::uuid);
  person := identity.person_of(org, (p ->> 'userId')::uuid);
  select m.state into member from organizations.org_memberships m where m.organization_id = org and m.user_id = person.user_id;
  if person.state in ('suspended', 'deactivated') then
    raise exception using errcode = 'P0S01', message = format('This account is %s and cannot be approved.', person.state);
  end if;
  if person.state = 'active' and member is distinct from 'pending' then
    raise exception using errcode = 'P0S01', message = 'Somebody approved this person already.';
  end if;
  -- Somebody who had roles before gets them back, so whoever lets them in again may do no less; and who runs the platform is the platform's to judge.
  perform identity.check_outranks(org, system.uid(), person.user_id);
  if not system.is_platform_admin() and exists (select from identity.user_roles r join organizations.organizations o on o.id = r.organization_id and o.is_platform
      where r.user_id = person.user_id and r.role = 'super_admin' and (r.ends_at is null or r.ends_at > clock_timestamp())) then
    raise exception using errcode = 'P0G01', message = 'This person helps to run the platform, so the platform decides.';
  end if;
  if person.state = 'pending_approval' then
    update users.user_profiles u set state = 'active', state_reason = null, state_organization_id = null,
      approved_by = system.uid(), approved_at = clock_timestamp() where u.user_id = person.user_id;
  end if;
  insert into organizations.org_memberships as m (organization_id, user_id) values (org, person.user_id)
  on conflict on constraint one_membership do update set state = 'active', state_reason = null where m.state <> 'active';
  perform organizations.check_room(org, 'members');
  if p ->> 'role' is not null then
    answer := identity.give(org, person.user_id, p - 'organizationId' - 'userId', system.uid());
  elsif not exists (select from identity.user_roles r where r.organization_id = org and r.user_id = person.user_id
      and (r.ends_at is null or r.ends_at > clock_timestamp())) then
    raise exception using errcode = 'P0G01', column = 'role', message = 'Choose a role: without one they could see nothing.';
  end if;
  perform identity.tell(org, person.user_id, 'approved', null, jsonb_build_object(
    'roleName', case when answer ? 'grantId' then identity.role_named(org, p ->> 'role') ->> 'name' end,
    'place', (select s.name from identity.stations s where s.organization_id = org and s.id = (p ->> 'stationId')::uuid)));
  perform identity.note_elsewhere(org, 'identity.approve_person', person.user_id, p);
  return answer;
end $$;

-- What a platform administrator does in an organization that is not open is in that organization's log, too.
create or replace function identity.note_elsewhere(org uuid, command text, person uuid, p jsonb) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if org is distinct from system.org_id() then
    perform ticketing.note(org, command, 'users.user_profiles', person, p);
  end if;
end $$;

-- Their grants here end, and so does their membership.
create or replace function identity.let_go(org uuid, person uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  update identity.user_roles r set ends_at = greatest(clock_timestamp(), r.starts_at)
  where r.organization_id = org and r.user_id = person and (r.ends_at is null or r.ends_at > clock_timestamp());
  update organizations.org_memberships m set state = 'removed' where m.organization_id = org and m.user_id = person and m.state <> 'removed';
end $$;

-- Does another organization have them, so that their account is not this one's to close?
create or replace function identity.belongs_elsewhere(org uuid, person uuid) returns boolean language plpgsql volatile security definer set search_path = '' as $$
begin
  return exists (select from organizations.org_memberships m where m.user_id = person and m.organization_id <> org and m.state <> 'removed');
end $$;

-- Say no to somebody who waits. p: userId, reason, organizationId?.
create or replace function identity.reject_person(p jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := coalesce((p ->> 'organizationId')::uuid, system.org_id());
  person users.user_profiles;
  why text := identity.reason_of(p);
begin
  perform identity.lock(org);
  perform identity.check_may(org, 'identity:approve');
  person := identity.person_of(org, (p ->> 'userId')::uuid);
  if person.state <> 'pending_approval' and not exists (
    select from organizations.org_memberships m where m.organization_id = org and m.user_id = person.user_id and m.state = 'pending') then
    raise exception using errcode = 'P0S01', message = 'This person does not wait for approval any more.';
  end if;
  perform identity.check_outranks(org, system.uid(), person.user_id);
  perform identity.tell(org, person.user_id, 'rejected', why);
  perform identity.let_go(org, person.user_id);
  if person.state = 'pending_approval' and not identity.belongs_elsewhere(org, person.user_id) then
    update users.user_profiles u set state = 'deactivated', state_reason = why, state_organization_id = org where u.user_id = person.user_id;
  end if;
  perform identity.note_elsewhere(org, 'identity.reject_person', person.user_id, p);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['identity.wanted_organization(text)', 'identity.wait_for(uuid, uuid)', 'identity.look_again(uuid, text, text)', 'users.on_auth_user()',
    'identity.tell(uuid, uuid, text, text, jsonb)', 'identity.person_of(uuid, uuid)', 'identity.reason_of(jsonb)', 'identity.approve_person(jsonb)',
    'identity.note_elsewhere(uuid, text, uuid, jsonb)', 'identity.let_go(uuid, uuid)', 'identity.belongs_elsewhere(uuid, uuid)',
    'identity.reject_person(jsonb)'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function identity.approve_person(jsonb), identity.reject_person(jsonb) to authenticated;
