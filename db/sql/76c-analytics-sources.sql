-- Where buyers came from: what a visitor who agreed brought along is tied to the checkout or booking that follows, and to nobody.

grant select, insert on analytics.attributions to gr_flow;
grant select on analytics.attributions to authenticated, gr_rollup;
do $$
begin
  drop policy if exists flow on analytics.attributions;
  create policy flow on analytics.attributions for all to gr_flow using (true) with check (true);
  drop policy if exists rollup on analytics.attributions;
  create policy rollup on analytics.attributions for select to gr_rollup using (true);
  drop policy if exists rollup on ticketing.checkout_sessions;
  create policy rollup on ticketing.checkout_sessions for select to gr_rollup using (true);
  drop policy if exists rollup on analytics.audience_consents;
  create policy rollup on analytics.audience_consents for all to gr_rollup using (true) with check (true);
end $$;
grant select (organization_id, id, code) on ticketing.checkout_sessions to gr_rollup;
grant select (first_at, last_at), update (first_channel, first_source, first_at, last_channel, last_source, last_at) on analytics.audience_consents to gr_rollup;
create or replace trigger deny_change before update or delete or truncate on analytics.attributions for each statement
  when (current_user not in ('gr_eraser', 'postgres')) execute function payments.deny();

-- A look at a page: where it came from is the first that is known of the visitor, or was 90 days ago; and the last, unless it says nothing.
create or replace function analytics.touch(org uuid, who bigint, p jsonb) returns void language sql volatile security definer set search_path = '' as $$
  update analytics.audience_consents c set
    first_channel = case when c.first_at > now() - interval '90 days' then c.first_channel else v.channel end,
    first_source = case when c.first_at > now() - interval '90 days' then c.first_source else v.source end,
    first_at = case when c.first_at > now() - interval '90 days' then c.first_at else now() end,
    last_channel = v.channel, last_source = v.source, last_at = now()
  from (select p ->> 'channel' as channel, left(coalesce(p ->> 'source', ''), 80) as source) v
  where c.organization_id = org and c.visitor = who and p -> 'visits' @> '[{"kind": "view"}]'
    and (c.last_at is null or c.last_at <= now() - interval '90 days' or v.channel <> 'direct' and (c.last_channel, c.last_source) is distinct from (v.channel, v.source))
$$;

-- Who takes it back takes this back as well.
create or replace function analytics.forget_touch() returns trigger language plpgsql set search_path = '' as $$
begin
  new.first_channel := null; new.first_source := null; new.first_at := null;
  new.last_channel := null; new.last_source := null; new.last_at := null;
  return new;
end $$;
create or replace trigger forget_touch before update of withdrawn_at on analytics.audience_consents for each row
  when (new.withdrawn_at is not null) execute function analytics.forget_touch();

-- Let go of where visitors came from 90 days ago. Returns of how many.
create or replace function analytics.forget_touches(as_of timestamptz default now()) returns integer language plpgsql volatile security definer set search_path = '' as $$
declare
  gone integer;
begin
  update analytics.audience_consents c set first_channel = null, first_source = null, first_at = null, last_channel = null, last_source = null, last_at = null
  where c.last_at < forget_touches.as_of - interval '90 days';
  get diagnostics gone = row_count;
  return gone;
end $$;

