-- A person's own account: what they may see and change of it, whatever organization is open, or none.

grant select on messaging.notification_preferences to authenticated;
grant insert (user_id, topic, channel, wanted), update (wanted) on messaging.notification_preferences to authenticated;
grant select, delete on system.media_assets to authenticated;
grant insert (user_id, kind, content_type, content) on system.media_assets to authenticated;
grant select on users.erasures to authenticated;
grant select, insert, update on users.erasures to gr_flow;
drop policy if exists flow on messaging.notification_preferences;
create policy flow on messaging.notification_preferences for all to gr_flow using (true) with check (true);
grant select on messaging.notification_preferences to gr_flow;
drop policy if exists definer on system.media_assets;
create policy definer on system.media_assets for select to gr_definer using (true);
grant select on system.media_assets to gr_definer;
do $$
begin
  grant select (id, user_id, created_at, updated_at, refreshed_at, user_agent, ip) on auth.sessions to gr_flow;
  grant select (id, user_id, provider, email, last_sign_in_at, created_at) on auth.identities to gr_flow;
exception when insufficient_privilege then
  raise notice 'Sessions and connected accounts are shown by the project: auth belongs to it.';
end $$;

-- A line about a person's own account. It belongs to no organization of theirs, so the platform keeps it.
create or replace function users.note(command text, kind text, input jsonb, changes jsonb, address text default null) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if system.uid() is null then raise exception using errcode = '42501', message = 'Sign in first.'; end if;
  insert into system.audit_logs (organization_id, actor_id, actor, command, kind, subject, subject_id, input, changes, request_id, address)
  select o.id, system.uid(), '{}', note.command, note.kind, 'users.user_profiles', system.uid(), coalesce(note.input, '{}'), note.changes,
    coalesce(system.context() ->> 'rid', ''), note.address
  from organizations.organizations o where o.is_platform;
end $$;

-- Is this session of the auth server's still there? Where its tables are closed to us, its own tokens say.
create or replace function users.session_lives(session text) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  if session is null or session !~ '^[0-9a-f-]{36}$' or not has_column_privilege('auth.sessions', 'id', 'select') then return true; end if;
  return exists (select from auth.sessions s where s.id = session::uuid and s.user_id = system.uid());
end $$;

-- A sign-in is on record in every organization that the person belongs to, and in the platform's when there is none. It must
-- never keep anybody from signing in, so what goes wrong here is only said in the server's log.
create or replace function users.on_sign_in() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into system.audit_logs (organization_id, actor_id, actor, command, kind, subject, subject_id, input, request_id, session_id, address)
  select o.id, p.user_id, jsonb_build_object('name', p.name, 'email', p.email, 'roles', coalesce((
      select jsonb_agg(distinct coalesce(r.role, c.name)) from identity.user_roles r
      left join identity.roles c on c.organization_id = r.organization_id and c.id = r.role_id
      where r.organization_id = o.id and r.user_id = p.user_id and now() >= r.starts_at and (r.ends_at is null or now() < r.ends_at)), '[]')),
    'identity.sign_in', 'SIGN_IN', 'users.user_profiles', p.user_id, jsonb_build_object('agent', left(new.user_agent, 200)), new.id::text, new.id::text, host(new.ip)
  from users.user_profiles p join organizations.organizations o on exists (
      select from organizations.org_memberships m where m.organization_id = o.id and m.user_id = p.user_id and m.state = 'active')
    or o.is_platform and not exists (select from organizations.org_memberships m where m.user_id = p.user_id and m.state = 'active')
  where p.user_id = new.user_id;
  return null;
exception when others then
  raise warning 'A sign-in was not put on record: %', sqlerrm;
  return null;
end $$;
alter function users.on_sign_in() owner to gr_flow;
revoke execute on function users.on_sign_in() from public;
do $$
begin
  create or replace trigger greenroom_sign_in after insert on auth.sessions for each row execute function users.on_sign_in();
exception when insufficient_privilege then
  raise notice 'Sign-ins are on record at the project: auth.sessions belongs to it.';
end $$;

-- Where this person is signed in, the last used first.
create or replace function users.my_sessions() returns table (id text, since timestamptz, last_used_at timestamptz, user_agent text, address text, here boolean)
  language plpgsql stable security definer set search_path = '' as $$
begin
  if not has_column_privilege('auth.sessions', 'id', 'select') then return; end if;
  return query
    select s.id::text, s.created_at, coalesce(s.refreshed_at at time zone 'UTC', s.updated_at, s.created_at), coalesce(s.user_agent, ''),
      host(s.ip), coalesce(s.id::text = system.context() ->> 'sid', false)
    from auth.sessions s where s.user_id = system.uid()
    order by coalesce(s.refreshed_at at time zone 'UTC', s.updated_at, s.created_at) desc;
end $$;

-- End one other session, or all others. Returns how many. This one ends with signing out.
create or replace function users.end_my_sessions(session text default null) returns integer language plpgsql volatile security definer set search_path = '' as $$
declare
  ended integer := 0;
