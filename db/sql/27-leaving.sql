-- Suspended, reinstated, removed, closed. The rules are those of 21-people.sql; an organization never loses its last administrator.

-- What `what` does to a person in one organization. p: userId, reason, organizationId?.
create or replace function identity.decide(what text, p jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := coalesce((p ->> 'organizationId')::uuid, system.org_id());
  person users.user_profiles;
  member text;
  why text := identity.reason_of(p);
  before uuid[];
begin
  perform identity.lock(org);
  perform identity.check_may(org, 'identity:approve');
  person := identity.person_of(org, (p ->> 'userId')::uuid);
  select m.state into member from organizations.org_memberships m where m.organization_id = org and m.user_id = person.user_id;
  if what = 'reinstated' and member is distinct from 'suspended' or what <> 'reinstated' and (member is null or member in ('pending', 'removed'))
     or what = 'suspended' and member = 'suspended' then
    raise exception using errcode = 'P0S01', message = case
      when member = 'pending' then 'This person waits for approval. Approve or reject them.'
      when what = 'reinstated' then 'This person is not suspended here.'
      when what = 'suspended' and member = 'suspended' then 'This person is suspended already.'
      else 'This person does not belong to the organization any more.' end;
  end if;
  perform identity.check_outranks(org, system.uid(), person.user_id);
  before := identity.administrators(org);
  if what = 'suspended' then
    update organizations.org_memberships m set state = 'suspended', state_reason = why where m.organization_id = org and m.user_id = person.user_id;
    if person.state = 'active' and not identity.belongs_elsewhere(org, person.user_id) then
      update users.user_profiles u set state = 'suspended', state_reason = why, state_organization_id = org where u.user_id = person.user_id;
    end if;
  elsif what = 'reinstated' then
    update organizations.org_memberships m set state = 'active', state_reason = null where m.organization_id = org and m.user_id = person.user_id;
    if person.state = 'suspended' and person.state_organization_id is distinct from org and not system.is_platform_admin() then
      raise exception using errcode = 'P0G01', message = 'The platform suspended this account. Only the platform can open it again.';
    end if;
    if person.state = 'suspended' then
      update users.user_profiles u set state = 'active', state_reason = null, state_organization_id = null where u.user_id = person.user_id;
    end if;
  else
    perform identity.let_go(org, person.user_id);
    update organizations.org_memberships m set state_reason = why where m.organization_id = org and m.user_id = person.user_id;
    if what = 'deactivated' and not identity.belongs_elsewhere(org, person.user_id) and person.state <> 'deactivated' then
      update users.user_profiles u set state = 'deactivated', state_reason = why, state_organization_id = org where u.user_id = person.user_id;
    end if;
  end if;
  perform identity.keep_an_administrator(org, before);
  perform identity.tell(org, person.user_id, what, why);
  perform identity.note_elsewhere(org, 'identity.' || what, person.user_id, p);
end $$;

create or replace function identity.suspend_person(p jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
begin perform identity.decide('suspended', p); end $$;
create or replace function identity.reinstate_person(p jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
begin perform identity.decide('reinstated', p); end $$;
create or replace function identity.remove_person(p jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
begin perform identity.decide('removed', p); end $$;
create or replace function identity.deactivate_person(p jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
begin perform identity.decide('deactivated', p); end $$;

-- The platform closes or opens an account everywhere. p: userId, reason, to: suspended | active | deactivated. Organizations of
-- which they are the last administrator, and the platform itself, are asked for another one first.
create or replace function identity.set_account(p jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  person users.user_profiles;
  target text := p ->> 'to';
  why text := identity.reason_of(p);
  home uuid;
  org uuid;
  orgs uuid[];
  before uuid[];
begin
  if not system.is_platform_admin() then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  if target is null or target not in ('active', 'suspended', 'deactivated') then
    raise exception using errcode = 'P0G01', column = 'to', message = 'Suspend, reopen or close the account.';
  end if;
  select o.id into home from organizations.organizations o where o.is_platform;
  orgs := array(select m.organization_id from organizations.org_memberships m where m.user_id = (p ->> 'userId')::uuid and m.state <> 'removed' order by 1);
  foreach org in array orgs loop perform identity.lock(org); end loop;
  if not system.is_platform_admin() or not identity.allows(home, system.uid(), 'identity:approve') then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  person := identity.person_of(home, (p ->> 'userId')::uuid);
  foreach org in array orgs loop
    before := identity.administrators(org);
    if target <> 'active' and before = array[person.user_id] then
      raise exception using errcode = 'P0G01', message = format('This is the last administrator of %s. Make somebody else one first.',
        (select o.name from organizations.organizations o where o.id = org));
    end if;
  end loop;
  update users.user_profiles u set state = target::users.profile_state, state_reason = case when target <> 'active' then why end, state_organization_id = null,
    approved_by = case when u.state = 'pending_approval' then system.uid() else u.approved_by end,
    approved_at = case when u.state = 'pending_approval' then clock_timestamp() else u.approved_at end
  where u.user_id = person.user_id;
  if target = 'deactivated' then
    foreach org in array orgs loop perform identity.let_go(org, person.user_id); end loop;
  end if;
  perform identity.tell(home, person.user_id, case target when 'active' then case person.state when 'pending_approval' then 'approved' else 'reinstated' end else target end, why);
  foreach org in array orgs loop perform identity.note_elsewhere(org, 'identity.set_account', person.user_id, p); end loop;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['decide(text, jsonb)', 'suspend_person(jsonb)', 'reinstate_person(jsonb)', 'remove_person(jsonb)', 'deactivate_person(jsonb)',
    'set_account(jsonb)'] loop
    execute format('alter function identity.%s owner to gr_flow', f);
    execute format('revoke execute on function identity.%s from public', f);
  end loop;
end $$;
grant execute on function identity.suspend_person(jsonb), identity.reinstate_person(jsonb), identity.remove_person(jsonb), identity.deactivate_person(jsonb),
  identity.set_account(jsonb) to authenticated;
