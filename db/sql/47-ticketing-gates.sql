-- The door: gates, and what a scanner may see, which is nothing but this. All of it goes through these functions; scans are in 47a.

grant select on ticketing.gates, ticketing.gate_tiers, ticketing.scan_logs to authenticated;

do $$
declare
  t text;
begin
  foreach t in array array['gates', 'gate_tiers', 'scan_logs'] loop
    execute format('grant select, insert on ticketing.%I to gr_flow', t);
    execute format('drop policy if exists flow on ticketing.%I', t);
    execute format('create policy flow on ticketing.%I for all to gr_flow using (true) with check (true)', t);
  end loop;
end $$;
grant update on ticketing.gates to gr_flow;
grant delete on ticketing.gate_tiers to gr_flow;

create or replace trigger append_only before update or delete or truncate on ticketing.scan_logs
  for each statement execute function system.refuse_change();

create or replace function ticketing.place_at_event() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  select e.station_id into new.station_id from events.events e where e.organization_id = new.organization_id and e.id = new.event_id;
  return new;
end $$;
create or replace trigger place_at_event before insert on ticketing.gates for each row execute function ticketing.place_at_event();
create or replace trigger place_at_event before insert on ticketing.scan_logs for each row execute function ticketing.place_at_event();

-- The event, for somebody who may do this there. P0002 when it is not theirs, 42501 when it is and they may not.
create or replace function ticketing.event_for(event uuid, permission text) returns events.events
  language plpgsql stable security definer set search_path = '' as $$
declare
  e events.events;
begin
  select x.* into e from events.events x where x.organization_id = system.org_id() and x.id = event_for.event;
  if e.id is null then
    raise exception using errcode = 'P0002', message = 'That event is not here any more, or not yours.';
  end if;
  if not (system.can(permission) or coalesce(e.station_id = any (system.station_ids(permission)), false) or e.id = any (system.event_ids(permission))) then
    -- Somebody with a right at one event learns nothing of the others, not even that they are there.
    if system.has('events:read') or system.has(permission) then
      raise exception using errcode = 'P0002', message = 'That event is not here any more, or not yours.';
    end if;
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  return e;
end $$;

-- The events at whose doors this person may stand: from a day before they begin until a day after they end, soonest first.
create or replace function ticketing.doors() returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'zone', e.zone, 'state', e.state,
    'place', v.name) order by e.starts_at, e.id), '[]')
  from (
    select x.* from events.events x
    where x.organization_id = system.org_id() and x.state in ('published', 'live') and x.ends_at > now() - interval '1 day'
      and (system.can('ticketing:scan') or x.station_id = any (system.station_ids('ticketing:scan')) or x.id = any (system.event_ids('ticketing:scan')))
    order by x.starts_at, x.id limit 100) e
  left join events.venues v on (v.organization_id, v.id) = (e.organization_id, e.venue_id)
$$;

-- One door: its event, its gates and how many are expected and in.
create or replace function ticketing.door(event uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  e events.events := ticketing.event_for(event, 'ticketing:scan');
begin
  return jsonb_build_object(
    'event', jsonb_build_object('id', e.id, 'name', e.name, 'state', e.state, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'zone', e.zone),
    'gates', coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'tiers', coalesce((
        select jsonb_agg(t.name order by t.position, t.id) from ticketing.gate_tiers x
        join ticketing.ticket_tiers t on (t.organization_id, t.id) = (x.organization_id, x.tier_id)
        where x.organization_id = g.organization_id and x.gate_id = g.id), '[]')) order by g.position, g.id)
      from ticketing.gates g where g.organization_id = e.organization_id and g.event_id = e.id and g.closed_at is null), '[]'),
    'counts', ticketing.door_counts(e.organization_id, e.id));
end $$;

