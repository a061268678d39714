-- Codes: cheaper tickets, hidden ones, and tickets for guests. A use is taken with the hold and given back with it.

-- The code as it is kept: no spaces, capitals.
create or replace function ticketing.plain_code(typed text) returns text language sql immutable set search_path = '' as $$
  select upper(regexp_replace(coalesce(typed, ''), '\s', '', 'g'))
$$;

create or replace function ticketing.guest_code(org uuid, event uuid, typed text) returns ticketing.guest_codes language sql stable security definer set search_path = '' as $$
  select g.* from ticketing.guest_codes g
  where g.organization_id = org and g.event_id = guest_code.event
    and g.code_hash = ticketing.digest('guest:' || regexp_replace(ticketing.plain_code(typed), '-', '', 'g'))
$$;

-- Why a code cannot be used now, in words for the visitor; null when it can.
create or replace function ticketing.code_problem(p ticketing.promo_codes, zone text) returns text language sql stable set search_path = '' as $$
  select case
    when p.id is null or p.archived then 'There is no such code for this event.'
    when now() < p.starts_at then format('%s works from %s (%s).', p.code, to_char(p.starts_at at time zone zone, 'FMDD FMMonth YYYY, HH24:MI'), zone)
    when now() >= p.ends_at then format('%s has ended.', p.code)
    when p.used >= p.most_uses then format('%s is used up.', p.code) end
$$;
create or replace function ticketing.guest_problem(g ticketing.guest_codes) returns text language sql stable set search_path = '' as $$
  select case when g.revoked_at is not null then 'This code was taken back.' when now() >= g.expires_at then 'This code has ended.'
    when g.used_at is not null then 'This code was used already.' end
$$;

create or replace function ticketing.code_for(p ticketing.promo_codes, tier ticketing.ticket_tiers) returns boolean language sql stable security definer set search_path = '' as $$
  select case when exists (select from ticketing.promo_tiers x where x.organization_id = p.organization_id and x.code_id = p.id)
    then exists (select from ticketing.promo_tiers x where x.organization_id = p.organization_id and x.code_id = p.id and x.tier_id = tier.id)
    else tier.kind = 'admission' end
$$;

