-- State machines: `db/states.ts` says what may follow what, these functions keep to it.

-- Fires whenever a statement assigns the state column, changed or not, so paying twice is refused rather than ignored.
create or replace function system.guard_state() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  former text := case when tg_op = 'INSERT' then '' else old.state::text end;
begin
  if not exists (
    select from system.state_transitions t
    where t.machine = tg_argv[0] and t.from_state = former and t.to_state = new.state::text
  ) then
    raise exception using errcode = 'P0S01', message = case when tg_op = 'INSERT'
      then format('A new %s cannot start as %s.', tg_argv[0], replace(new.state::text, '_', ' '))
      else format('This %s is %s and cannot become %s.', tg_argv[0], replace(former, '_', ' '), replace(new.state::text, '_', ' ')) end;
  end if;
  return new;
end $$;

-- A person moves a row of their organization to another state; returns the former one.
-- Errors: P0002 not theirs or not there, 42501 not permitted, P0S01 not from this state.
create or replace function system.move(machine text, row_id uuid, to_state text) returns text
  language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  target text;
  found jsonb;
  permission text;
begin
  select m.table_name into strict target from system.state_machines m where m.machine = move.machine;
  execute format('select to_jsonb(r) from %s r where r.organization_id = $1 and r.id = $2 for update', target)
    into found using org, row_id;
  if found is null then
    raise exception using errcode = 'P0002', message = 'That is not here, or not yours.';
  end if;
  select t.needs into permission from system.state_transitions t
  where t.machine = move.machine and t.from_state = found ->> 'state' and t.to_state = move.to_state;
  if permission is null then
    raise exception using errcode = 'P0S01',
      message = format('This %s is %s and cannot become %s.', machine, replace(found ->> 'state', '_', ' '), replace(to_state, '_', ' '));
  end if;
  if not system.can(permission)
     and not coalesce((found ->> 'station_id')::uuid = any (system.station_ids(permission)), false)
     and not coalesce((case when machine = 'event' then row_id else (found ->> 'event_id')::uuid end) = any (system.event_ids(permission)), false) then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  execute format('update %s set state = $3::text::%s where organization_id = $1 and id = $2', target,
      (select format_type(a.atttypid, null) from pg_catalog.pg_attribute a where a.attrelid = target::regclass and a.attname = 'state'))
    using org, row_id, to_state;
  return found ->> 'state';
end $$;

alter function system.guard_state() owner to gr_flow;
alter function system.move(text, uuid, text) owner to gr_flow;
revoke execute on function system.guard_state(), system.move(text, uuid, text) from public;
grant execute on function system.move(text, uuid, text) to authenticated;
grant select on system.state_machines, system.state_transitions to gr_flow;
grant select on system.state_transitions to authenticated;
