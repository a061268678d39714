-- The line for tickets that are gone. What comes back is offered in the same transaction, before anybody else can have it: first come,
-- first offered, as many as are there. An offer is a checkout that stands for hours; when it lapses, the next one's turn comes.

-- Offer what is left of a ticket to those who wait for it. The caller has locked the ticket's row. Answers how many offers were made.
create or replace function ticketing.offer_next(org uuid, tier uuid) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  t ticketing.ticket_tiers;
  e events.events;
  w ticketing.waitlist_entries;
  session uuid;
  token text;
  many int;
  hours int;
  offers int := 0;
begin
  loop
    select x.* into t from ticketing.ticket_tiers x where x.organization_id = org and x.id = offer_next.tier;
    exit when t.quota - t.held - t.sold < t.min_per_order or clock_timestamp() < t.sale_starts_at or clock_timestamp() >= t.sale_ends_at;
    select x.* into w from ticketing.waitlist_entries x
    where x.organization_id = org and x.tier_id = t.id and x.state = 'waiting' order by x.id limit 1 for update skip locked;
    exit when not found;
    select x.* into e from events.events x where x.organization_id = org and x.id = t.event_id;
    exit when e.state not in ('published', 'live') or e.ends_at <= now();
    many := least(w.quantity, t.quota - t.held - t.sold, t.max_per_order);
    if many < t.min_per_order then many := t.min_per_order; end if;
    hours := coalesce((select s.offer_hours from ticketing.sale_terms s where s.organization_id = org and s.event_id = e.id), 24);
    token := ticketing.random_code(32);
    insert into ticketing.checkout_sessions (organization_id, event_id, token_hash, expires_at)
    values (org, e.id, ticketing.digest(token), least(now() + make_interval(hours => hours), t.sale_ends_at)) returning id into session;
    insert into ticketing.ticket_holds (organization_id, checkout_id, tier_id, quantity, unit_price_minor)
    values (org, session, t.id, many, case when t.open_price then coalesce(t.suggested_minor, t.price_minor) else t.price_minor end);
    insert into ticketing.inventory_operations (organization_id, tier_id, kind, quantity, checkout_id) values (org, t.id, 'hold', many, session);
    update ticketing.ticket_tiers x set held = x.held + many where x.organization_id = org and x.id = t.id;
    perform ticketing.take_seats(org, e.id, t, many, null, session);
    update ticketing.waitlist_entries x set state = 'offered', checkout_id = session, offered_at = now() where x.organization_id = org and x.id = w.id;
    perform ticketing.send_mail(org, 'waitlist_letter', w.email, ticketing.occasion(org, e.id) || jsonb_build_object('what', 'offered', 'name', w.name, 'quantity', many,
      'ticket', t.name, 'until', least(now() + make_interval(hours => hours), t.sale_ends_at), 'link', '/checkout/' || token), 'offer:' || session);
    offers := offers + 1;
  end loop;
  return offers;
end $$;

-- Checkouts are over: an offer among them has lapsed, and what they held goes to whoever is next in line.
create or replace function ticketing.pass_on(org uuid, sessions uuid[], becomes ticketing.checkout_state) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  tier uuid;
begin
  update ticketing.waitlist_entries w set state = case when becomes = 'cancelled' then 'left' else 'lapsed' end::ticketing.waitlist_state
  where w.organization_id = org and w.checkout_id = any (sessions) and w.state = 'offered';
  for tier in select distinct h.tier_id from ticketing.ticket_holds h where h.organization_id = org and h.checkout_id = any (sessions) order by 1 loop
    perform ticketing.offer_next(org, tier);
  end loop;
end $$;

-- By the clock: whatever is left while somebody waits, such as after a quota was raised.
create or replace function ticketing.offer_waiting() returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  due record;
  offers int := 0;
begin
  for due in
    select t.organization_id, t.id from ticketing.ticket_tiers t
    where t.quota - t.held - t.sold >= t.min_per_order and now() between t.sale_starts_at and t.sale_ends_at
      and exists (select from ticketing.waitlist_entries w where w.organization_id = t.organization_id and w.tier_id = t.id and w.state = 'waiting')
    order by t.organization_id, t.id limit 200
  loop
    perform from ticketing.ticket_tiers t where t.organization_id = due.organization_id and t.id = due.id for no key update;
    offers := offers + ticketing.offer_next(due.organization_id, due.id);
  end loop;
  return offers;
end $$;

-- A quota was raised: those who wait come before those who come now.
create or replace function ticketing.offer_raised() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform ticketing.offer_next(new.organization_id, new.id);
  return null;
end $$;
create or replace trigger offer_raised after update of quota on ticketing.ticket_tiers for each row
  when (new.quota > old.quota) execute function ticketing.offer_raised();

