-- Reminders: 24 hours, 2 hours and 30 minutes before a booking, to its customer and its chefs, once each. The worker looks every minute
-- at what begins soon; nothing is planned ahead, so a booking that moves is reminded of its new time without anybody's doing.

grant select on bookings.reminder_rules, bookings.booking_reminders, bookings.reminder_stops to authenticated;
grant insert (organization_id, id, station_id, customer_kinds, chef_kinds, quiet), update (customer_kinds, chef_kinds, quiet) on bookings.reminder_rules to authenticated;
grant select, insert, update on bookings.reminder_rules, bookings.booking_reminders, bookings.reminder_stops to gr_flow;
grant delete on bookings.reminder_stops to gr_flow;
create index if not exists bookings_by_start on bookings.bookings (starts_at);

-- When a reminder goes out. 24 hours is the same time of the clock the day before, also when clocks changed in between. In quiet hours it
-- goes just before they begin; with the rule `later` as soon as they end, if that is ten minutes before the start at least.
create or replace function bookings.reminder_due(starts_at timestamptz, zone text, kind text, quiet_from time, quiet_to time, rule text) returns timestamptz
  language plpgsql stable set search_path = '' as $$
declare
  due timestamptz := case kind when '24h' then (starts_at at time zone zone - interval '1 day') at time zone zone
    when '2h' then starts_at - interval '2 hours' else starts_at - interval '30 minutes' end;
  clock timestamp := due at time zone zone;
  t time := clock::time;
  overnight boolean := quiet_from > quiet_to;
  morning timestamptz;
begin
  if quiet_from = quiet_to or not (case when overnight then t >= quiet_from or t < quiet_to else t >= quiet_from and t < quiet_to end) then
    return due;
  end if;
  morning := (clock::date + quiet_to + case when overnight and t >= quiet_from then interval '1 day' else interval '0' end) at time zone zone;
  if rule = 'later' and morning <= starts_at - interval '10 minutes' then
    return morning;
  end if;
  return (clock::date + quiet_from - case when overnight and t < quiet_to then interval '1 day' else interval '0' end - interval '1 minute') at time zone zone;
end $$;

-- Whoever is reminded of bookings that begin in a range, with when and, as it stands at `at`, why not. `late` is how long after its time it still helps.
create or replace function bookings.reminders_between(org uuid, booking uuid, from_at timestamptz, until_at timestamptz, at timestamptz)
  returns table (organization_id uuid, station_id uuid, booking_id uuid, kind text, recipient text, recipient_key text, resource_id uuid, name text, address text, starts_at timestamptz,
    due_at timestamptz, obstacle text) language sql stable security definer set search_path = '' as $$
  with one as (
    select b.*, coalesce(c.quiet_from, '21:00') as quiet_from, coalesce(c.quiet_to, '08:00') as quiet_to, coalesce(r.quiet, 'earlier') as quiet,
      coalesce(r.customer_kinds, '{24h,2h,30m}') as customer_kinds, coalesce(r.chef_kinds, '{24h,2h,30m}') as chef_kinds,
      coalesce((select max(h.created_at) from bookings.booking_history h where h.organization_id = b.organization_id and h.booking_id = b.id and h.kind in ('booked', 'moved')), b.created_at) as known_at
    from bookings.bookings b
    left join bookings.station_settings c on (c.organization_id, c.station_id) = (b.organization_id, b.station_id)
    left join bookings.reminder_rules r on (r.organization_id, r.station_id) = (b.organization_id, b.station_id)
    where b.starts_at >= from_at and b.starts_at < until_at and (org is null or b.organization_id = org) and (booking is null or b.id = booking)
  ), who as (
    select o.organization_id, o.id, 'customer' as recipient, 'customer' as recipient_key, null::uuid as resource_id, o.contact_name as name, coalesce(o.contact_email, '') as address,
      o.customer_kinds as kinds, case when exists (select from bookings.reminder_stops s where s.organization_id = o.organization_id and s.station_id = o.station_id and s.email = lower(o.contact_email))
        then 'They want no reminders.' end as stopped
    from one o
    union all
    select o.organization_id, o.id, 'chef', r.id::text, r.id, r.name, coalesce(p.email, r.email, ''), o.chef_kinds, case when p.user_id is not null and not messaging.wants(p.user_id, 'bookings')
        then 'They want no reminders.' end
    from one o join bookings.booking_resources u on (u.organization_id, u.booking_id) = (o.organization_id, o.id)
    join bookings.resources r on (r.organization_id, r.id) = (u.organization_id, u.resource_id) and r.kind = 'chef'
    left join users.user_profiles p on p.user_id = r.user_id and p.state = 'active'
  )
  select o.organization_id, o.station_id, o.id, k.kind, w.recipient, w.recipient_key, w.resource_id, w.name, w.address, o.starts_at, d.due_at,
    case when o.state in ('cancelled', 'no_show') then 'The booking was cancelled.'
      when o.state = 'completed' then 'It is done already.'
      when o.state = 'pending' and at >= d.due_at then 'It was not confirmed.'
      when w.address = '' then 'There is no e-mail address.'
      when w.stopped is not null then w.stopped
      when o.known_at > d.due_at then 'It was booked or moved too late for this one.'
      when at > d.due_at + k.late then 'Its time had passed.' end
  from one o join who w on (w.organization_id, w.id) = (o.organization_id, o.id)
  cross join (values ('24h', interval '4 hours'), ('2h', interval '1 hour'), ('30m', interval '25 minutes')) k (kind, late)
  cross join lateral (select bookings.reminder_due(o.starts_at, o.zone, k.kind, o.quiet_from, o.quiet_to, o.quiet) as due_at) d
  where k.kind = any (w.kinds)