-- A code takes its part off what a checkout holds, line by line, and one of its uses; whoever comes second for the last use is told so.
create or replace function ticketing.apply_code(org uuid, session uuid, p ticketing.promo_codes, currency text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  line record;
  off bigint;
  parts bigint[];
begin
  select array_agg(h.id order by t.kind = 'add_on', t.position, t.id) as ids, array_agg(h.quantity * h.unit_price_minor order by t.kind = 'add_on', t.position, t.id) as prices,
    sum(h.quantity * h.unit_price_minor)::bigint as total into line
  from ticketing.ticket_holds h join ticketing.ticket_tiers t on (t.organization_id, t.id) = (h.organization_id, h.tier_id)
  where h.organization_id = org and h.checkout_id = session and ticketing.code_for(p, t);
  if line.ids is null then
    raise exception using errcode = 'P0G01', column = 'code', message = format('%s is for other tickets than these.', p.code);
  end if;
  off := case p.kind when 'percent' then div(2 * line.total::numeric * p.basis_points + 10000, 20000)::bigint
    when 'fixed' then least(line.total, (select a.amount_minor from ticketing.promo_amounts a
      where a.organization_id = org and a.code_id = p.id and a.currency = apply_code.currency)) else 0 end;
  if off is null then
    raise exception using errcode = 'P0G01', column = 'code', message = format('%s is not for prices in %s.', p.code, currency);
  end if;
  if off > 0 then
    parts := ticketing.spread(off, line.prices);
    update ticketing.ticket_holds h set discount_minor = x.part
    from unnest(line.ids, parts) x (id, part) where h.organization_id = org and h.id = x.id;
  end if;
  update ticketing.promo_codes c set used = c.used + 1
  where c.organization_id = org and c.id = p.id and not c.archived and (c.most_uses is null or c.used < c.most_uses);
  if not found then
    raise exception using errcode = 'P0G01', column = 'code', message = format('%s is used up.', p.code);
  end if;
  insert into ticketing.promo_uses (organization_id, event_id, code_id, checkout_id) values (org, p.event_id, p.id, session);
end $$;

-- Now that the buyer said who they are: how often may they use it? One at a time for the same buyer.
create or replace function ticketing.check_buyer(org uuid, session uuid, buyer text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  u ticketing.promo_uses;
  most int;
begin
  select x.* into u from ticketing.promo_uses x where x.organization_id = org and x.checkout_id = session and x.released_at is null;
  if not found then return; end if;
  select p.most_per_buyer into most from ticketing.promo_codes p where p.organization_id = org and p.id = u.code_id;
  if most is not null then
    perform pg_advisory_xact_lock(hashtextextended('ticketing.code:' || u.code_id || ':' || lower(buyer), 0));
    if (select count(*) from ticketing.promo_uses x where x.organization_id = org and x.code_id = u.code_id and x.buyer_email = lower(buyer)
          and x.released_at is null and x.id <> u.id) >= most then
      raise exception using errcode = 'P0G01', column = 'email',
        message = format('This code works %s for each buyer, and this address has used it already.', case when most = 1 then 'once' else most || ' times' end);
    end if;
  end if;
  update ticketing.promo_uses x set buyer_email = lower(buyer) where x.organization_id = org and x.id = u.id;
end $$;

-- What a checkout that is over used of codes is free again.
create or replace function ticketing.give_codes_back(org uuid, sessions uuid[]) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  freed record;
begin
  for freed in
    with ended as (
      update ticketing.promo_uses u set released_at = now() where u.organization_id = org and u.checkout_id = any (sessions) and u.released_at is null returning u.code_id
    ) select e.code_id, count(*)::int as times from ended e group by e.code_id order by e.code_id
  loop
    update ticketing.promo_codes p set used = p.used - freed.times where p.organization_id = org and p.id = freed.code_id;
  end loop;
  update ticketing.guest_codes g set used_at = null, checkout_id = null
  where g.organization_id = org and g.checkout_id = any (sessions) and g.order_id is null;
end $$;

-- A payment that comes after its hold was over takes the code once more, when it still may. False when it may not.
create or replace function ticketing.retake_code(o ticketing.orders) returns boolean language plpgsql volatile security definer set search_path = '' as $$
declare
  u ticketing.promo_uses;
  g ticketing.guest_codes;
begin
  select x.* into u from ticketing.promo_uses x where x.organization_id = o.organization_id and x.checkout_id = o.checkout_id and x.released_at is not null;
  if found then
    update ticketing.promo_codes p set used = p.used + 1
    where p.organization_id = o.organization_id and p.id = u.code_id and (p.most_uses is null or p.used < p.most_uses);
    if not found then return false; end if;
    update ticketing.promo_uses x set released_at = null where x.organization_id = o.organization_id and x.id = u.id;
  end if;
  return true;
end $$;

-- Make a code for a guest; the code is told once, to whoever makes it and to the guest. p: eventId, tierId, guestName, guestEmail?, quantity, expiresAt?, code.
create or replace function ticketing.invite_guest(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  tier ticketing.ticket_tiers;
  e events.events;
  s organizations.organizations;
  org uuid := system.org_id();
  made uuid;
begin
  perform payments.who_may('ticketing:write', null, (p ->> 'eventId')::uuid);
  select t.* into tier from ticketing.ticket_tiers t where t.organization_id = org and t.id = (p ->> 'tierId')::uuid and t.event_id = (p ->> 'eventId')::uuid and t.kind = 'admission';
  if not found then
    raise exception using errcode = 'P0G01', column = 'tierId', message = 'Choose a ticket of this event.';
  end if;
  insert into ticketing.guest_codes (organization_id, event_id, tier_id, code_hash, ending, guest_name, guest_email, quantity, expires_at)
  values (org, tier.event_id, tier.id, ticketing.digest('guest:' || (p ->> 'code')), right(p ->> 'code', 4), p ->> 'guestName', coalesce(p ->> 'guestEmail', ''),
    (p ->> 'quantity')::int, (p ->> 'expiresAt')::timestamptz) returning id into made;
  if coalesce(p ->> 'guestEmail', '') <> '' then
    select x.* into e from events.events x where x.organization_id = org and x.id = tier.event_id;
    select x.* into s from organizations.organizations x where x.id = org;
    perform ticketing.send_mail(org, 'guest_invitation', p ->> 'guestEmail', ticketing.occasion(org, e.id) || jsonb_build_object('name', p ->> 'guestName',
      'quantity', (p ->> 'quantity')::int, 'ticket', tier.name, 'code', regexp_replace(p ->> 'code', '(.{4})(?=.)', '\1-', 'g'), 'until', (p ->> 'expiresAt')::timestamptz,
      'link', format('/e/%s/%s?code=%s#tickets', s.slug, e.slug, p ->> 'code')), 'guest:' || made);
  end if;
  return made;
end $$;

create or replace function ticketing.take_guest_back(guest uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  g ticketing.guest_codes;
begin
  select x.* into g from ticketing.guest_codes x where x.organization_id = system.org_id() and x.id = guest for update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That guest is not here, or not yours.';
  end if;
  perform payments.who_may('ticketing:write', null, g.event_id);
  if g.used_at is not null then
    raise exception using errcode = 'P0S01', message = format('%s has used this code already. Refund the order instead.', g.guest_name);
  end if;
  update ticketing.guest_codes x set revoked_at = now() where x.organization_id = g.organization_id and x.id = g.id;
end $$;

-- Who writes and about what, as every letter about an event has it: { organization, event }.
drop function if exists ticketing.write_to(uuid, uuid, text, text, text, text, text, text);
create or replace function ticketing.occasion(org uuid, event uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return (
    select jsonb_build_object('organization', jsonb_build_object('name', s.name, 'accent', s.accent, 'supportEmail', s.support_email, 'logo', s.logo_url),
      'event', jsonb_build_object('name', e.name, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'zone', e.zone, 'place', nullif(concat_ws(', ', v.name, nullif(v.address, ''), v.city), '')))
    from organizations.organizations s join events.events e on e.organization_id = s.id and e.id = occasion.event
    left join events.venues v on (v.organization_id, v.id) = (e.organization_id, e.venue_id) where s.id = org);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['plain_code(text)', 'guest_code(uuid, uuid, text)', 'code_problem(ticketing.promo_codes, text)', 'guest_problem(ticketing.guest_codes)',
    'code_for(ticketing.promo_codes, ticketing.ticket_tiers)', 'apply_code(uuid, uuid, ticketing.promo_codes, text)', 'check_buyer(uuid, uuid, text)',
    'give_codes_back(uuid, uuid[])', 'retake_code(ticketing.orders)', 'invite_guest(jsonb)', 'take_guest_back(uuid)', 'occasion(uuid, uuid)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
grant execute on function ticketing.invite_guest(jsonb), ticketing.take_guest_back(uuid) to authenticated;
