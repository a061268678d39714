-- Scans. Rule for two of one ticket: the one that reaches the server first admits, whatever the devices' clocks say; the other one
-- is kept as repeated and told when and where the first was.

-- A ticket is shown at a door. p: event_id, code or ticket_id, key, gate_id?, scanned_at?, device?. Answers { id, outcome, words, attendee,
-- tier, order, at, gate, ticketId }; the same key again answers the same. One conditional UPDATE decides, so of twenty at once one is verified.
create or replace function ticketing.scan(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  e events.events := ticketing.event_for((p ->> 'event_id')::uuid, 'ticketing:scan');
  org uuid := e.organization_id;
  typed text := upper(regexp_replace(coalesce(p ->> 'code', ''), '[\s-]', '', 'g'));
  k ticketing.tickets;
  g ticketing.gates;
  first ticketing.scan_logs;
  s ticketing.scan_logs;
  outcome text := 'refused';
  words text;
begin
  if coalesce(p ->> 'gate_id', '') <> '' then
    select x.* into g from ticketing.gates x where x.organization_id = org and x.event_id = e.id and x.id = (p ->> 'gate_id')::uuid;
    if not found then
      raise exception using errcode = 'P0002', message = 'That gate is not there any more. Choose another one.';
    end if;
  end if;
  -- Two requests with one key wait for each other here, so that the second one answers what the first one did.
  perform pg_advisory_xact_lock(hashtextextended('scan:' || org || (p ->> 'key'), 0));
  select x.* into s from ticketing.scan_logs x where x.organization_id = org and x.key = p ->> 'key';
  if found then return ticketing.scan_words(s); end if;

  select x.* into k from ticketing.tickets x
  where x.organization_id = org and (x.code = typed or x.id = nullif(p ->> 'ticket_id', '')::uuid) order by (x.event_id = e.id) desc limit 1;
  if k.id is null then
    words := 'No ticket has this code.';
  elsif k.event_id <> e.id then
    words := 'This ticket is for another event.';
    k := null;
  elsif e.state not in ('published', 'live', 'completed') then
    words := format('This event is %s, so nobody is let in.', e.state);
  elsif g.id is not null and exists (select from ticketing.gate_tiers x where x.organization_id = org and x.gate_id = g.id)
      and not exists (select from ticketing.gate_tiers x where x.organization_id = org and x.gate_id = g.id and x.tier_id = k.tier_id) then
    words := format('%s does not enter at %s. %s', (select t.name from ticketing.ticket_tiers t where t.organization_id = org and t.id = k.tier_id), g.name,
      coalesce((select 'It enters at ' || string_agg(o.name, ' or ' order by o.position) || '.' from ticketing.gates o
        where o.organization_id = org and o.event_id = e.id and o.closed_at is null and (
          not exists (select from ticketing.gate_tiers x where x.organization_id = org and x.gate_id = o.id)
          or exists (select from ticketing.gate_tiers x where x.organization_id = org and x.gate_id = o.id and x.tier_id = k.tier_id))), 'No gate admits it.'));
  else
    update ticketing.tickets x set state = 'redeemed', redeemed_at = clock_timestamp()
    where x.organization_id = org and x.id = k.id and x.state = 'issued' returning x.* into k;
    if found then
      outcome := 'verified';
      words := 'Welcome.';
    else
      select x.* into k from ticketing.tickets x where x.organization_id = org and x.event_id = e.id and (x.code = typed or x.id = nullif(p ->> 'ticket_id', '')::uuid);
      if k.state = 'redeemed' then
        outcome := 'repeated';
        first := ticketing.admission(org, k.id);
        words := format('Already in since %s%s.', to_char(coalesce(first.scanned_at, k.redeemed_at) at time zone e.zone, 'HH24:MI'),
          coalesce((select ', at ' || o.name from ticketing.gates o where o.organization_id = org and o.id = first.gate_id), ''));
      else
        words := case k.state when 'refunded' then 'This ticket was refunded. It admits nobody any more.'
          when 'transferred' then 'This ticket was passed on. Only its new code admits.'
          else 'This ticket was cancelled. It admits nobody any more.' end;
      end if;
    end if;
  end if;
  insert into ticketing.scan_logs (organization_id, event_id, gate_id, ticket_id, outcome, words, earlier_id, key, device, scanned_by, scanned_at, created_at)
  values (org, e.id, g.id, k.id, outcome, words, first.id, p ->> 'key', left(p ->> 'device', 60), system.uid(),
    -- A device whose clock is ahead does not write into the future.
    least(coalesce((p ->> 'scanned_at')::timestamptz, clock_timestamp()), clock_timestamp()), clock_timestamp())
  returning * into s;
  return ticketing.scan_words(s);
end $$;

-- The scan by which somebody with this ticket is inside; null when nobody is.
create or replace function ticketing.admission(org uuid, ticket uuid) returns ticketing.scan_logs language sql stable security definer set search_path = '' as $$
  select s.* from ticketing.scan_logs s
  where s.organization_id = org and s.ticket_id = ticket and s.outcome = 'verified'
    and not exists (select from ticketing.scan_logs u where u.organization_id = org and u.earlier_id = s.id and u.outcome = 'undone')
  order by s.created_at desc limit 1
$$;

create or replace function ticketing.scan_words(s ticketing.scan_logs) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', s.id, 'outcome', s.outcome, 'words', s.words, 'at', s.scanned_at, 'ticketId', s.ticket_id,
    'gate', (select g.name from ticketing.gates g where g.organization_id = s.organization_id and g.id = s.gate_id),
    'attendee', k.attendee_name, 'tier', t.name, 'order', o.number)
  from (select 1) one
  left join ticketing.tickets k on k.organization_id = s.organization_id and k.id = s.ticket_id
  left join ticketing.ticket_tiers t on (t.organization_id, t.id) = (k.organization_id, k.tier_id)
  left join ticketing.orders o on (o.organization_id, o.id) = (k.organization_id, k.order_id)
