-- Seats: a plan of rows, and who has which. Whoever takes seats holds the lock of their ticket's row, so nobody is between.

create or replace function ticketing.seated(org uuid, tier uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return (
    select exists (select from ticketing.seating_sections s where s.organization_id = org and s.tier_id = seated.tier));
end $$;

create or replace function ticketing.seat_words(s ticketing.seats, section text) returns text language sql immutable set search_path = '' as $$
  select format('%s, row %s, seat %s', section, s.row, s.number)
$$;

-- The seats that a checkout has of one ticket, in words: `Stalls C 12`.
create or replace function ticketing.seats_in(org uuid, session uuid, tier uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return (
    select coalesce(jsonb_agg(ticketing.seat_words(s, c.name) order by c.position, s.row_index, s.seat_index), '[]'::jsonb)
    from ticketing.seat_assignments a join ticketing.seats s on (s.organization_id, s.id) = (a.organization_id, a.seat_id)
    join ticketing.seating_sections c on (c.organization_id, c.id) = (s.organization_id, s.section_id)
    where a.organization_id = org and a.checkout_id = session and a.tier_id = seats_in.tier and a.released_at is null);
end $$;
create or replace function ticketing.seat_of(org uuid, ticket uuid) returns text language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return (
    select ticketing.seat_words(s, c.name) from ticketing.seat_assignments a join ticketing.seats s on (s.organization_id, s.id) = (a.organization_id, a.seat_id)
    join ticketing.seating_sections c on (c.organization_id, c.id) = (s.organization_id, s.section_id)
    where a.organization_id = org and a.ticket_id = ticket order by a.released_at nulls first limit 1);
end $$;

-- The seats of one ticket that nobody has.
create or replace function ticketing.free_seats(org uuid, tier uuid) returns setof ticketing.seats language sql stable security definer set search_path = '' as $$
  select s.* from ticketing.seats s join ticketing.seating_sections c on (c.organization_id, c.id) = (s.organization_id, s.section_id)
  where s.organization_id = org and c.tier_id = free_seats.tier and not s.blocked
    and not exists (select from ticketing.seat_assignments a where a.organization_id = org and a.seat_id = s.id and a.released_at is null)
$$;

-- The best that is free: side by side, in front, in the middle; else the best single ones. Seats for wheelchairs come last.
create or replace function ticketing.best_seats(org uuid, tier uuid, wanted int) returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare
  best uuid[];
begin
  with free as (
    select f.id, f.section_id, c.position, f.row_index, f.seat_index, f.accessible, max(f.seat_index) over (partition by f.section_id) / 2.0 as middle,
      f.seat_index - row_number() over (partition by f.section_id, f.row_index order by f.seat_index) as run
    from ticketing.free_seats(org, best_seats.tier) f join ticketing.seating_sections c on (c.organization_id, c.id) = (f.organization_id, f.section_id)
  ), spans as (
    select array_agg(f.id) over w as ids, count(*) filter (where f.accessible) over w as wheelchairs, f.position, f.row_index, abs(avg(f.seat_index) over w - f.middle) as off_middle
    from free f window w as (partition by f.section_id, f.row_index, f.run order by f.seat_index rows between current row and wanted - 1 following)
  )
  select s.ids into best from spans s where cardinality(s.ids) = wanted order by s.wheelchairs, s.position, s.row_index, s.off_middle limit 1;
  if best is null then
    select array_agg(x.id) into best from (
      select f.id from ticketing.free_seats(org, best_seats.tier) f join ticketing.seating_sections c on (c.organization_id, c.id) = (f.organization_id, f.section_id)
      order by f.accessible, c.position, f.row_index, f.seat_index limit wanted) x;
  end if;
  return case when cardinality(best) = wanted then best end;
end $$;

-- Take seats for a checkout: those that were chosen, or the best. Nothing for a ticket without seats.
create or replace function ticketing.take_seats(org uuid, event uuid, tier ticketing.ticket_tiers, wanted int, chosen uuid[], session uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  taken uuid[] := chosen;
begin
  if not ticketing.seated(org, tier.id) then return; end if;
  if coalesce(cardinality(taken), 0) = 0 then
    taken := ticketing.best_seats(org, tier.id, wanted);
    if taken is null then
      raise exception using errcode = 'P0G01', message = format('There are not so many seats left of %s.', tier.name);
    end if;
  elsif cardinality(taken) <> wanted or (select count(distinct x) from unnest(taken) x) <> wanted then
    raise exception using errcode = 'P0G01', message = format('Choose %s seats of %s, or let us choose.', wanted, tier.name);
  elsif (select count(*) from ticketing.free_seats(org, tier.id) f where f.id = any (taken)) <> wanted then
    raise exception using errcode = 'P0G01', message = 'One of these seats was just taken. Choose another.';
  end if;
  insert into ticketing.seat_assignments (organization_id, event_id, seat_id, tier_id, checkout_id)
  select org, take_seats.event, x, tier.id, session from unnest(taken) x;
end $$;

-- A payment after its time: the same seats when they are free, else the best.
create or replace function ticketing.retake_seats(o ticketing.orders, tier ticketing.ticket_tiers, wanted int) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  before uuid[];
begin
  select array_agg(f.id) into before from ticketing.free_seats(o.organization_id, tier.id) f
  where f.id in (select a.seat_id from ticketing.seat_assignments a where a.organization_id = o.organization_id and a.checkout_id = o.checkout_id and a.tier_id = tier.id);
  perform ticketing.take_seats(o.organization_id, o.event_id, tier, wanted, case when cardinality(before) = wanted then before end, o.checkout_id);
exception when sqlstate 'P0G01' then
  raise exception using errcode = 'P0S02', message = 'sold out';
end $$;

-- Lay out a section: rows by letters or numbers, seats by numbers from the left or the right. The quota of its ticket becomes the number of
-- its seats. p: eventId, tierId, name, rows, seats, rowNames (letters | numbers), from (left | right), firstRow?, firstSeat?, wheelchairs?, blocked?
-- (`A1, B12`). Answers the section.
create or replace function ticketing.lay_section(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  tier ticketing.ticket_tiers;
  made uuid;
begin
  perform payments.who_may('ticketing:write', null, (p ->> 'eventId')::uuid);
  select t.* into tier from ticketing.ticket_tiers t
  where t.organization_id = org and t.id = (p ->> 'tierId')::uuid and t.event_id = (p ->> 'eventId')::uuid and t.kind = 'admission' for no key update;
  if not found then
    raise exception using errcode = 'P0G01', column = 'tierId', message = 'Choose a ticket of this event.';
  elsif tier.held + tier.sold > 0 and not ticketing.seated(org, tier.id) then
    raise exception using errcode = 'P0G01', column = 'tierId', message = format('%s of %s are sold or held without a seat. Add another ticket for the seats.', tier.held + tier.sold, tier.name);
  elsif (p ->> 'rows')::int * (p ->> 'seats')::int > 5000 then
    raise exception using errcode = 'P0G01', column = 'rows', message = 'At most 5,000 seats in one section.';
  end if;
  insert into ticketing.seating_sections (organization_id, event_id, tier_id, name, position)
  select org, tier.event_id, tier.id, p ->> 'name', coalesce(max(s.position) + 1, 0) from ticketing.seating_sections s where s.organization_id = org and s.event_id = tier.event_id
  returning id into made;
  insert into ticketing.seats (organization_id, event_id, section_id, row, number, row_index, seat_index, accessible, blocked)
  select org, tier.event_id, made, x.row, x.number, x.r, x.n, (x.row || x.number) = any (named.wheelchairs), (x.row || x.number) = any (named.blocked)
  from (
    select r, n, case when p ->> 'rowNames' = 'numbers' then (r + coalesce((p ->> 'firstRow')::int, 1))::text else ticketing.letters(r + coalesce((p ->> 'firstRow')::int, 1)) end as row,
      (coalesce((p ->> 'firstSeat')::int, 1) + case when p ->> 'from' = 'right' then (p ->> 'seats')::int - 1 - n else n end)::text as number
    from generate_series(0, (p ->> 'rows')::int - 1) r, generate_series(0, (p ->> 'seats')::int - 1) n) x,
    (select regexp_split_to_array(upper(regexp_replace(coalesce(p ->> 'wheelchairs', ''), '\s', '', 'g')), ',') as wheelchairs,
      regexp_split_to_array(upper(regexp_replace(coalesce(p ->> 'blocked', ''), '\s', '', 'g')), ',') as blocked) named;
  perform ticketing.fit_quota(org, tier.id);
  return made;
end $$;

-- 1 is A, 27 is AA.
create or replace function ticketing.letters(n int) returns text language sql immutable set search_path = '' as $$
  select case when n > 26 then chr(64 + (n - 1) / 26) else '' end || chr(65 + (n - 1) % 26)
$$;

-- As many tickets as seats.
create or replace function ticketing.fit_quota(org uuid, tier uuid) returns void language sql volatile security definer set search_path = '' as $$
  update ticketing.ticket_tiers t set quota = x.seats
  from (select count(*)::int as seats from ticketing.seats s join ticketing.seating_sections c on (c.organization_id, c.id) = (s.organization_id, s.section_id)
    where s.organization_id = org and c.tier_id = fit_quota.tier and not s.blocked) x
  where t.organization_id = org and t.id = fit_quota.tier and x.seats > 0 and t.quota <> x.seats
$$;

-- Keep a seat free, or mark it for wheelchairs. p: seatId, blocked, accessible.
create or replace function ticketing.mark_seat(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  s ticketing.seats;
  tier uuid;
begin
  select x.* into s from ticketing.seats x where x.organization_id = org and x.id = (p ->> 'seatId')::uuid;
  if not found then
    raise exception using errcode = 'P0002', message = 'That seat is not here, or not yours.';
  end if;
  perform payments.who_may('ticketing:write', null, s.event_id);
  select c.tier_id into tier from ticketing.seating_sections c where c.organization_id = org and c.id = s.section_id;
  perform from ticketing.ticket_tiers t where t.organization_id = org and t.id = tier for no key update;
  if (p ->> 'blocked')::boolean and exists (select from ticketing.seat_assignments a where a.organization_id = org and a.seat_id = s.id and a.released_at is null) then
    raise exception using errcode = 'P0G01', message = format('Somebody has row %s, seat %s already.', s.row, s.number);
  end if;
  update ticketing.seats x set blocked = (p ->> 'blocked')::boolean, accessible = (p ->> 'accessible')::boolean where x.organization_id = org and x.id = s.id;
  perform ticketing.fit_quota(org, tier);
  return s.event_id;
end $$;

-- A section goes as long as nobody ever had a seat of it.
create or replace function ticketing.clear_section(section uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  c ticketing.seating_sections;
begin
  select x.* into c from ticketing.seating_sections x where x.organization_id = system.org_id() and x.id = section;
  if not found then
    raise exception using errcode = 'P0002', message = 'That section is not here, or not yours.';
  end if;
  perform payments.who_may('ticketing:write', null, c.event_id);
  perform from ticketing.ticket_tiers t where t.organization_id = c.organization_id and t.id = c.tier_id for no key update;
  if exists (select from ticketing.seat_assignments a join ticketing.seats s on (s.organization_id, s.id) = (a.organization_id, a.seat_id)
      where a.organization_id = c.organization_id and s.section_id = c.id) then
    raise exception using errcode = 'P0G01', message = format('Somebody has or had a seat in %s, so it stays. Keep its seats free instead.', c.name);
  end if;
  delete from ticketing.seats s where s.organization_id = c.organization_id and s.section_id = c.id;
  delete from ticketing.seating_sections x where x.organization_id = c.organization_id and x.id = c.id;
  perform ticketing.fit_quota(c.organization_id, c.tier_id);
end $$;

-- More tickets than seats would be a promise nobody can keep; fewer than are gone, one that was broken.
create or replace function ticketing.check_quota() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  room int;
begin
  if new.quota < new.held + new.sold then
    raise exception using errcode = 'P0G01', column = 'quota', message = format('%s are sold%s already, so it cannot be fewer.', new.sold,
      case when new.held > 0 then format(' and %s held', new.held) else '' end);
  end if;
  if new.quota <> old.quota and ticketing.seated(new.organization_id, new.id) then
    select count(*) into room from ticketing.seats s join ticketing.seating_sections c on (c.organization_id, c.id) = (s.organization_id, s.section_id)
    where s.organization_id = new.organization_id and c.tier_id = new.id and not s.blocked;
    if new.quota > room then
      raise exception using errcode = 'P0G01', column = 'quota', message = format('There are %s seats for %s. Add seats first.', room, new.name);
    end if;
  end if;
  return new;
end $$;
create or replace trigger check_quota before update of quota on ticketing.ticket_tiers for each row execute function ticketing.check_quota();

do $$
declare
  f text;
begin
  foreach f in array array['seated(uuid, uuid)', 'seats_in(uuid, uuid, uuid)', 'seat_words(ticketing.seats, text)', 'seat_of(uuid, uuid)', 'free_seats(uuid, uuid)',
    'best_seats(uuid, uuid, int)', 'take_seats(uuid, uuid, ticketing.ticket_tiers, int, uuid[], uuid)', 'retake_seats(ticketing.orders, ticketing.ticket_tiers, int)',
    'lay_section(jsonb)', 'letters(int)', 'fit_quota(uuid, uuid)', 'mark_seat(jsonb)', 'clear_section(uuid)', 'check_quota()'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
grant execute on function ticketing.lay_section(jsonb), ticketing.mark_seat(jsonb), ticketing.clear_section(uuid) to authenticated;
