-- The audit log: what each line is made of, and that it stays as it was written.

grant select on system.audit_logs, system.audit_seals, system.audit_heads to authenticated;
grant insert (organization_id, actor_id, actor, command, kind, outcome, subject, subject_id, station_id, input, changes, request_id, address)
  on system.audit_logs to authenticated;
grant select, insert on system.audit_logs to gr_flow;
grant select on system.audit_logs to gr_definer;
grant select, insert on system.audit_seals to gr_flow;
grant select, insert, update on system.audit_heads to gr_flow;
grant select on identity.roles to gr_flow;

do $$
declare
  t text;
begin
  foreach t in array array['system.audit_logs', 'system.audit_seals', 'system.audit_heads'] loop
    execute format('drop policy if exists flow on %s', t);
    execute format('create policy flow on %s for all to gr_flow using (true) with check (true)', t);
  end loop;
  drop policy if exists definer on system.audit_logs;
  create policy definer on system.audit_logs for select to gr_definer using (true);
  drop policy if exists flow_read on identity.roles;
  create policy flow_read on identity.roles for select to gr_flow using (true);
end $$;

-- What kind of deed a command is, from its verb. Exports and refusals say so themselves.
create or replace function system.audit_kind(command text, outcome text) returns text language sql immutable set search_path = '' as $$
  select case
    when outcome = 'refused' then 'DENY'
    when verb ~ '^(create|add|save|make|found|open|invite|draft|ask|request|start|begin|post|record|upload)' then 'CREATE'
    when verb ~ '^(delete|remove|withdraw|revoke)' then 'DELETE'
    when verb ~ '^export' then 'EXPORT'
    when verb ~ '^(view|read|look|verify)' then 'VIEW'
    when verb ~ '^sign_in' then 'SIGN_IN'
    when verb ~ '^sign_out' then 'SIGN_OUT'
    when verb ~ '^erase' then 'ERASE'
    else 'UPDATE' end
  from (select split_part(command, '.', 2) as verb) v
$$;

-- What may be erased from a line, as the chain knows it.
create or replace function system.audit_digest(salt uuid, actor jsonb, input jsonb, changes jsonb, address text) returns bytea
  language sql immutable set search_path = '' as $$
  select sha256(convert_to(jsonb_build_array(salt, actor, input, changes, address)::text, 'UTF8'))
$$;

-- Who it was is what the database knows of them at this moment, not what the caller says.
create or replace function system.stamp_audit() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  c jsonb := system.context();
  grants record;
begin
  new.kind := coalesce(new.kind, system.audit_kind(new.command, new.outcome));
  if new.actor_id is not null and new.actor_id = (c ->> 'sub')::uuid then
    select array_agg(distinct coalesce(r.role, x.name)) as roles,
      case when count(*) = count(r.station_id) and count(distinct r.station_id) = 1 then min(r.station_id::text)::uuid end as station
    into grants
    from identity.user_roles r
    left join identity.roles x on x.organization_id = r.organization_id and x.id = r.role_id
    where r.organization_id = new.organization_id and r.user_id = new.actor_id
      and now() >= r.starts_at and (r.ends_at is null or now() < r.ends_at);
    new.roles := coalesce(grants.roles, '{}');
    new.station_id := coalesce(new.station_id, grants.station);
    new.actor := coalesce((select jsonb_build_object('name', p.name, 'email', p.email, 'roles', to_jsonb(new.roles))
      from users.user_profiles p where p.user_id = new.actor_id), new.actor);
    new.session_id := c ->> 'sid';
    new.impersonation_id := (c ->> 'imp')::uuid;
  elsif jsonb_typeof(new.actor -> 'roles') = 'array' then
    new.roles := array(select jsonb_array_elements_text(new.actor -> 'roles'));
  end if;
  new.salt := gen_random_uuid();
  new.redacted_by := null;
  new.digest := system.audit_digest(new.salt, new.actor, new.input, new.changes, new.address);
  return new;
end $$;

-- Only erasure touches a line: it takes a person's data out, says so in `redacted_by`, and leaves the rest.
create or replace function system.guard_audit() returns trigger language plpgsql set search_path = '' as $$
begin
  if current_user = 'gr_eraser'
     and (to_jsonb(new) - '{actor,input,changes,address,salt,redacted_by}'::text[]) = (to_jsonb(old) - '{actor,input,changes,address,salt,redacted_by}'::text[])
     and new.salt is null
     and cardinality(new.redacted_by) = coalesce(cardinality(old.redacted_by), 0) + 1
     and new.redacted_by @> coalesce(old.redacted_by, '{}') then
    return new;
  end if;
  raise exception using errcode = '42501', message = 'system.audit_logs is append-only.';
end $$;

-- A line in the log of any organization by whoever this transaction is, for functions of the database.
create or replace function system.note(organization uuid, command text, kind text, subject text, subject_id uuid, input jsonb,
  changes jsonb default null) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  line uuid := system.uuid7();
begin
  insert into system.audit_logs (organization_id, id, actor_id, actor, command, kind, subject, subject_id, input, changes, request_id)
  values (organization, line, system.uid(),
    jsonb_build_object('name', case when system.is_worker() or session_user = 'gr_worker' then 'Background worker' when system.uid() is null then 'Visitor' else '' end),
    command, kind, subject, subject_id, coalesce(input, '{}'), changes, coalesce(system.context() ->> 'rid', 'database'));
  return line;
end $$;

drop trigger if exists append_only on system.audit_logs;
create or replace trigger append_only before delete or truncate on system.audit_logs
  for each statement execute function system.refuse_change();
create or replace trigger guard before update on system.audit_logs
  for each row execute function system.guard_audit();
create or replace trigger stamp before insert on system.audit_logs
  for each row execute function system.stamp_audit();
create or replace trigger append_only before update or delete or truncate on system.audit_seals
  for each statement execute function system.refuse_change();

alter function system.audit_kind(text, text) owner to gr_flow;
alter function system.audit_digest(uuid, jsonb, jsonb, jsonb, text) owner to gr_flow;
alter function system.stamp_audit() owner to gr_flow;
alter function system.guard_audit() owner to gr_owner;
alter function system.note(uuid, text, text, text, uuid, jsonb, jsonb) owner to gr_flow;
revoke execute on function system.audit_kind(text, text), system.audit_digest(uuid, jsonb, jsonb, jsonb, text), system.stamp_audit(),
  system.guard_audit(), system.note(uuid, text, text, text, uuid, jsonb, jsonb) from public;
grant execute on function system.note(uuid, text, text, text, uuid, jsonb, jsonb) to gr_ledger;