$$;

-- A mistaken scan is taken back: the ticket admits again, and both rows stay.
create or replace function ticketing.undo_scan(scan_id uuid) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  s ticketing.scan_logs;
  e events.events;
  undone ticketing.scan_logs;
begin
  select x.* into s from ticketing.scan_logs x where x.organization_id = system.org_id() and x.id = undo_scan.scan_id;
  if not found then
    raise exception using errcode = 'P0002', message = 'That scan is not here, or not yours.';
  end if;
  e := ticketing.event_for(s.event_id, 'ticketing:scan');
  perform from ticketing.tickets k where k.organization_id = e.organization_id and k.id = s.ticket_id for no key update;
  if s.id is distinct from (ticketing.admission(e.organization_id, s.ticket_id)).id then
    raise exception using errcode = 'P0S01', message = 'Nobody is in by this scan any more, so there is nothing to undo.';
  end if;
  update ticketing.tickets k set state = 'issued', redeemed_at = null where k.organization_id = e.organization_id and k.id = s.ticket_id and k.state = 'redeemed';
  if not found then
    raise exception using errcode = 'P0S01', message = 'Nobody is in by this ticket any more, so there is nothing to undo.';
  end if;
  insert into ticketing.scan_logs (organization_id, event_id, gate_id, ticket_id, outcome, words, earlier_id, key, scanned_by, scanned_at, created_at)
  values (e.organization_id, e.id, s.gate_id, s.ticket_id, 'undone', 'The scan was undone: this ticket admits again.', s.id, 'undo:' || s.id, system.uid(), clock_timestamp(), clock_timestamp())
  returning * into undone;
  return ticketing.scan_words(undone);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['scan(jsonb)', 'admission(uuid, uuid)', 'scan_words(ticketing.scan_logs)', 'undo_scan(uuid)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
grant execute on function ticketing.scan(jsonb), ticketing.undo_scan(uuid) to authenticated;
