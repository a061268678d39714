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
