-- Imports, part 4 of 5: orders that were made elsewhere, many at once: one statement a table and one posting for all of them.

drop function if exists ticketing.import_order(system.imports, jsonb);

-- A seat as people write it, made comparable: `Stalls, row C, seat 12`, `stalls C-12` and `STALLS C12` are `stalls c 12`.
create or replace function ticketing.plain_seat(written text) returns text language sql immutable set search_path = '' as $$
  select btrim(regexp_replace(regexp_replace(regexp_replace(lower(written), '([a-z])(\d)|(\d)([a-z])', '\1\3 \2\4', 'g'), '\m(row|seat)\M', ' ', 'g'), '[^[:alnum:]]+', ' ', 'g'))
$$;

-- The seats of an event by their plain names, with the section's and without.
create or replace function ticketing.seats_by_name(org uuid, event uuid) returns table (tier_id uuid, name text, seat_id uuid, free boolean)
  language sql stable security definer set search_path = '' as $$
  select c.tier_id, ticketing.plain_seat(w.words), s.id,
    not s.blocked and not exists (select from ticketing.seat_assignments a where a.organization_id = org and a.seat_id = s.id and a.released_at is null)
  from ticketing.seating_sections c join ticketing.seats s on s.organization_id = c.organization_id and s.section_id = c.id
  cross join lateral (values (concat_ws(' ', c.name, s.row, s.number)), (concat_ws(' ', s.row, s.number))) w (words)
  where c.organization_id = org and c.event_id = event
$$;

-- The good rows of an import, as lines of orders; of these orders only, when they are named.
create or replace function ticketing.lines_to_import(i system.imports, wanted text[])
  returns table (unit text, n int, value jsonb, tier uuid, quantity int, amount_minor bigint, seats text[])
  language sql stable security definer set search_path = '' as $$
  select r.unit, r.n, r.value, (r.value ->> 'tierId')::uuid, (r.value ->> 'quantity')::int,
    case when i.options ->> 'money' = 'received' then (r.value ->> 'amountMinor')::bigint else 0 end,
    array(select btrim(s) from regexp_split_to_table(nullif(r.value ->> 'seat', ''), '[;|+]') s)
  from system.import_rows r
  where r.organization_id = i.organization_id and r.import_id = i.id and r.state = 'good' and (wanted is null or r.unit in (select unnest(wanted)))
$$;

-- Which orders of an import cannot be taken now, and the row and the reason: what one buyer may have, seats, and too few left.
-- In the order of the file, so the first come have them; the same at the check and at the commit.
create or replace function ticketing.unfit_orders(i system.imports, wanted text[] default null) returns table (unit text, n int, place text, said text)
  language plpgsql stable security definer set search_path = '' as $$
declare
  org uuid := i.organization_id;
  event uuid := (i.options ->> 'eventId')::uuid;
  stock jsonb := (select jsonb_object_agg(t.id, t.quota - t.held - t.sold) from ticketing.ticket_tiers t where t.organization_id = org and t.event_id = event);
  u record;
  short record;