-- Tie a checkout or booking to where its visitor came from. `secret` is that of its own link, `word` what only their browser knows. Nothing happens
-- for whoever did not agree, took it back, or is not known; what was tied once stays.
create or replace function analytics.attribute(secret text, word text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  deed record;
begin
  select s.organization_id, s.id as checkout_id, null::uuid as booking_id into deed from ticketing.checkout_sessions s where s.token_hash = ticketing.digest(attribute.secret);
  if not found then
    select b.organization_id, null::uuid as checkout_id, b.id as booking_id into deed from bookings.bookings b
    where b.token_hash = encode(sha256(convert_to(attribute.secret, 'UTF8')), 'hex') and b.source = 'public';
  end if;
  if not found or length(coalesce(attribute.word, '')) < 22 then return; end if;
  insert into analytics.attributions (organization_id, checkout_id, booking_id, first_channel, first_source, last_channel, last_source)
  select deed.organization_id, deed.checkout_id, deed.booking_id, case when c.first_at > now() - interval '90 days' then c.first_channel else c.last_channel end,
    case when c.first_at > now() - interval '90 days' then c.first_source else c.last_source end, c.last_channel, c.last_source
  from analytics.audience_consents c
  where c.organization_id = deed.organization_id and c.visitor = analytics.visitor_of(deed.organization_id, attribute.word) and c.withdrawn_at is null
    and c.last_at > now() - interval '90 days'
  on conflict do nothing;
end $$;

-- What was begun, sold and given back, by where it came from, first and last. A code that was used says more than a visit did.
create or replace function analytics.sources_of(only_ uuid, seen pg_snapshot, upto pg_snapshot, low timestamptz default '-infinity', high timestamptz default 'infinity') returns table (organization_id uuid, day date, touch text, sold text, event_id uuid, station_id uuid,
    channel text, source text, currency char(3), begun int, sales int, gross_minor bigint, refunds int, refunded_minor bigint, happened_at timestamptz, fact uuid)
  language plpgsql stable set search_path = '' set work_mem = '64MB' set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  since xid8 := coalesce(pg_snapshot_xmin(seen), '0'::xid8);
  before xid8 := pg_snapshot_xmax(upto);
begin
  return query
  with deeds as (
    select f.organization_id, (f.happened_at at time zone r.zone)::date as day, 'tickets' as sold, f.event_id, null::uuid as station_id, f.currency,
      case when coalesce(o.channel, s.channel, 'online') <> 'online' then 'staff' when k.code is not null then 'code' end as fixed,
      case when coalesce(o.channel, s.channel, 'online') <> 'online' then coalesce(o.channel, s.channel) when k.code like '…%' then 'invitation' else k.code end as named,
      a.first_channel, a.first_source, a.last_channel, a.last_source, case when f.kind = 'checkout' then f.quantity else 0 end as begun, (f.kind = 'paid')::int as sales,
      case when f.kind = 'paid' then f.amount_minor else 0 end as gross, (f.kind = 'refunded')::int as refunds, case when f.kind = 'refunded' then f.amount_minor else 0 end as refunded,
      f.happened_at, f.id
    from analytics.ticket_analytics f join analytics.rolled r on r.organization_id = f.organization_id
    left join ticketing.orders o on o.organization_id = f.organization_id and o.id = f.order_id
    left join ticketing.orders s on s.organization_id = f.organization_id and s.checkout_id = case when f.kind = 'checkout' then substr(f.key, 10)::uuid end and s.channel <> 'online'
    left join ticketing.checkout_sessions k on k.organization_id = f.organization_id and k.id = case when f.kind = 'checkout' then substr(f.key, 10)::uuid else o.checkout_id end
    left join analytics.attributions a on a.organization_id = k.organization_id and a.checkout_id = k.id
    where f.kind in ('checkout', 'paid', 'refunded') and f.happened_at >= low and f.happened_at < high and (only_ is null or f.organization_id = only_) and (seen is null or f.written_by >= since) and (seen is null or f.written_by < before)
      and pg_visible_in_snapshot(f.written_by, upto) and (seen is null or not pg_visible_in_snapshot(f.written_by, seen)) and not (f.kind = 'checkout' and s.id is not null)
    union all
    select f.organization_id, (f.happened_at at time zone f.clock)::date, 'bookings', null, f.station_id, f.currency, case when f.source <> 'public' then 'staff' end, f.source,
      a.first_channel, a.first_source, a.last_channel, a.last_source, (f.kind = 'booked')::int, (f.kind = 'confirmed')::int,
      case when f.kind in ('deposit', 'balance') then f.amount_minor else 0 end, case when f.kind = 'refunded' then f.quantity else 0 end,
      case when f.kind = 'refunded' then f.amount_minor else 0 end, f.happened_at, f.id
    from analytics.booking_analytics f left join analytics.attributions a on a.organization_id = f.organization_id and a.booking_id = f.booking_id
    where f.kind in ('booked', 'confirmed', 'deposit', 'balance', 'refunded') and f.happened_at >= low and f.happened_at < high and (only_ is null or f.organization_id = only_) and (seen is null or f.written_by >= since)
      and (seen is null or f.written_by < before) and pg_visible_in_snapshot(f.written_by, upto) and (seen is null or not pg_visible_in_snapshot(f.written_by, seen))
  )
  select d.organization_id, d.day, t.touch, d.sold, d.event_id, d.station_id, t.channel, t.source, d.currency, d.begun, d.sales, d.gross, d.refunds, d.refunded, d.happened_at, d.id
  from deeds d cross join lateral (values
    ('last', coalesce(d.fixed, d.last_channel, 'unknown'), case when d.fixed is not null then coalesce(d.named, '') else coalesce(d.last_source, '') end),
    ('first', case when d.fixed = 'staff' then 'staff' else coalesce(d.first_channel, d.fixed, 'unknown') end,
      case when d.fixed = 'staff' or d.first_channel is null and d.fixed is not null then coalesce(d.named, '') else coalesce(d.first_source, '') end)) t (touch, channel, source);
end $$;

create or replace function analytics.roll_sources(only_ uuid, seen pg_snapshot, upto pg_snapshot, after date) returns void language sql volatile set search_path = '' as $$
  insert into analytics.daily_origins as t (organization_id, day, touch, sold, event_id, station_id, channel, source, currency, begun, sales, gross_minor, refunds, refunded_minor)
  select s.organization_id, s.day, s.touch, s.sold, s.event_id, s.station_id, s.channel, s.source, s.currency, sum(s.begun), sum(s.sales), sum(s.gross_minor), sum(s.refunds), sum(s.refunded_minor)
  from analytics.sources_of(only_, seen, upto) s where after is null or s.day > after group by 1, 2, 3, 4, 5, 6, 7, 8, 9
  on conflict on constraint one_origin_row do update set begun = t.begun + excluded.begun, sales = t.sales + excluded.sales, gross_minor = t.gross_minor + excluded.gross_minor,
    refunds = t.refunds + excluded.refunds, refunded_minor = t.refunded_minor + excluded.refunded_minor
$$;

-- By day and currency: the sources, first and last, against what was sold.
create or replace function analytics.sources_differ(organization uuid) returns table (ok boolean, detail text) language sql stable security definer set search_path = '' as $$
  with kept as (
    select r.kept_from_at as at, r.zone from analytics.rolled r where r.organization_id = organization
  ), sold as (
    select x.day, x.currency, t.touch, sum(x.gross) as gross, sum(x.refunded) as refunded from (
      select s.day, s.currency, s.gross_minor as gross, s.refunded_minor as refunded from analytics.daily_sales s where s.organization_id = organization
      union all select b.day, b.currency, b.deposits_minor + b.balances_minor, b.refunded_minor from analytics.daily_bookings b where b.organization_id = organization) x
    cross join (values ('first'), ('last')) t (touch) group by 1, 2, 3
  ), told as (
    select t.day, t.currency, t.touch, sum(t.gross_minor) as gross, sum(t.refunded_minor) as refunded from analytics.daily_origins t where t.organization_id = organization group by 1, 2, 3
  ), off as (
    select day || ', ' || currency || ', ' || touch as fault from sold s full join told t using (day, currency, touch)
    where (coalesce(s.gross, 0) <> coalesce(t.gross, 0) or coalesce(s.refunded, 0) <> coalesce(t.refunded, 0))
      and not exists (select from kept k where day <= (k.at at time zone k.zone)::date + 1)
  )
  select count(*) = 0, case when count(*) = 0 then 'where buyers came from adds up to what was sold' else count(*) || ' days differ: ' || string_agg(o.fault, '; ' order by o.fault) end
  from (select * from off limit 20) o
$$;

do $$
declare
  f text;
begin
  foreach f in array array['touch(uuid, bigint, jsonb)', 'attribute(text, text)'] loop
    execute format('alter function analytics.%s owner to gr_flow', f);
    execute format('revoke execute on function analytics.%s from public', f);
  end loop;
  foreach f in array array['forget_touches(timestamptz)', 'sources_of(uuid, pg_snapshot, pg_snapshot, timestamptz, timestamptz)', 'roll_sources(uuid, pg_snapshot, pg_snapshot, date)', 'sources_differ(uuid)'] loop
    execute format('alter function analytics.%s owner to gr_rollup', f);
    execute format('revoke execute on function analytics.%s from public', f);
  end loop;
end $$;
alter function analytics.forget_touch() owner to gr_owner;
revoke execute on function analytics.forget_touch() from public;
grant execute on function analytics.forget_touches(timestamptz) to gr_worker;
grant execute on function analytics.attribute(text, text) to anon, authenticated;
