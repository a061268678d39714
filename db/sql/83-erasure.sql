-- To be forgotten, and the books kept. One role may take a person's words out of every table but the ledger's, and it has one
-- function: nobody can log in as it. It reads the catalog, so that a new table joins by itself. Ids stay, so that what
-- happened can still be counted; of whom they were nothing is left. In the ledger there are no names; a memo that a person
-- typed is part of the books and stays.

do $$
declare
  t record;
begin
  for t in
    select c.oid::regclass as name, n.nspname as schema,
      array(select quote_ident(a.attname) from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype, 'text[]'::regtype)) as words
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and pg_catalog.pg_get_userbyid(n.nspowner) = 'gr_owner'
      and n.nspname not in ('ref', 'payments') and c.oid not in ('system.context_keys'::regclass, 'system.rate_limits'::regclass, 'system.audit_seals'::regclass)
  loop
    execute format('grant usage on schema %I to gr_eraser', t.schema);
    execute format('drop policy if exists eraser on %s', t.name);
    execute format('create policy eraser on %s for all to gr_eraser using (true) with check (true)', t.name);
    execute format('revoke all on %s from gr_eraser', t.name);
    execute format('grant select, delete on %s to gr_eraser', t.name);
    if t.words <> '{}' then execute format('grant update (%s) on %s to gr_eraser', array_to_string(t.words, ', '), t.name); end if;
  end loop;
end $$;
revoke delete on system.audit_logs from gr_eraser;
grant update (salt, redacted_by) on system.audit_logs to gr_eraser;
grant update (state, zone, avatar_url, country_code) on users.user_profiles to gr_eraser;
grant update (state) on organizations.org_memberships to gr_eraser;
grant update (ends_at) on identity.user_roles to gr_eraser;
grant update (state, settled_at) on users.erasures to gr_eraser;
grant update (done_at) on system.outbox to gr_eraser;
grant insert on system.audit_logs to gr_eraser;
grant execute on function system.note(uuid, text, text, text, uuid, jsonb, jsonb) to gr_eraser;
do $$
begin
  grant usage on schema auth to gr_eraser;
  grant select, update on auth.users to gr_eraser;
  grant select, delete on auth.identities, auth.sessions, auth.refresh_tokens, auth.flow_state to gr_eraser;
exception when insufficient_privilege or undefined_table then
  raise notice 'Erasure leaves the schema auth to the project''s own administration.';
end $$;

-- Text without a person's e-mail address and name, in whatever case.
create or replace function users.without(words text, email text, name text) returns text language sql immutable set search_path = '' as $$
  select case when length(name) < 2 then w.out
    else regexp_replace(w.out, '(^|[^[:alnum:]])' || regexp_replace(name, '([^[:alnum:] ])', '\\\1', 'g') || '(?![[:alnum:]])', '\1Somebody who left', 'gi') end
  from (select regexp_replace(words, regexp_replace(email, '([^[:alnum:]])', '\\\1', 'g'), 'erased@erased.invalid', 'gi') as out) w
$$;

-- Take a person's words out of every row of one table that speaks of them: that holds their address or their id.
create or replace function users.erase_from(target regclass, person uuid, emails text[], name text) returns bigint
  language plpgsql volatile security definer set search_path = '' as $$
declare
  sets text;
  texts text;
  touched bigint;