-- Stand in line. Errors: P0002 no such event, P0G01 with a sentence. Answers { place }.
create or replace function ticketing.join_waitlist(org_slug text, event_slug text, tier uuid, name text, email text, quantity int, token text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  e events.events;
  t ticketing.ticket_tiers;
  made uuid;
begin
  select x.* into e from organizations.organizations o join events.events x on x.organization_id = o.id
  where o.slug = org_slug and o.state = 'active' and x.slug = event_slug and x.visibility in ('public', 'unlisted') and x.state in ('published', 'live');
  if not found or token !~ '^[A-Za-z0-9_-]{32,128}$' then
    raise exception using errcode = 'P0002', message = 'This event is not here any more.';
  end if;
  select x.* into t from ticketing.ticket_tiers x where x.organization_id = e.organization_id and x.event_id = e.id and x.id = join_waitlist.tier and not x.hidden for no key update;
  if not found or now() >= t.sale_ends_at or not coalesce((select s.waitlist from ticketing.sale_terms s where s.organization_id = e.organization_id and s.event_id = e.id), true) then
    raise exception using errcode = 'P0G01', message = 'There is no waitlist for that ticket.';
  elsif t.quota - t.held - t.sold >= t.min_per_order then
    raise exception using errcode = 'P0G01', message = format('%s can be bought again. Choose it above.', t.name);
  elsif coalesce(length(trim(join_waitlist.name)), 0) not between 1 and 120 or coalesce(join_waitlist.email, '') !~ '^[^@\s]{1,64}@[^@\s]{1,190}$' then
    raise exception using errcode = 'P0G01', column = 'email', message = 'Say who you are: a name and an e-mail address.';
  elsif join_waitlist.quantity not between 1 and least(t.max_per_order, 20) then
    raise exception using errcode = 'P0G01', column = 'quantity', message = format('You can wait for 1 to %s.', least(t.max_per_order, 20));
  end if;
  insert into ticketing.waitlist_entries (organization_id, event_id, tier_id, name, email, quantity, token_hash)
  values (e.organization_id, e.id, t.id, trim(join_waitlist.name), trim(join_waitlist.email), join_waitlist.quantity, ticketing.digest(token))
  on conflict do nothing returning id into made;
  -- Whoever is in line already is told the same: nobody learns from this page who waits for what.
  if made is not null then
    perform ticketing.send_mail(e.organization_id, 'waitlist_letter', trim(join_waitlist.email), ticketing.occasion(e.organization_id, e.id) || jsonb_build_object('what', 'joined',
      'name', trim(join_waitlist.name), 'quantity', join_waitlist.quantity, 'ticket', t.name, 'link', '/waitlist/' || token), 'waitlist:' || made);
  end if;
  return jsonb_build_object('joined', true);
end $$;

-- A place in the line as its owner sees it; null for a token that nobody has.
create or replace function ticketing.waitlist_place(token text) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('state', w.state, 'name', w.name, 'quantity', w.quantity, 'tier', t.name, 'createdAt', w.created_at,
    'before', (select count(*)::int from ticketing.waitlist_entries x where x.organization_id = w.organization_id and x.tier_id = w.tier_id and x.state = 'waiting' and x.id < w.id),
    'organization', jsonb_build_object('slug', o.slug, 'name', o.name, 'accent', o.accent, 'logo', o.logo_url, 'supportEmail', o.support_email),
    'event', jsonb_build_object('slug', e.slug, 'name', e.name, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'zone', e.zone))
  from ticketing.waitlist_entries w join organizations.organizations o on o.id = w.organization_id
  join events.events e on (e.organization_id, e.id) = (w.organization_id, w.event_id)
  join ticketing.ticket_tiers t on (t.organization_id, t.id) = (w.organization_id, w.tier_id)
  where w.token_hash = ticketing.digest(waitlist_place.token)
$$;

create or replace function ticketing.leave_waitlist(token text) returns boolean language plpgsql volatile security definer set search_path = '' as $$
begin
  update ticketing.waitlist_entries w set state = 'left' where w.token_hash = ticketing.digest(leave_waitlist.token) and w.state = 'waiting';
  return found;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['offer_next(uuid, uuid)', 'pass_on(uuid, uuid[], ticketing.checkout_state)', 'offer_waiting()', 'offer_raised()',
    'join_waitlist(text, text, uuid, text, text, int, text)', 'waitlist_place(text)', 'leave_waitlist(text)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
grant execute on function ticketing.offer_waiting() to gr_worker;
grant execute on function ticketing.join_waitlist(text, text, uuid, text, text, int, text), ticketing.waitlist_place(text), ticketing.leave_waitlist(text) to anon, authenticated;
