-- How much an organization may have, and letters to those who could decide.

grant select on system.tier_limits to gr_flow;
grant select on messaging.notification_defaults to gr_flow;
grant select, delete on organizations.logos to authenticated;
grant insert (organization_id, content_type, content) on organizations.logos to authenticated;
drop policy if exists definer on organizations.logos;
create policy definer on organizations.logos for select to gr_definer using (true);
grant select on organizations.logos to gr_definer;

-- Called after the change, in its transaction: is that more than the tier has room for? `what` is members, stations or
-- events_at_once. Takes the organization's lock, so that two changes at once are counted one after the other.
create or replace function organizations.check_room(org uuid, what text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  tier text;
  most int;
  used int;
begin
  perform identity.lock(org);
  select l.words, case check_room.what when 'members' then l.members when 'stations' then l.stations when 'events_at_once' then l.events_at_once end
  into tier, most from organizations.organizations o join system.tier_limits l on l.tier = o.tier where o.id = org and not o.is_platform;
  if most is null then return; end if;
  used := case what
    when 'members' then (select count(*) from organizations.org_memberships m where m.organization_id = org and m.state = 'active')
    when 'stations' then (select count(*) from identity.stations s where s.organization_id = org and s.archived_at is null)
    else (select count(*) from events.events e where e.organization_id = org and e.state in ('published', 'live', 'postponed') and e.ends_at > clock_timestamp()) end;
  if used > most then
    raise exception using errcode = 'P0G01', message = format('%s of the tier %s is in use. Make room, or ask the platform for a larger tier.',
      case what
        when 'members' then case most when 1 then 'The one place' else 'Each of the ' || most || ' places' end || ' for people'
        when 'stations' then case most when 1 then 'The one station' else 'Each of the ' || most || ' stations' end
        else case most when 1 then 'The one event at a time' else 'Each of the ' || most || ' events at a time' end end, tier);
  end if;
end $$;
create or replace function organizations.check_room(what text) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  if system.org_id() is null then raise exception using errcode = '42501', message = 'You may not do that.'; end if;
  perform organizations.check_room(system.org_id(), what);
end $$;

-- Does this person want letters about this? Topics are those of lib/users/rules.ts; what concerns their own account always comes.
create or replace function messaging.wants(person uuid, topic text) returns boolean language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_variable
begin
  return coalesce(
    (select true from messaging.notification_defaults d where d.topic = topic and d.channel = 'email' and d.fixed),
    (select n.wanted from messaging.notification_preferences n where n.user_id = person and n.topic = topic and n.channel = 'email'),
    (select d.wanted from messaging.notification_defaults d where d.topic = topic and d.channel = 'email'), true);
end $$;

-- A letter to a colleague about what they can look at in Greenroom. `data` is that of the template without organization and name.
create or replace function messaging.tell(org uuid, person uuid, topic text, template text, data jsonb, key text default null) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into system.outbox (organization_id, topic, payload, key)
  select org, 'messaging.send_email', jsonb_build_object('template', template, 'to', u.email, 'data', jsonb_strip_nulls(data || jsonb_build_object(
    'organization', jsonb_build_object('name', o.name, 'accent', o.accent, 'supportEmail', o.support_email, 'logo', o.logo_url),
    'name', coalesce(nullif(u.name, ''), u.email)))), key
  from users.user_profiles u, organizations.organizations o
  where u.user_id = person and o.id = org and u.email <> '' and u.state = 'active' and messaging.wants(person, tell.topic)
  on conflict do nothing;
end $$;

-- Everybody who holds the permission everywhere in the organization, but one.
create or replace function identity.holders(org uuid, permission text, but uuid) returns setof uuid language plpgsql volatile security definer set search_path = '' as $$
begin
  return query select m.user_id from organizations.org_memberships m where m.organization_id = org and m.state = 'active' and m.user_id <> but
    and identity.allows(org, m.user_id, holders.permission) order by m.created_at limit 50;
end $$;

-- A request is told to those who could decide it, and its outcome to whoever asked.
create or replace function organizations.tell_about_request() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  data jsonb;
  who uuid;
begin
  select jsonb_build_object('what', new.state, 'act', case when new.act = 'rule_change' then 'rule_change' else new.act end,
    'asker', coalesce(nullif(a.name, ''), a.email), 'decider', coalesce(nullif(d.name, ''), d.email),
    'amountMinor', new.amount_minor::text, 'currency', new.currency,
    'reason', nullif(btrim(case when new.state = 'requested' then new.reason else coalesce(new.decision_note, '') end), ''),
    'link', format('/%s/organizations/requests/%s', o.slug, new.id))
  into data from organizations.organizations o left join users.user_profiles a on a.user_id = new.requested_by
  left join users.user_profiles d on d.user_id = new.decided_by where o.id = new.organization_id;
  if tg_op = 'INSERT' then
    for who in select h from identity.holders(new.organization_id, new.approver, new.requested_by) h loop
      perform messaging.tell(new.organization_id, who, 'approvals', 'request_notice', data);
    end loop;
  else
    perform messaging.tell(new.organization_id, new.requested_by, 'approvals', 'request_notice', data);
  end if;
  return null;
end $$;
create or replace trigger tell_approvers after insert on organizations.approval_requests
  for each row when (new.state = 'requested') execute function organizations.tell_about_request();
create or replace trigger tell_asker after update of state on organizations.approval_requests
  for each row when (new.state in ('approved', 'rejected', 'expired') and new.state <> old.state) execute function organizations.tell_about_request();

-- Somebody who has an account asks to join another organization: they wait in its queue, and who may let them in is told.
-- Answers the organization's name.
create or replace function identity.ask_to_join(slug text) returns text language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := identity.wanted_organization(coalesce(nullif(btrim(slug), ''), '-'));
  person users.user_profiles;
  member text;
  house text;
  who uuid;
begin
  select p.* into person from users.user_profiles p where p.user_id = system.uid();
  if person.user_id is null or system.context() ->> 'imp' is not null then
    raise exception using errcode = '42501', message = 'Sign in first.';
  elsif person.state not in ('active', 'pending_approval') then
    raise exception using errcode = 'P0S01', message = format('Your account is %s.', person.state);
  elsif org is null then
    raise exception using errcode = 'P0G01', column = 'organization', message = 'No organization has this address. It is the part of its links after the site''s name.';
  end if;
  perform identity.lock(org);
  select m.state into member from organizations.org_memberships m where m.organization_id = org and m.user_id = person.user_id;
  if member in ('active', 'pending', 'suspended') then
    raise exception using errcode = 'P0G01', column = 'organization', message = case member
      when 'active' then 'You belong to it already.' when 'pending' then 'You asked already, and wait for an answer.'
      else 'You are suspended there. Write to its administrator.' end;
  elsif (select count(*) from organizations.org_memberships m where m.user_id = person.user_id and m.state = 'pending') >= 3 then
    raise exception using errcode = 'P0G01', column = 'organization', message = 'Three organizations have not answered you yet. Wait for them first.';
  end if;
  perform identity.wait_for(org, person.user_id);
  select o.name, o.slug into house, ask_to_join.slug from organizations.organizations o where o.id = org;
  for who in select h from identity.holders(org, 'identity:approve', person.user_id) h loop
    perform messaging.tell(org, who, 'approvals', 'request_notice', jsonb_build_object('what', 'requested', 'act', 'join',
      'asker', coalesce(nullif(person.name, ''), person.email), 'link', format('/%s/identity/people/%s', ask_to_join.slug, person.user_id)));
  end loop;
  perform ticketing.note(org, 'identity.ask_to_join', 'users.user_profiles', person.user_id, '{}');
  return house;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['organizations.check_room(uuid, text)', 'organizations.check_room(text)', 'messaging.wants(uuid, text)',
    'messaging.tell(uuid, uuid, text, text, jsonb, text)', 'identity.holders(uuid, text, uuid)', 'organizations.tell_about_request()',
    'identity.ask_to_join(text)'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function organizations.check_room(text), identity.ask_to_join(text) to authenticated;