begin
  if has_table_privilege('auth.sessions', 'delete') then
    delete from auth.sessions s where s.user_id = system.uid() and s.id::text is distinct from system.context() ->> 'sid'
      and (session is null or s.id::text = session);
    get diagnostics ended = row_count;
  end if;
  return ended;
end $$;

-- How this person can sign in.
create or replace function users.my_identities() returns table (provider text, email text, since timestamptz, last_used_at timestamptz)
  language plpgsql stable security definer set search_path = '' as $$
begin
  if not has_column_privilege('auth.identities', 'provider', 'select') then return; end if;
  return query select i.provider::text, i.email::text, i.created_at, i.last_sign_in_at from auth.identities i where i.user_id = system.uid() order by 1;
end $$;

-- A picture, for whoever has its name: 122 random bits that only pages which may show it hold.
create or replace function system.media_asset(id uuid) returns table (content_type text, content bytea)
  language plpgsql stable security definer set search_path = '' as $$
begin
  return query select m.content_type, m.content from system.media_assets m where m.id = media_asset.id
    union all select l.content_type, l.content from organizations.logos l where l.id = media_asset.id
    union all select l.content_type, l.content from sponsorship.sponsor_logos l where l.id = media_asset.id
    union all select p.content_type, p.content from events.post_media p
      join events.event_posts e on (e.organization_id, e.id) = (p.organization_id, p.post_id) and e.state <> 'removed' where p.id = media_asset.id;
end $$;

-- Everything about this person, of every organization, as one document (GDPR, articles 15 and 20).
create or replace function users.my_data() returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  me users.user_profiles;
begin
  select * into me from users.user_profiles p where p.user_id = system.uid();
  if me.user_id is null then return null; end if;
  return jsonb_build_object(
    'exportedAt', now(),
    'profile', to_jsonb(me) - 'approved_by' - 'state_organization_id' - 'requested_organization_id',
    'memberships', coalesce((select jsonb_agg(jsonb_build_object('organization', o.name, 'slug', o.slug, 'state', m.state, 'since', m.created_at,
        'roles', coalesce((select jsonb_agg(jsonb_build_object('role', coalesce(r.role, c.name), 'station', s.name, 'from', r.starts_at, 'until', r.ends_at))
          from identity.user_roles r left join identity.roles c on c.organization_id = r.organization_id and c.id = r.role_id
          left join identity.stations s on s.organization_id = r.organization_id and s.id = r.station_id
          where r.organization_id = m.organization_id and r.user_id = me.user_id), '[]')) order by o.name)
      from organizations.org_memberships m join organizations.organizations o on o.id = m.organization_id where m.user_id = me.user_id), '[]'),
    'orders', coalesce((select jsonb_agg(jsonb_build_object('organization', g.name, 'number', o.number, 'state', o.state, 'name', o.buyer_name, 'email', o.buyer_email,
        'totalMinor', o.total_minor::text, 'currency', o.currency, 'at', o.created_at) order by o.created_at)
      from ticketing.orders o join organizations.organizations g on g.id = o.organization_id where lower(o.buyer_email) = lower(me.email)), '[]'),
    'tickets', coalesce((select jsonb_agg(jsonb_build_object('event', e.name, 'attendee', t.attendee_name, 'email', t.attendee_email, 'state', t.state, 'at', t.created_at) order by t.created_at)
      from ticketing.tickets t join events.events e on e.organization_id = t.organization_id and e.id = t.event_id
      where t.owner_user_id = me.user_id or lower(t.attendee_email) = lower(me.email)), '[]'),
    'actions', coalesce((select jsonb_agg(to_jsonb(x)) from (
      select a.created_at as at, o.name as organization, a.command, a.kind, a.outcome, a.roles, a.input, a.changes, a.address
      from system.audit_logs a join organizations.organizations o on o.id = a.organization_id
      where a.actor_id = me.user_id order by a.created_at desc limit 10000) x), '[]'),
    'sessions', coalesce((select jsonb_agg(to_jsonb(s)) from users.my_sessions() s), '[]'),
    'connectedAccounts', coalesce((select jsonb_agg(to_jsonb(i)) from users.my_identities() i), '[]'),
    'notifications', coalesce((select jsonb_agg(jsonb_build_object('topic', n.topic, 'channel', n.channel, 'wanted', n.wanted))
      from messaging.notification_preferences n where n.user_id = me.user_id), '[]'));
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['users.note(text, text, jsonb, jsonb, text)', 'users.session_lives(text)', 'users.my_sessions()', 'users.end_my_sessions(text)',
    'users.my_identities()', 'users.my_data()'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to authenticated', f);
  end loop;
  grant execute on function users.session_lives(text) to gr_definer;
  alter function system.media_asset(uuid) owner to gr_definer;
  revoke execute on function system.media_asset(uuid) from public;
  grant execute on function system.media_asset(uuid) to anon, authenticated, gr_worker;
end $$;
