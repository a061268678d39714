-- Invitations by e-mail. The token is in the e-mail alone; here is its hash. What may be given is looked at when the invitation is
-- made and again when it is accepted, because whoever invited may have lost it since.

do $$
begin
  if not exists (select from pg_catalog.pg_constraint where conname = 'org_invitations_event' and conrelid = 'organizations.org_invitations'::regclass) then
    alter table organizations.org_invitations add constraint org_invitations_event
      foreign key (organization_id, event_id) references events.events (organization_id, id);
  end if;
  drop policy if exists flow on organizations.org_invitations;
  create policy flow on organizations.org_invitations for all to gr_flow using (true) with check (true);
end $$;
grant select, insert, update on organizations.org_invitations to gr_flow;
-- All but the hash of the token.
grant select (organization_id, id, email, role, role_id, station_id, event_id, grant_ends_at, state, expires_at, invited_by, resent, sent_at,
  accepted_by, accepted_at, created_at) on organizations.org_invitations to authenticated;

-- Write the letter with a new token, and remember its hash.
create or replace function organizations.send_invitation(org uuid, invitation uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  token text := ticketing.random_code(32);
  i organizations.org_invitations;
begin
  update organizations.org_invitations x set token_hash = ticketing.digest(token), sent_at = clock_timestamp()
  where x.organization_id = org and x.id = invitation returning x.* into i;
  insert into system.outbox (organization_id, topic, payload)
  select org, 'messaging.send_email', jsonb_build_object('template', 'invitation', 'to', i.email, 'data', jsonb_strip_nulls(jsonb_build_object(
    'organization', jsonb_build_object('name', o.name, 'accent', o.accent, 'supportEmail', o.support_email, 'logo', o.logo_url),
    'invitedBy', coalesce((select coalesce(nullif(p.name, ''), p.email) from users.user_profiles p where p.user_id = i.invited_by), o.name),
    'role', coalesce(i.role, (select r.name from identity.roles r where r.organization_id = org and r.id = i.role_id)),
    'place', coalesce((select s.name from identity.stations s where s.organization_id = org and s.id = i.station_id),
      (select e.name from events.events e where e.organization_id = org and e.id = i.event_id)),
    'expiresAt', i.expires_at, 'zone', o.zone, 'link', '/invitation?token=' || token)))
  from organizations.organizations o where o.id = org;
end $$;

-- p: email, role, stationId?, eventId?, endsAt? (of the role), days? (until the invitation ends, 7). Answers the id.
create or replace function organizations.invite(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := coalesce((p ->> 'organizationId')::uuid, system.org_id());
  address text := lower(btrim(p ->> 'email'));
  station uuid := (p ->> 'stationId')::uuid;
  event uuid := (p ->> 'eventId')::uuid;
  days int := coalesce((p ->> 'days')::int, 7);
  chosen jsonb;
  member text;
  made uuid;
begin
  perform identity.lock(org);
  perform identity.check_may(org, 'identity:invite', station, event);
  if address is null or address !~ '^[^@[:space:]]+@[^@[:space:]]+\.[^@[:space:]]+$' or length(address) > 254 then
    raise exception using errcode = 'P0G01', column = 'email', message = 'That does not look like an e-mail address.';
  end if;
  if days not between 1 and 60 then
    raise exception using errcode = 'P0G01', column = 'days', message = 'An invitation is good for 1 to 60 days.';
  end if;
  if (p ->> 'endsAt')::timestamptz <= clock_timestamp() + days * interval '1 day' then
    raise exception using errcode = 'P0G01', column = 'endsOn', message = 'The role must end after the invitation does.';
  end if;
  chosen := identity.role_named(org, p ->> 'role');
  perform identity.check_scope(org, station, event);
  perform identity.check_within(org, system.uid(), chosen -> 'permissions', station, event);
  select m.state into member from organizations.org_memberships m join users.user_profiles u on u.user_id = m.user_id
  where m.organization_id = org and lower(u.email) = address and m.state <> 'removed' limit 1;
  if member is not null then
    raise exception using errcode = 'P0G01', column = 'email', message = case member
      when 'active' then 'This person belongs to the organization already. Give them a role instead.'
      when 'pending' then 'This person waits for approval already. Approve them instead.'
      else 'This person is suspended here. Reinstate them instead.' end;
  end if;
  update organizations.org_invitations i set state = 'expired'
  where i.organization_id = org and lower(i.email) = address and i.state = 'invited' and i.expires_at <= clock_timestamp();
  if exists (select from organizations.org_invitations i where i.organization_id = org and lower(i.email) = address and i.state = 'invited') then
    raise exception using errcode = 'P0G01', column = 'email', message = 'This person is invited already. Send that invitation again, or revoke it first.';
  end if;
  if not system.hit_limit('invite:' || org, 200, interval '1 hour') then
    raise exception using errcode = 'P0G01', message = 'That are 200 invitations within an hour. Wait a while, then go on.';
  end if;
  insert into organizations.org_invitations (organization_id, email, role, role_id, station_id, event_id, grant_ends_at, token_hash, expires_at, invited_by)
  values (org, address, chosen ->> 'role', (chosen ->> 'roleId')::uuid, station, event, (p ->> 'endsAt')::timestamptz,
    ticketing.digest(ticketing.random_code(32)), clock_timestamp() + days * interval '1 day', system.uid()) returning id into made;
  perform organizations.send_invitation(org, made);
  perform identity.note_elsewhere(org, 'organizations.invite', null, p);
  return made;
end $$;

-- The invitation that somebody is about to change, under the organization's lock.
create or replace function organizations.invitation_of(invitation uuid) returns organizations.org_invitations
  language plpgsql volatile security definer set search_path = '' as $$
declare
  i organizations.org_invitations;
begin
  perform identity.lock(system.org_id());
  select x.* into i from organizations.org_invitations x where x.organization_id = system.org_id() and x.id = invitation for update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That invitation is not here, or not yours.';
  end if;
  perform identity.check_may(i.organization_id, 'identity:invite', i.station_id, i.event_id);
  if i.state in ('accepted', 'revoked') then
    raise exception using errcode = 'P0S01', message = format('This invitation was %s already.', i.state);
  end if;
  return i;
end $$;

-- Send it again with a new link; the old one is no good any more. Whoever sends it again answers for it.
create or replace function organizations.resend_invitation(invitation uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i organizations.org_invitations := organizations.invitation_of(invitation);
begin
  if i.resent >= 10 then
    raise exception using errcode = 'P0G01', message = 'It was sent eleven times. Ask whether the address is right.';
  end if;
  if i.sent_at > clock_timestamp() - interval '1 minute' then
    raise exception using errcode = 'P0G01', message = 'It was sent less than a minute ago. Give it a moment to arrive.';
  end if;
  perform identity.check_scope(i.organization_id, i.station_id, i.event_id);
  perform identity.check_within(i.organization_id, system.uid(), identity.permissions_of(i.organization_id, i.role, i.role_id), i.station_id, i.event_id);
  if i.state = 'expired' then
    update organizations.org_invitations x set state = 'invited' where x.organization_id = i.organization_id and x.id = i.id;
  end if;
  update organizations.org_invitations x set resent = x.resent + 1, invited_by = system.uid(),
    expires_at = clock_timestamp() + greatest(i.expires_at - i.sent_at, interval '1 day')
  where x.organization_id = i.organization_id and x.id = i.id;
  perform organizations.send_invitation(i.organization_id, i.id);
end $$;

create or replace function organizations.revoke_invitation(invitation uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i organizations.org_invitations := organizations.invitation_of(invitation);
begin
  update organizations.org_invitations x set state = 'revoked' where x.organization_id = i.organization_id and x.id = i.id;
end $$;

-- Invitations that ran out say so; called by the worker.
create or replace function organizations.expire_invitations() returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  n int;
begin
  update organizations.org_invitations i set state = 'expired' where i.state = 'invited' and i.expires_at <= clock_timestamp();
  get diagnostics n = row_count;
  return n;
end $$;

-- What the page behind the link says, to whoever has it: { organization, slug, role, place, invitedBy, email, state, expiresAt }; null when nobody knows it.
create or replace function organizations.invitation_by(token text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return (select jsonb_build_object('organization', o.name, 'slug', o.slug, 'accent', o.accent, 'zone', o.zone, 'email', i.email, 'expiresAt', i.expires_at,
      'role', coalesce(i.role, r.name), 'place', coalesce(s.name, e.name), 'invitedBy', coalesce(nullif(p.name, ''), p.email),
      'state', case when i.state = 'invited' and i.expires_at <= now() then 'expired' else i.state::text end)
    from organizations.org_invitations i join organizations.organizations o on o.id = i.organization_id and o.state = 'active'
    join users.user_profiles p on p.user_id = i.invited_by
    left join identity.roles r on r.organization_id = i.organization_id and r.id = i.role_id
    left join identity.stations s on s.organization_id = i.organization_id and s.id = i.station_id
    left join events.events e on e.organization_id = i.organization_id and e.id = i.event_id
    where i.token_hash = ticketing.digest(invitation_by.token));
end $$;

-- The signed person accepts. Who was invited by somebody who may approve is in at once; everybody else waits in the queue, with the role
-- that was meant for them. Answers { slug, name, waiting, requestId? }.
create or replace function organizations.accept_invitation(token text) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  i organizations.org_invitations;
  person users.user_profiles;
  o organizations.organizations;
  skips boolean;
  answer jsonb := '{}';
begin
  select x.* into i from organizations.org_invitations x where x.token_hash = ticketing.digest(token);
  if not found then
    raise exception using errcode = 'P0G01', message = 'This invitation is not known here. Copy the whole link from the e-mail, or ask for a new one.';
  end if;
  perform identity.lock(i.organization_id);
  select x.* into i from organizations.org_invitations x where x.organization_id = i.organization_id and x.id = i.id for update;
  select x.* into o from organizations.organizations x where x.id = i.organization_id;
  select p.* into person from users.user_profiles p where p.user_id = system.uid() for update;
  if person.user_id is null or system.context() ->> 'imp' is not null then
    raise exception using errcode = '42501', message = 'Sign in first.';
  end if;
  if i.token_hash <> ticketing.digest(token) then
    raise exception using errcode = 'P0G01', message = 'A newer invitation was sent after this one. Use the link in the latest e-mail.';
  elsif i.state = 'accepted' then
    raise exception using errcode = 'P0S01', message = 'This invitation was used already.';
  elsif i.state = 'revoked' or o.state <> 'active' then
    raise exception using errcode = 'P0S01', message = 'This invitation was taken back. Ask whoever invited you.';
  elsif i.state = 'expired' or i.expires_at <= clock_timestamp() then
    raise exception using errcode = 'P0S01', message = 'This invitation has run out. Ask whoever invited you to send it again.';
  elsif lower(person.email) <> lower(i.email) then
    raise exception using errcode = 'P0G01', message = format('This invitation is for %s. Sign in with that address.', i.email);
  elsif person.state in ('suspended', 'deactivated') then
    raise exception using errcode = 'P0S01', message = format('Your account is %s. Write to the administrator of your organization.', person.state);
  elsif exists (select from organizations.org_memberships m where m.organization_id = o.id and m.user_id = person.user_id and m.state = 'suspended') then
    raise exception using errcode = 'P0S01', message = 'You are suspended in this organization. Write to its administrator.';
  end if;
  if not identity.allows(o.id, i.invited_by, 'identity:invite', i.station_id, i.event_id) then
    raise exception using errcode = 'P0G01', message = 'Whoever invited you may not do so any more. Ask for a new invitation.';
  end if;
  perform identity.check_within(o.id, i.invited_by, identity.permissions_of(o.id, i.role, i.role_id), i.station_id, i.event_id);
  skips := identity.allows(o.id, i.invited_by, 'identity:approve', i.station_id, i.event_id);
  update organizations.org_invitations x set state = 'accepted', accepted_by = person.user_id, accepted_at = clock_timestamp()
  where x.organization_id = o.id and x.id = i.id;
  if skips then
    if person.state = 'pending_approval' then
      update users.user_profiles p set state = 'active', state_reason = null, state_organization_id = null, approved_by = i.invited_by, approved_at = clock_timestamp()
      where p.user_id = person.user_id;
    end if;
    insert into organizations.org_memberships as m (organization_id, user_id) values (o.id, person.user_id)
    on conflict on constraint one_membership do update set state = 'active', state_reason = null where m.state <> 'active';
    perform organizations.check_room(o.id, 'members');
    answer := identity.give(o.id, person.user_id, jsonb_strip_nulls(jsonb_build_object('role', coalesce(i.role, i.role_id::text), 'stationId', i.station_id,
      'eventId', i.event_id, 'endsAt', i.grant_ends_at)), i.invited_by);
  elsif exists (select from organizations.org_memberships m where m.organization_id = o.id and m.user_id = person.user_id and m.state = 'active') then
    raise exception using errcode = 'P0G01', message = 'You belong to this organization already. Ask its administrator for the role.';
  else
    perform identity.wait_for(o.id, person.user_id);
  end if;
  perform ticketing.note(o.id, 'organizations.accept_invitation', 'organizations.org_invitations', i.id, jsonb_build_object('waiting', not skips));
  return jsonb_strip_nulls(jsonb_build_object('slug', o.slug, 'name', o.name, 'waiting', not skips, 'requestId', answer ->> 'requestId'));
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['send_invitation(uuid, uuid)', 'invite(jsonb)', 'invitation_of(uuid)', 'resend_invitation(uuid)', 'revoke_invitation(uuid)',
    'expire_invitations()', 'invitation_by(text)', 'accept_invitation(text)'] loop
    execute format('alter function organizations.%s owner to gr_flow', f);
    execute format('revoke execute on function organizations.%s from public', f);
  end loop;
end $$;
grant execute on function organizations.invite(jsonb), organizations.resend_invitation(uuid), organizations.revoke_invitation(uuid),
  organizations.accept_invitation(text) to authenticated;
grant execute on function organizations.invitation_by(text) to anon, authenticated;
grant execute on function organizations.expire_invitations() to gr_worker;
