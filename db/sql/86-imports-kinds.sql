-- Imports, part 2 of 2: what a row becomes. Each function does what the screen's own command does, states and stock included,
-- for the person who committed the import; only the worker's batch below calls them.

grant insert on events.events, events.venues, events.event_series to gr_flow;
grant select, update on events.event_series to gr_flow;
grant select on ref.event_categories to gr_flow;
drop policy if exists flow on events.event_series;
create policy flow on events.event_series for all to gr_flow using (true) with check (true);

-- An address made from `wanted` that no event of theirs has.
create or replace function events.free_slug(org uuid, wanted text, day text) returns text language sql volatile security definer set search_path = '' as $$
  select s.slug from (values (1, wanted), (2, left(wanted, 60) || '-' || day), (3, left(wanted, 60) || '-' || lower(ticketing.random_code(8)))) s (place, slug)
  where not exists (select from events.events e where e.organization_id = org and e.slug = s.slug) order by s.place limit 1
$$;

-- A draft, or a series of drafts. v: as public.create_event, and rule?, startsLocal, occurrences? [{ local, startsAt, endsAt }].
create or replace function events.import_event(i system.imports, v jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  made uuid;
  first uuid;
  series uuid;
  o jsonb;
begin
  if jsonb_array_length(coalesce(v -> 'occurrences', '[]')) > 1 then
    insert into events.event_series (organization_id, name, rule, starts_local, zone, created_by)
    values (i.organization_id, v ->> 'name', v ->> 'rule', v ->> 'startsLocal', v ->> 'zone', i.created_by) returning id into series;
  end if;
  for o in select x.value from jsonb_array_elements(case when series is null then jsonb_build_array(v) else v -> 'occurrences' end) x loop
    made := public.create_event((v - 'occurrences') || jsonb_build_object('startsAt', o -> 'startsAt', 'endsAt', o -> 'endsAt',
      'slug', events.free_slug(i.organization_id, v ->> 'slug', left(coalesce(o ->> 'local', v ->> 'startsLocal'), 10))));
    update events.events e set created_by = i.created_by, series_id = series, occurs_local = case when series is not null then o ->> 'local' end
    where e.organization_id = i.organization_id and e.id = made;
    first := coalesce(first, made);
  end loop;
  return first;
end $$;

-- A session of the event's programme. v: title, abstract, kind, track, room?, startsAt, endsAt. A room that the venue lacks is made.
create or replace function events.import_session(i system.imports, v jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  e events.events := events.seen_for_import(i);
  room uuid;
  made uuid := system.uuid7();
begin
  if coalesce(v ->> 'room', '') <> '' then
    select r.id into room from events.rooms r where r.organization_id = e.organization_id and r.venue_id = e.venue_id and lower(r.name) = lower(v ->> 'room');
    if room is null then
      insert into events.rooms (organization_id, venue_id, name) values (e.organization_id, e.venue_id, v ->> 'room') returning id into room;
    end if;
  end if;
  insert into events.event_schedules (organization_id, id, event_id, title, abstract, kind, track, room_id, starts_at, ends_at)
  values (e.organization_id, made, e.id, v ->> 'title', v ->> 'abstract', v ->> 'kind', v ->> 'track', room, (v ->> 'startsAt')::timestamptz, (v ->> 'endsAt')::timestamptz);
  return made;
end $$;

create or replace function events.seen_for_import(i system.imports) returns events.events language plpgsql volatile security definer set search_path = '' as $$
declare
  e events.events;
begin
  select x.* into e from events.events x where x.organization_id = i.organization_id and x.id = (i.options ->> 'eventId')::uuid;
  if e.state in ('cancelled', 'archived') then
    raise exception using errcode = 'P0G01', message = format('%s is %s, so nothing is imported into it.', e.name, e.state);
  end if;
  return e;
end $$;

-- An order that was made elsewhere, with its tickets. vs: [{ name, email, tierId, attendee, attendeeEmail, quantity, amountMinor?, bookedOn? }].
-- Its money is in the books only when the person said that it was received, and where; else it is a registration without money.
create or replace function ticketing.import_order(i system.imports, vs jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := i.organization_id;
  e events.events := events.seen_for_import(i);
  seller organizations.organizations;
  made uuid := system.uuid7();
  paid boolean := i.options ->> 'money' = 'received';
  total bigint := case when paid then (select sum((v ->> 'amountMinor')::bigint) from jsonb_array_elements(vs) v) else 0 end;
  pieces int := (select sum((v ->> 'quantity')::int) from jsonb_array_elements(vs) v);
  tax bigint := 0;
  sale uuid;
  item record;
begin
  select s.* into seller from organizations.organizations s where s.id = org;
  if total > 0 and seller.tax_rate_ppm > 0 then tax := div(2 * total::numeric * seller.tax_rate_ppm + (1000000 + seller.tax_rate_ppm), 2 * (1000000 + seller.tax_rate_ppm)::numeric); end if;
  insert into ticketing.orders (organization_id, id, number, event_id, buyer_name, buyer_email, quantity, total_minor, tax_minor, tax_rate_ppm, tax_inclusive,
    tax_code, currency, channel, token_hash)
  values (org, made, ticketing.random_code(8), e.id, vs -> 0 ->> 'name', vs -> 0 ->> 'email', pieces, total, tax, case when total > 0 then seller.tax_rate_ppm else 0 end, true,
    seller.tax_code, e.currency, 'manual', ticketing.digest(ticketing.random_code(26) || ticketing.random_code(26)));
  for item in
    select (v ->> 'tierId')::uuid as tier, sum((v ->> 'quantity')::int)::int as quantity, sum(case when paid then (v ->> 'amountMinor')::bigint else 0 end)::bigint as money
    from jsonb_array_elements(vs) v group by 1 order by 1
  loop
    update ticketing.ticket_tiers t set sold = t.sold + item.quantity
    where t.organization_id = org and t.id = item.tier and t.event_id = e.id and t.quota - t.held - t.sold >= item.quantity;
    if not found then
      raise exception using errcode = 'P0G01', column = 'ticket', message = format('Too few tickets are left: %s of %s wanted.', item.quantity,
        (select t.name from ticketing.ticket_tiers t where t.organization_id = org and t.id = item.tier));
    end if;
    insert into ticketing.order_items (organization_id, order_id, tier_id, quantity, unit_price_minor, total_minor)
    values (org, made, item.tier, item.quantity, item.money / item.quantity, item.money);
    insert into ticketing.inventory_operations (organization_id, tier_id, kind, quantity, order_id)
    values (org, item.tier, 'hold', item.quantity, made), (org, item.tier, 'sell', item.quantity, made);
  end loop;
  insert into ticketing.tickets (organization_id, order_id, event_id, tier_id, attendee_name, attendee_email, code)
  select org, made, e.id, (v ->> 'tierId')::uuid, v ->> 'attendee', v ->> 'attendeeEmail', ticketing.random_code(26)
  from jsonb_array_elements(vs) v, generate_series(1, (v ->> 'quantity')::int) n;
  if total > 0 then
    sale := system.uuid7();
    perform payments.post_for(org, jsonb_build_object('kind', 'sale', 'group_id', sale, 'group_size', 1, 'key', 'import:' || made, 'currency', e.currency, 'order_id', made, 'event_id', e.id,
      'effective_on', payments.first_open_day(org, coalesce((vs -> 0 ->> 'bookedOn')::date, payments.today(org))), 'memo', 'Order imported from ' || left(i.name, 120),
      'lines', (select jsonb_agg(l) from jsonb_array_elements(jsonb_build_array(
        jsonb_build_object('account', i.options ->> 'account', 'amount_minor', total),
        jsonb_build_object('account', payments.earned_in(org, e.id), 'amount_minor', tax - total),
        jsonb_build_object('account', 'liabilities:tax:' || coalesce(seller.tax_code, 'sales'), 'amount_minor', -tax))) l where (l ->> 'amount_minor')::bigint <> 0)));
  end if;
  update ticketing.orders o set state = 'paid', paid_at = now(), group_id = sale where o.organization_id = org and o.id = made;
  return made;
end $$;

grant execute on function payments.earned_in(uuid, uuid), payments.today(uuid) to gr_flow;

-- The next units of an import, each whole or not at all. Answers how many rows it dealt with; 0 when none is left.
create or replace function system.import_batch(import uuid, run uuid, most int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.import_of(import, run);
  org uuid := i.organization_id;
  u record;
  subject uuid;
  dealt int := 0;
  units text[];
  said text;
  place text;
begin
  if i.state <> 'committing' then return 0; end if;
  units := array(select y.unit from system.import_rows y where y.organization_id = org and y.import_id = import and y.state = 'good' order by y.n limit most);
  for u in
    select r.unit, array_agg(r.n order by r.n) as ns, jsonb_agg(r.value order by r.n) as vs
    from system.import_rows r
    where r.organization_id = org and r.import_id = import and r.state = 'good' and r.unit = any (units)
    group by r.unit order by min(r.n)
  loop
    begin
      subject := case i.kind when 'events' then events.import_event(i, u.vs -> 0) when 'sessions' then events.import_session(i, u.vs -> 0)
        else ticketing.import_order(i, u.vs) end;
      insert into system.import_keys (organization_id, kind, scope, unit, import_id, subject_id)
      values (org, i.kind, coalesce(i.options ->> 'eventId', ''), u.unit, import, subject);
      update system.import_rows r set state = 'done', subject_id = subject where r.organization_id = org and r.import_id = import and r.n = any (u.ns);
    exception when sqlstate 'P0G01' or sqlstate 'P0S01' or integrity_constraint_violation or data_exception then
      get stacked diagnostics said = message_text, place = column_name;
      said := case when sqlstate like '2%' and sqlstate <> '23P01' then 'The database does not take this: ' || case sqlstate when '23505' then 'it is there already.' else 'a value is not allowed.' end
        when sqlstate = '23P01' then 'That overlaps with something that is already there.' else said end;
      if i.mode = 'all' then
        raise exception using errcode = 'P0G09', message = said, detail = u.ns[1]::text, column = coalesce(place, '');
      end if;
      update system.import_rows r set state = 'refused', errors = jsonb_build_array(jsonb_build_object('column', coalesce(place, ''), 'message', said))
      where r.organization_id = org and r.import_id = import and r.n = any (u.ns);
    end;
    dealt := dealt + cardinality(u.ns);
  end loop;
  return dealt;
end $$;

-- How far it is; asked for beside the transaction that does the work.
create or replace function system.import_progress(import uuid, run uuid, so_far int) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.import_of(import, run);
begin
  update system.imports x set done = so_far where x.organization_id = i.organization_id and x.id = import;
end $$;

create or replace function system.finish_import(import uuid, run uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.import_of(import, run);
  made int;
  refused int;
begin
  if i.state <> 'committing' then return; end if;
  select count(*) filter (where r.state = 'done'), count(*) filter (where r.state = 'refused') into made, refused
  from system.import_rows r where r.organization_id = i.organization_id and r.import_id = import;
  update system.imports x set state = 'committed', good = made, bad = x.bad + refused, done = made, finished_at = now() where x.organization_id = i.organization_id and x.id = import;
  perform ticketing.note(i.organization_id, 'system.finish_import', 'system.imports', import, jsonb_build_object('kind', i.kind, 'name', i.name, 'imported', made, 'refused', refused));
end $$;

-- All or nothing, and one row was refused: nothing was imported, and the row says why.
create or replace function system.take_back_import(import uuid, run uuid, row_n int, said text, place text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  i system.imports := system.import_of(import, run);
begin
  update system.import_rows r set state = 'bad', errors = jsonb_build_array(jsonb_build_object('column', place, 'message', said))
  where r.organization_id = i.organization_id and r.import_id = import and r.n = row_n and r.state = 'good';
  update system.imports x set state = 'checked', done = 0, good = x.good - 1, bad = x.bad + 1 where x.organization_id = i.organization_id and x.id = import and x.state = 'committing';
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['events.free_slug(uuid, text, text)', 'events.import_event(system.imports, jsonb)', 'events.import_session(system.imports, jsonb)',
    'events.seen_for_import(system.imports)', 'ticketing.import_order(system.imports, jsonb)', 'system.import_batch(uuid, uuid, int)',
    'system.import_progress(uuid, uuid, int)', 'system.finish_import(uuid, uuid)', 'system.take_back_import(uuid, uuid, int, text, text)'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function system.import_batch(uuid, uuid, int), system.import_progress(uuid, uuid, int), system.finish_import(uuid, uuid),
  system.take_back_import(uuid, uuid, int, text, text) to authenticated;