begin
  for u in
    with line as materialized (
      select x.*, t.name as tier_name, t.kind, t.min_per_order, t.max_per_order, ticketing.seated(org, t.id) as seated
      from ticketing.lines_to_import(i, wanted) x
      left join ticketing.ticket_tiers t on t.organization_id = org and t.event_id = event and t.id = x.tier
    ), seat as (
      select l.n, s.written, count(p.seat_id) as found, bool_or(p.free) as free,
        case when count(p.seat_id) = 1 then row_number() over (partition by (array_agg(p.seat_id))[1] order by l.n) end as turn
      from line l cross join unnest(l.seats) s (written)
      left join ticketing.seats_by_name(org, event) p on p.tier_id = l.tier and p.name = ticketing.plain_seat(s.written)
      group by l.n, s.written
    ), wrong_seat as (
      select distinct on (s.n) s.n, case
          when s.found = 0 then format('The plan has no seat “%s” for this ticket.', left(s.written, 60))
          when s.found > 1 then format('Several seats are called “%s”. Name the section as well.', left(s.written, 60))
          when not s.free then format('“%s” is taken, or kept free.', left(s.written, 60))
          else format('An earlier row has “%s” already.', left(s.written, 60)) end as said
      from seat s where s.found <> 1 or not s.free or s.turn > 1 order by s.n
    ), fault as (
      select l.unit, l.n, case when l.tier_name is null then 'ticket' else 'seat' end as place, case
          when l.tier_name is null then 'This ticket is not there any more.'
          when l.seated and cardinality(l.seats) = 0 then format('%s has numbered seats: say which.', l.tier_name)
          when not l.seated and cardinality(l.seats) > 0 then format('%s has no numbered seats.', l.tier_name)
          when l.seated and cardinality(l.seats) <> l.quantity then format('%s tickets and %s seats: name one seat for each, with ; between.', l.quantity, cardinality(l.seats))
          else w.said end as said
      from line l left join wrong_seat w on w.n = l.n
      union all
      select l.unit, min(l.n), 'quantity', case when sum(l.quantity) > l.max_per_order
          then format('At most %s of %s in one order; this has %s.', l.max_per_order, l.tier_name, sum(l.quantity))
          else format('At least %s of %s in one order; this has %s.', l.min_per_order, l.tier_name, sum(l.quantity)) end
      from line l group by l.unit, l.tier, l.tier_name, l.min_per_order, l.max_per_order having sum(l.quantity) not between l.min_per_order and l.max_per_order
      union all
      select l.unit, min(l.n), 'ticket', 'Only extras: an order needs a ticket to go with them.'
      from line l group by l.unit having bool_and(l.kind = 'add_on')
    ), first_fault as (
      select distinct on (f.unit) f.* from fault f where f.said is not null order by f.unit, f.n
    )
    select l.unit, min(l.n) as n, f.n as fault_n, f.place, f.said, array_agg(l.tier order by l.n) as tiers, array_agg(l.quantity order by l.n) as quantities
    from line l left join first_fault f on f.unit = l.unit group by l.unit, f.n, f.place, f.said order by min(l.n)
  loop
    unit := u.unit;
    if u.said is not null then
      n := u.fault_n; place := u.place; said := u.said;
      return next;
      continue;
    end if;
    select x.tier, sum(x.quantity)::int as quantity into short from unnest(u.tiers, u.quantities) x (tier, quantity)
    group by x.tier having sum(x.quantity) > (stock ->> x.tier::text)::int order by x.tier limit 1;
    if found then
      n := u.n; place := 'ticket';
      said := format('Too few tickets are left: %s of %s wanted, %s left.', short.quantity,
        (select t.name from ticketing.ticket_tiers t where t.organization_id = org and t.id = short.tier), stock ->> short.tier::text);
      return next;
    else
      select stock || jsonb_object_agg(x.tier, (stock ->> x.tier::text)::int - x.quantity) into stock
      from (select y.tier, sum(y.quantity)::int as quantity from unnest(u.tiers, u.quantities) y (tier, quantity) group by y.tier) x;
    end if;
  end loop;
end $$;

-- Make these orders, with their tickets, seats and money, all or none. A row's value: { name, email, tierId, attendee, attendeeEmail, quantity,
-- seat?, amountMinor?, bookedOn? }; what was paid contains the taxes of its day. Money is in the books only when the person said that it was
-- received, and where; else these are registrations without money. Answers the id of each order by its unit.
create or replace function ticketing.import_orders(i system.imports, units text[]) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := i.organization_id;
  e events.events := events.seen_for_import(i);
  earned text := (select case when o.revenue_recognised = 'on_sale' then 'income:tickets' else payments.earned_in(org, e.id) end from organizations.organizations o where o.id = org);
  made jsonb;
  ids jsonb;
