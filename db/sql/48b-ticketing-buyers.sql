-- What a buyer does on the order's page, where the token in its address is the only key; and the organizers' answer to what they ask for.

create or replace function ticketing.bought(order_token text) returns ticketing.orders language plpgsql stable security definer set search_path = '' as $$
declare
  o ticketing.orders;
begin
  select p.* into o from ticketing.orders p where p.token_hash = ticketing.digest(order_token);
  if o.id is null then
    raise exception using errcode = 'P0002', message = 'There is no such order.';
  end if;
  return o;
end $$;

-- One of the buyer's own tickets: of this order, and not one that was given to somebody else.
create or replace function ticketing.own_ticket(o ticketing.orders, ticket_code text) returns ticketing.tickets language plpgsql stable security definer set search_path = '' as $$
declare
  k ticketing.tickets;
begin
  select x.* into k from ticketing.tickets x where x.organization_id = o.organization_id and x.order_id = o.id and x.code = ticket_code
    and not exists (select from ticketing.ticket_transfers t where t.organization_id = x.organization_id and t.to_ticket_id = x.id);
  if k.id is null then
    raise exception using errcode = 'P0002', message = 'That ticket is not here, or not yours.';
  end if;
  return k;
end $$;

-- The buyer says who comes. The code stays the same; a ticket that was used keeps its name.
create or replace function ticketing.name_attendee(order_token text, ticket_code text, person text, email text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  o ticketing.orders := ticketing.bought(order_token);
  k ticketing.tickets := ticketing.own_ticket(o, ticket_code);
begin
  update ticketing.tickets x set attendee_name = btrim(person), attendee_email = btrim(email)
  where x.organization_id = k.organization_id and x.id = k.id and x.state = 'issued';
  if not found then
    raise exception using errcode = 'P0S01', message = 'This ticket was used or is not good any more, so its name stays.';
  end if;
  perform ticketing.note(o.organization_id, 'ticketing.name_attendee', 'ticketing.orders', o.id, jsonb_build_object('attendee', btrim(person), 'was', k.attendee_name));
end $$;

create or replace function ticketing.give_ticket(order_token text, ticket_code text, person text, email text, link text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  o ticketing.orders := ticketing.bought(order_token);
  k ticketing.tickets := ticketing.own_ticket(o, ticket_code);
begin
  perform ticketing.pass_on(k, person, email, link, null);
  perform ticketing.note(o.organization_id, 'ticketing.transfer_ticket', 'ticketing.orders', o.id, jsonb_build_object('attendee', btrim(person), 'was', k.attendee_name));
end $$;

-- The buyer asks for the money; once at a time. Nothing moves until somebody of the organizers has said yes.
create or replace function ticketing.ask_refund(order_token text, reason text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  o ticketing.orders := ticketing.bought(order_token);
begin
  if o.state not in ('paid', 'partially_refunded') then
    raise exception using errcode = 'P0S01', message = 'There is nothing to refund for this order.';
  end if;
  insert into ticketing.refund_requests (organization_id, order_id, reason) values (o.organization_id, o.id, btrim(ask_refund.reason))
  on conflict (organization_id, order_id) where state = 'asked' do nothing;
  if not found then
    raise exception using errcode = 'P0S01', message = 'You asked already. The organizers will answer you.';
  end if;
  perform ticketing.note(o.organization_id, 'ticketing.ask_refund', 'ticketing.orders', o.id, jsonb_build_object('reason', btrim(ask_refund.reason)));
end $$;

-- Yes: everything that is left goes back, by the rules of any refund. No: the buyer is told why.
create or replace function ticketing.decide_refund_request(request uuid, approved boolean, answer text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  r ticketing.refund_requests;
  o ticketing.orders;
  made jsonb := '{}';
begin
  select x.* into r from ticketing.refund_requests x where x.organization_id = system.org_id() and x.id = request for no key update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That request is not here, or not yours.';
  end if;
  o := ticketing.order_for(r.order_id, 'ticketing:refund');
  if not approved and length(btrim(coalesce(answer, ''))) < 3 then
    raise exception using errcode = 'P0G01', column = 'answer', message = 'Say why not, for the buyer.';
  end if;
  update ticketing.refund_requests x set state = case when approved then 'approved' else 'rejected' end::ticketing.refund_request_state,
    answer = nullif(btrim(coalesce(decide_refund_request.answer, '')), ''), decided_by = system.uid(), decided_at = clock_timestamp()
  where x.organization_id = r.organization_id and x.id = r.id;
  if approved then
    made := ticketing.place_refund(o.organization_id, o.id, null, r.reason, 'request:' || r.id, system.uid(), false);
  elsif o.buyer_email <> '' then
    perform ticketing.write_to(o, o.buyer_email, o.buyer_name, format('Your request about order %s', o.number),
      format(E'You asked for your money back. The organizers answered:\n\n%s\n\nYour tickets stay good.', btrim(answer)), null, null, 'request:' || r.id);
  end if;
  return made || jsonb_build_object('id', r.id, 'orderId', o.id);
end $$;

-- One ticket as its owner sees it; its code is the only key. Null for a code that no ticket has.
create or replace function ticketing.ticket_page(ticket_code text) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('code', k.code, 'state', k.state, 'tier', t.name, 'attendee', k.attendee_name, 'seat', ticketing.seat_of(k.organization_id, k.id),
    'organization', jsonb_build_object('slug', s.slug, 'name', s.name, 'accent', s.accent, 'logo', s.logo_url, 'supportEmail', s.support_email),
    'event', jsonb_build_object('slug', e.slug, 'name', e.name, 'state', e.state, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'zone', e.zone,
      'venue', case when v.id is not null then jsonb_build_object('name', v.name, 'address', v.address, 'city', v.city, 'country', v.country) end))
  from ticketing.tickets k
  join ticketing.ticket_tiers t on (t.organization_id, t.id) = (k.organization_id, k.tier_id)
  join organizations.organizations s on s.id = k.organization_id
  join events.events e on (e.organization_id, e.id) = (k.organization_id, k.event_id)
  left join events.venues v on (v.organization_id, v.id) = (e.organization_id, e.venue_id)
  where k.code = ticket_code
$$;

do $$
declare
  f text;
begin
  foreach f in array array['bought(text)', 'own_ticket(ticketing.orders, text)', 'name_attendee(text, text, text, text)', 'give_ticket(text, text, text, text, text)',
    'ask_refund(text, text)', 'decide_refund_request(uuid, boolean, text)', 'ticket_page(text)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
grant execute on function ticketing.name_attendee(text, text, text, text), ticketing.give_ticket(text, text, text, text, text), ticketing.ask_refund(text, text), ticketing.ticket_page(text) to anon, authenticated;
grant execute on function ticketing.decide_refund_request(uuid, boolean, text) to authenticated;
