-- People. The auth server keeps who they are and their passwords; a profile here follows each of its users.
-- Run by an administrator who may reference and put a trigger on auth.users (Supabase's `postgres` may).

do $$
begin
  if not exists (select from pg_catalog.pg_constraint where conname = 'user_profiles_auth_user' and conrelid = 'users.user_profiles'::regclass) then
    alter table users.user_profiles add constraint user_profiles_auth_user
      foreign key (user_id) references auth.users (id) on delete restrict;
  end if;
end $$;

drop policy if exists definer on users.user_profiles;
create policy definer on users.user_profiles for select to gr_definer using (true);
drop policy if exists flow_read on users.user_profiles;
create policy flow_read on users.user_profiles for select to gr_flow using (true);
drop policy if exists flow_insert on users.user_profiles;
create policy flow_insert on users.user_profiles for insert to gr_flow with check (state = 'pending_approval');
drop policy if exists flow_update on users.user_profiles;
create policy flow_update on users.user_profiles for update to gr_flow using (true) with check (true);

grant select on users.user_profiles to gr_definer;
grant select, insert (user_id, email, name), update (email) on users.user_profiles to gr_flow;
grant select, update (name, avatar_url, locale, zone) on users.user_profiles to authenticated;

-- A new user gets a profile that waits for approval. What they typed as their name is theirs to choose, so it is cut
-- to size, control characters go, and nothing else of their metadata is believed. A confirmed change of e-mail follows.
create or replace function users.on_auth_user() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    insert into users.user_profiles (user_id, email, name)
    values (new.id, lower(coalesce(new.email, '')), left(btrim(regexp_replace(
      coalesce(new.raw_user_meta_data ->> 'name', new.raw_user_meta_data ->> 'full_name', ''),
      '[[:cntrl:]]+', ' ', 'g')), 120))
    on conflict (user_id) do nothing;
  elsif new.email is distinct from old.email then
    update users.user_profiles set email = lower(coalesce(new.email, '')) where user_id = new.id;
  end if;
  return null;
end $$;
alter function users.on_auth_user() owner to gr_flow;

create or replace trigger greenroom_profile after insert or update of email on auth.users
  for each row execute function users.on_auth_user();
revoke execute on function users.on_auth_user() from public;

-- Somebody who is suspended or closed is out at the next statement anyway, because their rights are read from here.
-- Their sessions end too, so that no refresh token outlives it; where a hosted project keeps its sessions to itself,
-- its own tokens run out instead.
do $$
begin
  grant usage on schema auth to gr_flow;
  grant select (user_id), delete on auth.sessions to gr_flow;
exception when insufficient_privilege then
  raise notice 'Sessions of suspended people end by themselves: auth.sessions belongs to the project.';
end $$;

create or replace function users.end_sessions() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.state in ('suspended', 'deactivated') and new.state is distinct from old.state
     and has_schema_privilege('auth', 'usage') and has_table_privilege('auth.sessions', 'delete') then
    delete from auth.sessions s where s.user_id = new.user_id;
  end if;
  return null;
end $$;
alter function users.end_sessions() owner to gr_flow;
create or replace trigger end_sessions after update of state on users.user_profiles
  for each row execute function users.end_sessions();
revoke execute on function users.end_sessions() from public;