-- { expected, arrived, gates: [{ id, name, arrived, repeated, refused }] }. Whoever was let in and taken back is expected again;
-- a gate counts a ticket by the scan that admitted it last.
create or replace function ticketing.door_counts(org uuid, event uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  with tally as (
    select s.gate_id,
      count(*) filter (where s.outcome = 'verified' and not exists (
        select from ticketing.scan_logs u where u.organization_id = org and u.earlier_id = s.id and u.outcome = 'undone'))::int as arrived,
      count(*) filter (where s.outcome = 'repeated')::int as repeated, count(*) filter (where s.outcome = 'refused')::int as refused
    from ticketing.scan_logs s where s.organization_id = org and s.event_id = door_counts.event group by s.gate_id
  )
  select jsonb_build_object(
    'expected', (select count(*)::int from ticketing.tickets k where k.organization_id = org and k.event_id = door_counts.event and k.state in ('issued', 'redeemed')),
    'arrived', (select count(*)::int from ticketing.tickets k where k.organization_id = org and k.event_id = door_counts.event and k.state = 'redeemed'),
    'gates', coalesce((
      select jsonb_agg(jsonb_build_object('id', g.id, 'name', coalesce(g.name, 'Without a gate'), 'arrived', coalesce(t.arrived, 0),
        'repeated', coalesce(t.repeated, 0), 'refused', coalesce(t.refused, 0)) order by g.position nulls last, g.id)
      from (select * from ticketing.gates x where x.organization_id = org and x.event_id = door_counts.event) g
      full join tally t on t.gate_id = g.id
      where g.closed_at is null or coalesce(t.arrived, 0) + coalesce(t.repeated, 0) + coalesce(t.refused, 0) > 0), '[]'))
$$;

-- Tickets of this event whose attendee, order or code begins with the words, for when nothing scans. At most twenty; no e-mail addresses.
create or replace function ticketing.door_search(event uuid, words text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  e events.events := ticketing.event_for(event, 'ticketing:scan');
  pattern text := regexp_replace(btrim(words), '([\\%_])', '\\\1', 'g') || '%';
begin
  if length(btrim(words)) < 2 then return '[]'; end if;
  return coalesce((
    select jsonb_agg(jsonb_build_object('id', f.id, 'attendee', f.attendee_name, 'tier', f.tier, 'order', f.number, 'state', f.state, 'at', f.redeemed_at))
    from (
      select k.id, k.attendee_name, t.name as tier, o.number, k.state, k.redeemed_at
      from ticketing.tickets k
      join ticketing.orders o on (o.organization_id, o.id) = (k.organization_id, k.order_id)
      join ticketing.ticket_tiers t on (t.organization_id, t.id) = (k.organization_id, k.tier_id)
      where k.organization_id = e.organization_id and k.event_id = e.id
        and (k.attendee_name ilike pattern or k.attendee_name ilike '% ' || pattern or o.number ilike pattern or k.code like upper(pattern))
      order by k.state, lower(k.attendee_name), k.id limit 20) f), '[]');
end $$;

-- A gate is made or changed: its name, and the tiers that it admits (none: all). Answers its id.
create or replace function ticketing.save_gate(event uuid, gate uuid, gate_name text, tiers uuid[]) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  e events.events := ticketing.event_for(event, 'ticketing:write');
  made uuid := gate;
begin
  if exists (select from ticketing.gates g where g.organization_id = e.organization_id and g.event_id = e.id and g.closed_at is null
      and lower(g.name) = lower(btrim(gate_name)) and g.id is distinct from gate) then
    raise exception using errcode = 'P0G01', column = 'name', message = 'This event has a gate of this name already.';
  end if;
  if exists (select from unnest(tiers) x where not exists (
      select from ticketing.ticket_tiers t where t.organization_id = e.organization_id and t.event_id = e.id and t.id = x)) then
    raise exception using errcode = 'P0002', message = 'One of these tickets is not here any more.';
  end if;
  if gate is null then
    insert into ticketing.gates (organization_id, event_id, name, position)
    values (e.organization_id, e.id, btrim(gate_name), (select count(*) from ticketing.gates g where g.organization_id = e.organization_id and g.event_id = e.id))
    returning id into made;
  else
    update ticketing.gates g set name = btrim(gate_name) where g.organization_id = e.organization_id and g.event_id = e.id and g.id = gate and g.closed_at is null;
    if not found then
      raise exception using errcode = 'P0002', message = 'That gate is not there any more.';
    end if;
  end if;
  delete from ticketing.gate_tiers x where x.organization_id = e.organization_id and x.gate_id = made;
  insert into ticketing.gate_tiers (organization_id, gate_id, tier_id) select distinct e.organization_id, made, x from unnest(tiers) x;
  return made;
end $$;

create or replace function ticketing.close_gate(gate uuid) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  g ticketing.gates;
begin
  select x.* into g from ticketing.gates x where x.organization_id = system.org_id() and x.id = close_gate.gate;
  if not found then
    raise exception using errcode = 'P0002', message = 'That gate is not there any more.';
  end if;
  perform ticketing.event_for(g.event_id, 'ticketing:write');
  update ticketing.gates x set closed_at = now() where x.organization_id = g.organization_id and x.id = g.id and x.closed_at is null;
  if not found then
    raise exception using errcode = 'P0S01', message = 'That gate is closed already.';
  end if;
  return g.event_id;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['place_at_event()', 'event_for(uuid, text)', 'doors()', 'door(uuid)', 'door_counts(uuid, uuid)', 'door_search(uuid, text)',
    'save_gate(uuid, uuid, text, uuid[])', 'close_gate(uuid)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
grant execute on function ticketing.doors(), ticketing.door(uuid), ticketing.door_search(uuid, text), ticketing.save_gate(uuid, uuid, text, uuid[]),
  ticketing.close_gate(uuid) to authenticated;