begin
  select string_agg(case when a.atttypid = 'jsonb'::regtype
      then format('%1$I = users.without(%1$I::text, $1, $3)::jsonb', a.attname)
      else format('%1$I = users.without(%1$I, $1, $2)', a.attname) end, ', ')
    into sets
  from pg_catalog.pg_attribute a
  where a.attrelid = target and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype)
    and a.attname not in ('locale', 'zone', 'currency');
  if sets is null then return 0; end if;
  select string_agg(format('t.%I::text', a.attname), ', ') into texts
  from pg_catalog.pg_attribute a
  where a.attrelid = target and a.attnum > 0 and not a.attisdropped
    and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype, 'uuid'::regtype);
  -- Once for each address that they had. JSON writes some letters of a name in its own way.
  touched := 0;
  for i in 1 .. cardinality(emails) loop
    execute format($q$
      update %1$s as r set %2$s where r.ctid in (
        select t.ctid from %1$s t where concat_ws(' ', %3$s) ilike '%%' || replace(replace(replace($1, '\', '\\'), '%%', '\%%'), '_', '\_') || '%%'
          or strpos(concat_ws(' ', %3$s), $4) > 0 and concat_ws(' ', %3$s) ilike '%%' || replace(replace(replace($2, '\', '\\'), '%%', '\%%'), '_', '\_') || '%%')$q$,
      target, sets, texts) using emails[i], name, btrim(to_json(name)::text, '"'), person::text;
    get diagnostics touched = row_count;
  end loop;
  return touched;
end $$;

-- Forget a person. Everything in one transaction; a second time changes nothing. Returns the number of audit lines that lost
-- their words. Errors: P0G01 while they are the last administrator of an organization.
create or replace function users.erase_person(person uuid) returns bigint language plpgsql volatile security definer set search_path = '' as $$
declare
  p users.user_profiles;
  emails text[];
  o record;
  t regclass;
  lines uuid[];
  line uuid;
  trail uuid[] := '{}';
  own uuid[];
  total bigint := 0;
begin
  if not (session_user = 'gr_worker' or pg_has_role(session_user, 'gr_eraser', 'member')) then
    raise exception using errcode = '42501', message = 'Only the worker erases.';
  end if;
  select * into p from users.user_profiles x where x.user_id = person for update;
  if p.user_id is null then raise exception using errcode = 'P0002', message = 'That person is not here.'; end if;
  if p.email like 'erased-%@erased.invalid' then return 0; end if;
  for o in select g.id, g.name from organizations.org_memberships m join organizations.organizations g on g.id = m.organization_id
    where m.user_id = person and m.state = 'active' and g.state = 'active' order by g.id
  loop
    perform identity.lock(o.id);
    if identity.administrators(o.id) = array[person] then
      raise exception using errcode = 'P0G01', message = format('This is the last administrator of %s. Make somebody else one first.', o.name);
    end if;
  end loop;
  emails := array(select distinct lower(e) from (
    select p.email as e union select u.email from auth.users u where u.id = person union select u.email_change from auth.users u where u.id = person
    union select i.email from auth.identities i where i.user_id = person) x where length(e) > 3);

  -- They are out, everywhere.
  update users.user_profiles x set state = 'deactivated' where x.user_id = person and x.state <> 'deactivated';
  update organizations.org_memberships m set state = 'removed' where m.user_id = person and m.state <> 'removed';
  update identity.user_roles r set ends_at = greatest(now(), r.starts_at) where r.user_id = person and (r.ends_at is null or r.ends_at > now());
  delete from auth.sessions s where s.user_id = person;
  delete from auth.refresh_tokens r where r.user_id = person;
  delete from auth.flow_state f where f.user_id = person;
  delete from auth.identities i where i.user_id = person;
  update auth.users u set email = 'erased-' || person || '@erased.invalid', phone = null, encrypted_password = '', raw_user_meta_data = '{}',
    email_change = '', phone_change = '', confirmation_token = '', recovery_token = '', email_change_token_new = '', email_change_token_current = '',
    phone_change_token = '', reauthentication_token = '', banned_until = 'infinity', deleted_at = now()
  where u.id = person;

  -- Letters to them, pictures of them, and what they set.
  delete from system.mailbox m where lower(m.recipient) = any (emails);
  delete from system.media_assets m where m.user_id = person;
  delete from messaging.notification_preferences n where n.user_id = person;
  update system.outbox b set done_at = now(), last_error = 'The recipient was erased.'
  where b.done_at is null and b.topic = 'messaging.send_email' and lower(b.payload ->> 'to') = any (emails);
  update users.user_profiles x set email = 'erased-' || person || '@erased.invalid', name = '', avatar_url = null, zone = null, country_code = null,
    state_reason = 'Erased at their own request.' where x.user_id = person;

  -- What was written about them as a customer, and what they kept where they worked.
  for o in select g.id from organizations.organizations g order by g.id loop
    own := users.trail_of(o.id, emails);
    continue when own = '{}';
    perform users.erase_letters(o.id, own, emails), users.erase_trail(o.id, own, emails, p.name);
    trail := trail || own;
  end loop;
  perform users.erase_worker(person, p.email, p.name);

  -- The audit log keeps that it was somebody, and loses who.
  for o in select g.id from organizations.organizations g loop
    lines := array(select a.id from system.audit_logs a where a.organization_id = o.id
      and (a.actor_id = person or a.subject_id = any (trail) or (a.actor is not null and exists (select from unnest(emails) e
          where strpos(lower(concat_ws(' ', a.actor, a.input, a.changes)), e) > 0))
        or strpos(concat_ws(' ', a.subject_id, a.actor, a.input, a.changes), person::text) > 0 and p.name <> ''
          and strpos(lower(concat_ws(' ', a.actor, a.input, a.changes)), lower(btrim(to_json(p.name)::text, '"'))) > 0));
    continue when lines = '{}';
    line := system.note(o.id, 'users.erase_person', 'ERASE', 'users.user_profiles', person, jsonb_build_object('lines', cardinality(lines)));
    update system.audit_logs a set
      actor = case when a.actor_id = person then jsonb_build_object('name', 'Somebody who left', 'roles', to_jsonb(a.roles))
        else users.without_all(a.actor, emails, p.name) end,
      input = case when a.subject_id = any (trail) then '{}' else users.without_all(a.input, emails, p.name) end,
      changes = case when a.subject_id = any (trail) then users.unworded(a.changes) else users.without_all(a.changes, emails, p.name) end,
      address = case when a.actor_id = person then null else a.address end,
      salt = null, redacted_by = coalesce(a.redacted_by, '{}') || line
    where a.organization_id = o.id and a.id = any (lines);
    total := total + cardinality(lines);
  end loop;

  -- And every other table that has words in it.
  for t in
    select c.oid::regclass from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and pg_catalog.pg_get_userbyid(n.nspowner) = 'gr_owner' and n.nspname not in ('ref', 'payments')
      and c.oid not in ('system.context_keys'::regclass, 'system.rate_limits'::regclass, 'system.audit_seals'::regclass, 'system.audit_logs'::regclass,
        'system.audit_heads'::regclass, 'users.user_profiles'::regclass, 'system.media_assets'::regclass)
      and not exists (select from pg_catalog.pg_trigger g where g.tgrelid = c.oid and g.tgfoid = 'system.refuse_change()'::regprocedure)
  loop
    perform users.erase_from(t, person, emails, p.name);
  end loop;
  update users.erasures e set state = 'done', settled_at = now() where e.user_id = person and e.state = 'asked';
  return total;
end $$;

create or replace function users.without_all(document jsonb, emails text[], name text) returns jsonb language plpgsql immutable set search_path = '' as $$
declare
  words text := document::text;
  email text;
begin
  foreach email in array emails loop words := users.without(words, email, btrim(to_json(name)::text, '"')); end loop;
  return words::jsonb;
end $$;

-- A person asks to be forgotten; a fortnight later the worker does it. Asked again, it says the same day.
create or replace function users.ask_erasure() returns timestamptz language plpgsql volatile security definer set search_path = '' as $$
declare
  me uuid := system.uid();
  due timestamptz;
  o record;
begin
  perform from users.user_profiles p where p.user_id = me for update;
  if not found then raise exception using errcode = '42501', message = 'Sign in first.'; end if;
  select e.due_at into due from users.erasures e where e.user_id = me and e.state = 'asked';
  if due is not null then return due; end if;
  for o in select g.id, g.name from organizations.org_memberships m join organizations.organizations g on g.id = m.organization_id
    where m.user_id = me and m.state = 'active' and g.state = 'active'
  loop
    if identity.administrators(o.id) = array[me] then
      raise exception using errcode = 'P0G01', message = format('You are the last administrator of %s. Make somebody else one first.', o.name);
    end if;
  end loop;
  insert into users.erasures (user_id, due_at) values (me, now() + interval '14 days') returning due_at into due;
  return due;
end $$;

create or replace function users.withdraw_erasure() returns boolean language plpgsql volatile security definer set search_path = '' as $$
begin
  update users.erasures e set state = 'withdrawn', settled_at = now() where e.user_id = system.uid() and e.state = 'asked';
  return found;
end $$;

-- The worker's turn, every hour. Whoever became the last administrator meanwhile waits, and the outcome says how many did.
create or replace function users.erase_due() returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  e record;
  done int := 0;
  waiting int := 0;
begin
  for e in select x.user_id from users.erasures x where x.state = 'asked' and x.due_at <= now() order by x.due_at limit 20 loop
    begin
      perform users.erase_person(e.user_id);
      done := done + 1;
    exception when sqlstate 'P0G01' then
      waiting := waiting + 1;
    end;
  end loop;
  return jsonb_build_object('erased', done, 'waiting', waiting);
end $$;

do $$
declare
  f text;
begin
  grant create on schema users to gr_eraser;
  foreach f in array array['users.without(text, text, text)', 'users.without_all(jsonb, text[], text)', 'users.erase_from(regclass, uuid, text[], text)',
    'users.erase_person(uuid)', 'users.erase_due()'] loop
    execute format('alter function %s owner to gr_eraser', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
  revoke create on schema users from gr_eraser;
  foreach f in array array['users.ask_erasure()', 'users.withdraw_erasure()'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to authenticated', f);
  end loop;
end $$;
grant execute on function users.erase_due(), users.erase_person(uuid) to gr_worker;
grant execute on function identity.lock(uuid), identity.administrators(uuid) to gr_eraser;