$$;

-- The worker, every minute: what is due is written down and, if nothing stands against it, handed over. Answers how many. `at` is for tests of the clock.
create or replace function bookings.remind(at timestamptz default clock_timestamp()) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  n int := 0;
  r record;
  made uuid;
begin
  for r in select x.* from bookings.reminders_between(null, null, at - interval '1 hour', at + interval '50 hours', at) x
    where x.due_at <= at and not exists (select from bookings.booking_reminders m where m.organization_id = x.organization_id and m.booking_id = x.booking_id and m.kind = x.kind
      and m.recipient_key = x.recipient_key and m.starts_at = x.starts_at) order by x.due_at, x.booking_id limit 1000
  loop
    insert into bookings.booking_reminders (organization_id, station_id, booking_id, kind, recipient, recipient_key, resource_id, name, address, starts_at, due_at, outcome, reason)
    values (r.organization_id, r.station_id, r.booking_id, r.kind, r.recipient, r.recipient_key, r.resource_id, r.name, r.address, r.starts_at, r.due_at,
      case when r.obstacle is null then 'queued' else 'skipped' end, coalesce(r.obstacle, ''))
    on conflict on constraint one_reminder_a_start do nothing returning id into made;
    if made is not null and r.obstacle is null then
      perform system.enqueue(r.organization_id, 'bookings.send_reminder', jsonb_build_object('reminderId', made), made::text);
      n := n + 1;
    end if;
  end loop;
  return n + bookings.remind_entries(at);
end $$;

-- The worker: what the letter of a reminder says, while the booking still stands as it did; else it is skipped, and null. Marks it as sent: the letter goes
-- into the queue in the same transaction.
create or replace function bookings.take_reminder(reminder uuid) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  m bookings.booking_reminders;
  b bookings.bookings;
begin
  if not system.is_worker() then
    raise exception using errcode = '42501', message = 'Only the worker sends reminders.';
  end if;
  select x.* into m from bookings.booking_reminders x where x.organization_id = system.org_id() and x.id = reminder and x.outcome = 'queued' for update;
  if not found then return null; end if;
  select x.* into b from bookings.bookings x where x.organization_id = m.organization_id and x.id = m.booking_id;
  if b.state not in ('confirmed', 'in_progress') or b.starts_at <> m.starts_at then
    update bookings.booking_reminders x set outcome = 'skipped', reason = case when b.starts_at <> m.starts_at then 'It moved to another time.' else 'The booking was cancelled.' end
    where x.organization_id = m.organization_id and x.id = m.id;
    return null;
  end if;
  update bookings.booking_reminders x set outcome = 'sent', sent_at = clock_timestamp() where x.organization_id = m.organization_id and x.id = m.id;
  return (select jsonb_build_object('bookingId', b.id, 'number', b.number, 'recipient', m.recipient, 'kind', m.kind, 'to', m.address, 'name', m.name, 'service', v.name, 'station', s.name,
      'startsAt', b.starts_at, 'endsAt', b.ends_at, 'zone', b.zone, 'place', nullif(b.address, ''), 'guests', b.adults + b.children, 'customer', b.contact_name, 'phone', b.contact_phone,
      'diet', b.dietary_notes, 'slug', o.slug,
      'organization', jsonb_build_object('name', o.name, 'accent', o.accent, 'supportEmail', o.support_email, 'logo', o.logo_url))
    from bookings.services v, identity.stations s, organizations.organizations o
    where v.organization_id = b.organization_id and v.id = b.service_id and s.organization_id = b.organization_id and s.id = b.station_id and o.id = b.organization_id);
end $$;

