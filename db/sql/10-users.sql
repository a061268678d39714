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