begin
  perform from ticketing.ticket_tiers t where t.organization_id = org and t.event_id = e.id order by t.id for no key update;
  with bought as (
    select l.unit, sum(l.amount_minor)::bigint as total, sum(l.quantity) filter (where t.kind = 'admission') as pieces, (array_agg(l.value order by l.n))[1] as first
    from ticketing.lines_to_import(i, units) l join ticketing.ticket_tiers t on t.organization_id = org and t.id = l.tier group by l.unit
  ), dated as (
    select b.*, coalesce((b.first ->> 'bookedOn')::date, payments.today(org)) as day from bought b
  ), terms as (
    select d.day, ticketing.tax_terms(org, e.id, d.day) || '{"inclusive": true}' as terms, payments.first_open_day(org, d.day) as open_day from (select distinct x.day from dated x) d
  )
  select jsonb_agg(jsonb_build_object('unit', d.unit, 'id', system.uuid7(), 'total', d.total, 'pieces', d.pieces, 'name', d.first ->> 'name', 'email', d.first ->> 'email',
      'day', t.open_day, 'sale', case when d.total > 0 then system.uuid7() end, 'cost', case when d.total > 0 then ticketing.amounts(d.total, t.terms) else '{}' end)),
    jsonb_object_agg(d.unit, null)
  into made, ids from dated d join terms t on t.day = d.day;
  select jsonb_object_agg(m ->> 'unit', m -> 'id') into ids from jsonb_array_elements(made) m;

  insert into ticketing.orders (organization_id, id, number, event_id, buyer_name, buyer_email, quantity, total_minor, tax_minor, tax_rate_ppm, tax_inclusive,
    tax_code, currency, channel, token_hash)
  select org, (m ->> 'id')::uuid, ticketing.random_code(8), e.id, m ->> 'name', m ->> 'email', (m ->> 'pieces')::int, (m ->> 'total')::bigint,
    coalesce((m #>> '{cost,taxMinor}')::bigint, 0), coalesce((m #>> '{cost,taxRatePpm}')::int, 0), true, m #>> '{cost,taxCode}', e.currency, 'manual',
    ticketing.digest(ticketing.random_code(26) || ticketing.random_code(26))
  from jsonb_array_elements(made) m;
  insert into ticketing.order_taxes (organization_id, event_id, order_id, name, account, rate_ppm, tax_minor)
  select org, e.id, (m ->> 'id')::uuid, t ->> 'name', t ->> 'account', (t ->> 'ratePpm')::int, (t ->> 'taxMinor')::bigint
  from jsonb_array_elements(made) m, jsonb_array_elements(m #> '{cost,taxes}') t;

  with wanted as (select l.tier, sum(l.quantity)::int as quantity from ticketing.lines_to_import(i, units) l group by l.tier)
  update ticketing.ticket_tiers t set sold = t.sold + w.quantity from wanted w where t.organization_id = org and t.id = w.tier;
  with item as (
    insert into ticketing.order_items (organization_id, order_id, tier_id, quantity, unit_price_minor, total_minor)
    select org, (ids ->> l.unit)::uuid, l.tier, sum(l.quantity), sum(l.amount_minor)::bigint / sum(l.quantity), sum(l.amount_minor)::bigint
    from ticketing.lines_to_import(i, units) l group by l.unit, l.tier
    returning order_id, tier_id, quantity
  )
  insert into ticketing.inventory_operations (organization_id, tier_id, kind, quantity, order_id)
  select org, x.tier_id, k.kind, x.quantity, x.order_id from item x, (values ('hold'), ('sell')) k (kind);

  with ticket as (
    insert into ticketing.tickets (organization_id, id, order_id, event_id, tier_id, attendee_name, attendee_email, code)
    select org, system.uuid7(), (ids ->> l.unit)::uuid, e.id, l.tier, l.value ->> 'attendee', l.value ->> 'attendeeEmail', ticketing.random_code(26)
    from ticketing.lines_to_import(i, units) l join ticketing.ticket_tiers t on t.organization_id = org and t.id = l.tier and t.kind = 'admission'
    cross join generate_series(1, l.quantity) g
    returning id, order_id, tier_id
  ), numbered as (
    select t.*, row_number() over (partition by t.order_id, t.tier_id order by t.id) as place from ticket t
  ), named as (
    select (ids ->> l.unit)::uuid as order_id, l.tier, s.written, row_number() over (partition by l.unit, l.tier order by l.n, s.place) as place
    from ticketing.lines_to_import(i, units) l, unnest(l.seats) with ordinality s (written, place)
  )
  insert into ticketing.seat_assignments (organization_id, event_id, seat_id, tier_id, order_id, ticket_id)
  select org, e.id, p.seat_id, d.tier, d.order_id, k.id from named d
  join numbered k on k.order_id = d.order_id and k.tier_id = d.tier and k.place = d.place
  join ticketing.seats_by_name(org, e.id) p on p.tier_id = d.tier and p.name = ticketing.plain_seat(d.written);

  perform payments.post_documents(x.documents, system.uid()) from (
    select jsonb_agg(jsonb_build_object('organization_id', org, 'kind', 'sale', 'group_id', m -> 'sale', 'group_size', 1, 'key', 'import:' || (m ->> 'id'),
      'currency', e.currency, 'order_id', m -> 'id', 'event_id', e.id, 'effective_on', m -> 'day', 'memo', 'Order imported from ' || left(i.name, 120), 'lines', (
        select jsonb_agg(l.line order by l.place) from (
          select 1, jsonb_build_object('account', i.options ->> 'account', 'amount_minor', (m ->> 'total')::bigint)
          union all select 2, jsonb_build_object('account', earned, 'amount_minor', (m #>> '{cost,taxMinor}')::bigint - (m ->> 'total')::bigint)
          union all select 3, jsonb_build_object('account', t ->> 'account', 'amount_minor', -(t ->> 'taxMinor')::bigint)
            from jsonb_array_elements(m #> '{cost,taxes}') t) l (place, line)
        where (l.line ->> 'amount_minor')::bigint <> 0))) as documents
    from jsonb_array_elements(made) m where (m ->> 'total')::bigint > 0) x
  where x.documents is not null;
  update ticketing.orders o set state = 'paid', paid_at = now(), group_id = (m ->> 'sale')::uuid
  from jsonb_array_elements(made) m where o.organization_id = org and o.id = (m ->> 'id')::uuid;
  return ids;
end $$;

-- The same, but what the database does not take is left out and answered: { made: { unit: order }, refused: [{ unit, place, said }] }. Halving finds it.
create or replace function ticketing.try_orders(i system.imports, units text[]) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  half int := cardinality(units) / 2;
  said text;
  place text;
  code text;
  a jsonb;
  b jsonb;
begin
  if cardinality(units) = 0 then return '{"made": {}, "refused": []}'; end if;
  begin
    return jsonb_build_object('made', ticketing.import_orders(i, units), 'refused', '[]'::jsonb);
  exception when sqlstate 'P0G01' or sqlstate 'P0S01' or integrity_constraint_violation or data_exception then
    get stacked diagnostics said = message_text, place = column_name, code = returned_sqlstate;
  end;
  if half = 0 then
    return jsonb_build_object('made', '{}'::jsonb, 'refused', jsonb_build_array(jsonb_build_object('unit', units[1], 'place', case when code not like '2%' then place end, 'said', system.import_words(code, said))));
  end if;
  a := ticketing.try_orders(i, units[1 : half]);
  b := ticketing.try_orders(i, units[half + 1 :]);
  return jsonb_build_object('made', (a -> 'made') || (b -> 'made'), 'refused', (a -> 'refused') || (b -> 'refused'));
end $$;

-- What a refusal of the database means to whoever reads the row.
create or replace function system.import_words(code text, said text) returns text language sql immutable set search_path = '' as $$
  select case when code = '23P01' then 'That overlaps with something that is already there.'
    when code = '23505' then 'The database does not take this: it is there already.'
    when code like '2%' then 'The database does not take this: a value is not allowed.' else said end
$$;

grant execute on function payments.earned_in(uuid, uuid), payments.today(uuid), payments.first_open_day(uuid, date), payments.post_documents(jsonb, uuid) to gr_flow;
do $$
declare
  f text;
begin
  foreach f in array array['ticketing.plain_seat(text)', 'ticketing.seats_by_name(uuid, uuid)', 'ticketing.lines_to_import(system.imports, text[])',
    'ticketing.unfit_orders(system.imports, text[])', 'ticketing.import_orders(system.imports, text[])', 'ticketing.try_orders(system.imports, text[])',
    'system.import_words(text, text)'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
