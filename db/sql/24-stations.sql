-- Stations: who may write which column, what opening hours are, and that a closed one has nobody and nothing coming.

grant insert (organization_id, id, slug, name, address, postal_code, city, region, country, zone, opening_hours),
  update (slug, name, address, postal_code, city, region, country, zone, opening_hours) on identity.stations to authenticated;
grant update (archived_at) on identity.stations to gr_flow;

-- `{ "mon": [["09:00", "12:00"], ["13:00", "24:00"]] }`: days by their three letters, spans in order that do not touch.
create or replace function identity.check_opening_hours() returns trigger language plpgsql set search_path = '' as $$
declare
  day record;
  span jsonb;
  last text;
begin
  if jsonb_typeof(new.opening_hours) <> 'object' then
    raise exception using errcode = 'P0G01', column = 'openingHours', message = 'Opening hours are given by weekday.';
  end if;
  for day in select key, value from jsonb_each(new.opening_hours) loop
    if day.key not in ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun') or jsonb_typeof(day.value) <> 'array' then
      raise exception using errcode = 'P0G01', column = 'openingHours', message = 'Opening hours are given by weekday.';
    end if;
    last := '';
    for span in select value from jsonb_array_elements(day.value) loop
      if jsonb_typeof(span) <> 'array' or jsonb_array_length(span) <> 2 or (span ->> 0) !~ '^([01]\d|2[0-3]):[0-5]\d$'
         or (span ->> 1) !~ '^(([01]\d|2[0-3]):[0-5]\d|24:00)$' or (span ->> 0) >= (span ->> 1) or (span ->> 0) <= last then
        raise exception using errcode = 'P0G01', column = 'openingHours', message = 'Each opening must end after it begins, and after the one before it.';
      end if;
      last := span ->> 1;
    end loop;
  end loop;
  return new;
end $$;
alter function identity.check_opening_hours() owner to gr_owner;
revoke execute on function identity.check_opening_hours() from public;
create or replace trigger opening_hours before insert or update of opening_hours on identity.stations
  for each row execute function identity.check_opening_hours();

-- Close a station: refused while something is to happen there; the roles of its people there end.
create or replace function identity.archive_station(station uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  coming int;
begin
  perform identity.lock(org);
  perform identity.check_may(org, 'identity:stations');
  update identity.stations s set archived_at = clock_timestamp() where s.organization_id = org and s.id = station and s.archived_at is null;
  if not found then
    raise exception using errcode = 'P0002', message = 'That station is not here, or it is closed already.';
  end if;
  select count(*) into coming from events.events e
  where e.organization_id = org and e.station_id = station and e.ends_at > clock_timestamp() and e.state in ('published', 'live', 'postponed');
  if coming > 0 then
    raise exception using errcode = 'P0G01', message = format('%s still to come at this station. Move or cancel %s first.',
      case coming when 1 then 'One event is' else coming || ' events are' end, case coming when 1 then 'it' else 'them' end);
  end if;
  update identity.user_roles r set ends_at = greatest(clock_timestamp(), r.starts_at)
  where r.organization_id = org and r.station_id = station and (r.ends_at is null or r.ends_at > clock_timestamp());
  update organizations.org_invitations i set state = 'revoked' where i.organization_id = org and i.station_id = station and i.state in ('invited', 'expired');
end $$;

create or replace function identity.restore_station(station uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
begin
  perform identity.lock(org);
  perform identity.check_may(org, 'identity:stations');
  update identity.stations s set archived_at = null where s.organization_id = org and s.id = station and s.archived_at is not null;
  if not found then
    raise exception using errcode = 'P0002', message = 'That station is not here, or it is open already.';
  end if;
  perform organizations.check_room(org, 'stations');
end $$;

-- Nothing new happens at a closed station.
create or replace function identity.check_open() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.station_id is not null and (tg_op = 'INSERT' or new.station_id is distinct from old.station_id) and exists (
    select from identity.stations s where s.organization_id = new.organization_id and s.id = new.station_id and s.archived_at is not null) then
    raise exception using errcode = 'P0G01', column = 'stationId', message = 'That station is closed. Choose another one.';
  end if;
  return new;
end $$;
create or replace trigger station_open before insert or update of station_id on events.events
  for each row execute function identity.check_open();

do $$
declare
  f text;
begin
  foreach f in array array['check_open()', 'archive_station(uuid)', 'restore_station(uuid)'] loop
    execute format('alter function identity.%s owner to gr_flow', f);
    execute format('revoke execute on function identity.%s from public', f);
  end loop;
end $$;
grant execute on function identity.archive_station(uuid), identity.restore_station(uuid) to authenticated;
