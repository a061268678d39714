-- What broke. Anybody's request may report, within limits; only the platform's desk reads.

grant select, insert, update, delete on system.error_logs, system.error_sightings to gr_flow;
grant select on system.error_logs, system.error_sightings to authenticated;

-- Count one failure. `message` comes without values (`lib/system/failures.ts` takes them out). Says whether it was kept: a
-- loop that fails a thousand times a minute must not fill the disk, so two hundred a minute are, and the rest only logged.
create or replace function system.record_error(shown_id text, source text, message text, stack text, organization text default null,
  request_id text default null, path text default null) returns boolean language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  mark text := encode(sha256(convert_to(concat_ws(E'\n', source, left(message, 500), array_to_string((string_to_array(stack, E'\n'))[1:3], E'\n')), 'UTF8')), 'hex');
  kind uuid;
begin
  if not system.hit_limit('errors:' || source, 200, interval '1 minute') then return false; end if;
  insert into system.error_logs as e (fingerprint, source, message, stack)
  values (mark, source, left(message, 500), left(coalesce(stack, ''), 4000))
  on conflict on constraint error_logs_fingerprint_unique do update set
    seen = least(e.seen, 2000000000) + 1, last_at = now(), state = case when e.state = 'ignored' then 'ignored' else 'open' end
  returning e.id into kind;
  insert into system.error_sightings (shown_id, error_id, organization, request_id, path)
  values (left(shown_id, 60), kind, left(organization, 60), left(request_id, 60), left(path, 200));
  return true;
end $$;

-- The platform's desk closes what was looked into. Returns the former state.
create or replace function system.settle_error(error uuid, becomes text) returns text
  language plpgsql volatile security definer set search_path = '' as $$
declare
  former text;
begin
  if not system.is_platform_admin() then
    raise exception using errcode = '42501', message = 'Only the platform settles errors.';
  end if;
  select e.state into former from system.error_logs e where e.id = error for update;
  if former is null then raise exception using errcode = 'P0002', message = 'That error is not here any more.'; end if;
  update system.error_logs e set state = becomes, settled_by = case when becomes = 'open' then null else system.uid() end,
    settled_at = case when becomes = 'open' then null else now() end
  where e.id = error;
  return former;
end $$;

-- Sightings are kept for ninety days, and what was not seen since goes with them.
create or replace function system.purge_errors() returns bigint language plpgsql volatile security definer set search_path = '' as $$
declare
  gone bigint;
begin
  delete from system.error_sightings s where s.created_at < now() - interval '90 days';
  get diagnostics gone = row_count;
  delete from system.error_logs e where e.last_at < now() - interval '90 days';
  return gone;
end $$;

alter function system.record_error(text, text, text, text, text, text, text) owner to gr_flow;
alter function system.settle_error(uuid, text) owner to gr_flow;
alter function system.purge_errors() owner to gr_flow;
revoke execute on function system.record_error(text, text, text, text, text, text, text), system.settle_error(uuid, text),
  system.purge_errors() from public;
grant execute on function system.record_error(text, text, text, text, text, text, text) to anon, authenticated, gr_worker;
grant execute on function system.settle_error(uuid, text) to authenticated;
grant execute on function system.purge_errors() to gr_worker;