-- Every reminder of a booking: those that were decided, with what became of the letter, and those to come. [{ kind, recipient, name, address, dueAt, outcome, reason, sentAt, letter }]
create or replace function bookings.reminders_of(booking uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  b bookings.bookings;
begin
  select x.* into b from bookings.bookings x where x.organization_id = system.org_id() and x.id = booking;
  if not found then
    raise exception using errcode = 'P0002', message = 'That booking is not here, or not yours.';
  end if;
  perform bookings.who_may('bookings:read', b.station_id);
  return (select coalesce(jsonb_agg(to_jsonb(z) order by z."startsAt" desc, z."dueAt", z.recipient desc, z.name), '[]') from (
    select m.kind, m.recipient, m.name, m.address, m.starts_at as "startsAt", m.due_at as "dueAt", m.outcome, m.reason, m.sent_at as "sentAt", bookings.letter_of(m.organization_id, m.id) as letter
    from bookings.booking_reminders m where m.organization_id = b.organization_id and m.booking_id = b.id
    union all
    select x.kind, x.recipient, x.name, x.address, x.starts_at, x.due_at, case when x.obstacle is null then 'planned' else 'skipped' end, coalesce(x.obstacle, ''), null, null
    from bookings.reminders_between(b.organization_id, b.id, b.starts_at, b.starts_at + interval '1 second', clock_timestamp()) x
    where b.starts_at > clock_timestamp() and not exists (select from bookings.booking_reminders m where m.organization_id = x.organization_id and m.booking_id = x.booking_id and m.kind = x.kind
      and m.recipient_key = x.recipient_key and m.starts_at = x.starts_at)) z);
end $$;

-- What became of the letter, as long as the queue remembers: waiting, delivered or failed.
create or replace function bookings.letter_of(org uuid, reminder uuid) returns text language sql stable security definer set search_path = '' as $$
  select case when q.dead_at is not null then 'failed' when q.done_at is not null then 'delivered' else 'waiting' end
  from system.outbox q where q.organization_id = org and q.topic = 'messaging.send_email' and q.key = 'booking-reminder:' || reminder
$$;

-- No more reminders of this station for the customer of a booking, or again some.
create or replace function bookings.stop_reminders(booking uuid, stop boolean) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings := bookings.lock_booking(booking, 'bookings:write');
begin
  if b.contact_email is null then
    raise exception using errcode = 'P0G01', message = 'There is no e-mail address, so nobody is reminded.';
  elsif stop then
    insert into bookings.reminder_stops (organization_id, station_id, email, created_by) values (b.organization_id, b.station_id, lower(b.contact_email), system.uid())
    on conflict on constraint one_stop_an_address do nothing;
  else
    delete from bookings.reminder_stops s where s.organization_id = b.organization_id and s.station_id = b.station_id and s.email = lower(b.contact_email);
  end if;
end $$;

-- The worker: entries of the calendar that wished so. Told to whoever wrote it; one of a station or of everybody, to those who keep bookings as well.
create or replace function bookings.remind_entries(at timestamptz) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  e record;
  who uuid;
  n int := 0;
begin
  for e in select x.*, o.slug, o.zone from bookings.calendar_entries x join organizations.organizations o on o.id = x.organization_id and o.state = 'active'
    where x.remind_minutes is not null and x.reminded_at is null and x.starts_at > at - interval '1 hour' and x.starts_at < at + interval '15 days'
      and x.starts_at - make_interval(mins => x.remind_minutes) <= at order by x.starts_at limit 500 for update of x skip locked
  loop
    update bookings.calendar_entries x set reminded_at = at where x.organization_id = e.organization_id and x.id = e.id;
    for who in select e.user_id union select h from identity.holders(e.organization_id, 'bookings:write', e.user_id) h where e.scope <> 'personal' loop
      perform messaging.tell(e.organization_id, who, 'bookings', 'event_update', jsonb_build_object('subject', 'Soon: ' || left(e.title, 140), 'body', coalesce(nullif(e.notes, ''), e.title),
        'event', jsonb_build_object('name', e.title, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'zone', e.zone, 'place', nullif(e.place, '')),
        'link', format('/%s/bookings/calendar', e.slug), 'action', 'Open the calendar'), format('entry:%s:%s', e.id, who));
    end loop;
    n := n + 1;
  end loop;
  return n;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['reminder_due(timestamptz, text, text, time, time, text)', 'reminders_between(uuid, uuid, timestamptz, timestamptz, timestamptz)', 'remind(timestamptz)',
    'take_reminder(uuid)', 'reminders_of(uuid)', 'letter_of(uuid, uuid)', 'stop_reminders(uuid, boolean)', 'remind_entries(timestamptz)'] loop
    execute format('alter function bookings.%s owner to gr_flow', f);
    execute format('revoke execute on function bookings.%s from public', f);
  end loop;
end $$;
grant execute on function bookings.remind(timestamptz) to gr_worker;
grant execute on function bookings.take_reminder(uuid), bookings.reminders_of(uuid), bookings.stop_reminders(uuid, boolean) to authenticated;
