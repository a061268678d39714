-- Grants of the system tables. The queue's are in 15-outbox.sql, the limiter's in 12-limits.sql,
-- the audit log's in 07-audit.sql.
grant select on system.context_keys to gr_definer;

grant select, insert (organization_id, key, command, request_hash), update (answer) on system.idempotency_keys to authenticated;

grant select, delete on system.saved_views to authenticated;
grant insert (organization_id, list, name, search, owner_id, shared), update (name, search, shared) on system.saved_views to authenticated;

-- What happened stays as it was written, whoever asks.
create or replace function system.refuse_change() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = '42501', message = format('%s.%s is append-only.', tg_table_schema, tg_table_name);
end $$;
alter function system.refuse_change() owner to gr_owner;
revoke execute on function system.refuse_change() from public;

-- A zone is one of `ref.timezones`, written as it is there. Attached to every column of that name by `90-seal.sql`.
create or replace function system.check_zone() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from ref.timezones z where z.name = new.zone) then
    raise exception using errcode = 'P0G01', column = 'zone', message = format('“%s” is no time zone. Choose one from the list, such as Europe/Berlin.', left(new.zone, 60));
  end if;
  return new;
end $$;
alter function system.check_zone() owner to gr_flow;
revoke execute on function system.check_zone() from public;
