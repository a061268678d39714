-- Raw rows of analytics: partitioned by month on UTC bounds, appended by functions, read by nobody past their parent. Safe to apply again.

grant usage on schema analytics to anon, authenticated, gr_flow, gr_rollup, gr_worker, gr_definer;
grant create on schema analytics to gr_flow, gr_rollup, gr_owner;
grant usage on schema events, ticketing, identity, organizations to gr_rollup;

-- The milliseconds that a UUIDv7 begins with (RFC 9562). A visit's moment is that of its id: the same id cannot be two visits.
create or replace function analytics.moment_of(id uuid) returns timestamptz language sql immutable strict parallel safe set search_path = '' as $$
  select to_timestamp(('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint / 1000.0)
$$;
alter function analytics.moment_of(uuid) owner to gr_owner;
revoke execute on function analytics.moment_of(uuid) from public;
grant execute on function analytics.moment_of(uuid) to gr_flow, gr_rollup, gr_owner;

-- The rollups, known by what they are: tables with an organization and a `day` or a `month` of its calendar.
create or replace function analytics.rollups() returns table (name text, by text) language sql stable set search_path = '' as $$
  select c.relname::text, a.attname::text
  from pg_catalog.pg_class c join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname in ('day', 'month') and not a.attisdropped
  where c.relnamespace = 'analytics'::regnamespace and c.relkind = 'r'
    and exists (select from pg_catalog.pg_attribute o where o.attrelid = c.oid and o.attname = 'organization_id' and not o.attisdropped)
  order by 1
$$;
alter function analytics.rollups() owner to gr_rollup;
revoke execute on function analytics.rollups() from public;

-- What a visitor who agreed did on a public page. `written_by` is the transaction that wrote it: the rollup knows by it what is new.
create table if not exists analytics.event_impressions (
  organization_id uuid not null,
  id uuid not null,
  happened_at timestamptz not null,
  received_at timestamptz not null default clock_timestamp(),
  written_by xid8 not null default pg_current_xact_id(),
  kind text not null,
  page text not null,
  event_id uuid,
  station_id uuid,
  channel text not null,
  source text not null default '',
  visitor bigint not null,
  value integer not null default 0,
  primary key (organization_id, id, happened_at),
  constraint known_kind check (kind in ('view', 'click', 'dwell', 'video', 'share', 'scan')),
  constraint known_page check (page in ('event', 'programme', 'booking')),
  constraint known_channel check (channel in ('direct', 'search', 'social', 'email', 'referral', 'campaign', 'qr')),
  constraint value_in_range check (value between 0 and 86400000),
  constraint visitor_positive check (visitor >= 0),
  constraint moment_of_its_id check (happened_at = analytics.moment_of(id)),
  foreign key (organization_id, event_id) references events.events (organization_id, id),
  foreign key (organization_id, station_id) references identity.stations (organization_id, id)
) partition by range (happened_at);

-- What became of it in the shop, one row a deed, appended in the deed's own transaction. The amounts are the order's; `sign` takes back.
create table if not exists analytics.ticket_analytics (
  organization_id uuid not null,
  id uuid not null default system.uuid7(),
  happened_at timestamptz not null,
  received_at timestamptz not null default clock_timestamp(),
  written_by xid8 not null default pg_current_xact_id(),
  kind text not null,
  key text not null,
  event_id uuid not null,
  order_id uuid,
  tier_id uuid,
  channel text not null,
  currency char(3) not null,
  quantity integer not null default 0,
  amount_minor bigint not null default 0,
  tax_minor bigint not null default 0,
  -- Of a refund: how much of the order had gone back before it.
  before_minor bigint not null default 0,
  primary key (organization_id, id, happened_at),
  constraint one_fact_a_deed unique (organization_id, key, happened_at),
  constraint known_kind check (kind in ('checkout', 'paid', 'refunded', 'returned', 'arrived')),
  foreign key (organization_id, event_id) references events.events (organization_id, id),
  foreign key (organization_id, order_id) references ticketing.orders (organization_id, id),
  foreign key (organization_id, tier_id) references ticketing.ticket_tiers (organization_id, id)
) partition by range (happened_at);

-- What became of a booking, one row a deed and chef, appended in the deed's own transaction. `clock` is the station's IANA zone as the booking has it:
-- its days are cut by it. Read and written by what is in 76-*.
create table if not exists analytics.booking_analytics (
  organization_id uuid not null,
  id uuid not null default system.uuid7(),
  happened_at timestamptz not null,
  received_at timestamptz not null default clock_timestamp(),
  written_by xid8 not null default pg_current_xact_id(),
  kind text not null,
  key text not null,
  station_id uuid not null,
  booking_id uuid not null,
  service_id uuid not null,
  resource_id uuid,
  source text not null,
  clock text not null,
  currency char(3) not null,
  quantity integer not null default 1,
  -- Of `booked`, how long ahead; of `served`, how long it took.
  minutes integer not null default 0,
  guests integer not null default 0,
  amount_minor bigint not null default 0,
  tax_minor bigint not null default 0,
  -- Of `confirmed`: the customer had one confirmed before.
  again boolean not null default false,
  primary key (organization_id, id, happened_at),
  constraint one_booking_fact unique (organization_id, key, happened_at),
  constraint known_kind check (kind in ('booked', 'repriced', 'confirmed', 'completed', 'cancelled', 'no_show', 'quote_sent', 'quote_accepted',
    'deposit', 'balance', 'refunded', 'earned', 'deposit_due', 'balance_due', 'served')),
  foreign key (organization_id, station_id) references identity.stations (organization_id, id),
  foreign key (organization_id, booking_id) references bookings.bookings (organization_id, id),
  foreign key (organization_id, service_id) references bookings.services (organization_id, id),
  foreign key (organization_id, resource_id) references bookings.resources (organization_id, id)
) partition by range (happened_at);
alter table analytics.booking_analytics owner to gr_owner;

do $$
declare
  parent text;
begin
  foreach parent in array array['event_impressions', 'ticket_analytics'] loop
    execute format('alter table analytics.%I owner to gr_owner', parent);
    execute format('alter table analytics.%I enable row level security', parent);
    execute format('alter table analytics.%I force row level security', parent);
    execute format('create index if not exists %I on analytics.%I (organization_id, event_id, happened_at)', parent || '_event', parent);
    execute format('create index if not exists %I on analytics.%I (written_by)', parent || '_written', parent);
    execute format('create index if not exists %I on analytics.%I using brin (happened_at) with (pages_per_range = 32)', parent || '_moment', parent);
    execute format('drop policy if exists read on analytics.%I', parent);
    execute format('create policy read on analytics.%I for select to authenticated using (organization_id = (select system.org_id()) and ((select system.can(''analytics:read'')) or event_id = any ((select system.event_ids(''analytics:read''))::uuid[])%s))', parent,
      case parent when 'event_impressions' then ' or station_id = any ((select system.station_ids(''analytics:read''))::uuid[])' else '' end);
    execute format('drop policy if exists flow on analytics.%I', parent);
    execute format('create policy flow on analytics.%I for all to gr_flow, gr_rollup using (true) with check (true)', parent);
    execute format('grant select, insert on analytics.%I to gr_flow', parent);
    execute format('grant select, delete, update (written_by) on analytics.%I to gr_rollup', parent);
  end loop;
  create index if not exists event_impressions_station on analytics.event_impressions (organization_id, station_id) where station_id is not null;
  create index if not exists ticket_analytics_order on analytics.ticket_analytics (organization_id, order_id);
  create index if not exists ticket_analytics_tier on analytics.ticket_analytics (organization_id, tier_id) where tier_id is not null;
  foreach parent in array array['settings', 'rolled'] || array(select r.name from analytics.rollups() r) loop
    execute format('grant select on analytics.%I to authenticated', parent);
    execute format('grant select, insert, update, delete on analytics.%I to gr_rollup', parent);
    execute format('drop policy if exists rollup on analytics.%I', parent);
    execute format('create policy rollup on analytics.%I for all to gr_rollup using (true) with check (true)', parent);
  end loop;
  -- What a dashboard reads is read from an index alone: a tenant's days lie side by side there, whoever else had rows in between.
  create index if not exists daily_traffic_by_day on analytics.daily_traffic (organization_id, day) include (event_id, station_id, channel, source, views, clicks);
  create index if not exists daily_traffic_booked on analytics.daily_traffic (organization_id, day) include (event_id, station_id, views) where page = 'booking';
  create index if not exists daily_traffic_by_event on analytics.daily_traffic (organization_id, event_id, day) include (station_id, channel, source, views, clicks);
  create index if not exists monthly_traffic_by_month on analytics.monthly_traffic (organization_id, month) include (event_id, station_id, channel, views);
  create index if not exists monthly_traffic_by_event on analytics.monthly_traffic (organization_id, event_id, month) include (station_id, channel, views);
  create index if not exists daily_sources_by_day on analytics.daily_sources (organization_id, day) include (channel, source, views, clicks);
  create index if not exists hourly_activity_by_day on analytics.hourly_activity (organization_id, day) include (event_id, hour, views, orders, arrivals);
  create index if not exists hourly_activity_by_event on analytics.hourly_activity (organization_id, event_id, day) include (hour, views, orders, arrivals);
  create index if not exists monthly_hours_by_month on analytics.monthly_hours (organization_id, month) include (weekday, hour, views, orders, arrivals);
  create index if not exists daily_sales_by_day on analytics.daily_sales (organization_id, day) include (event_id, currency, checkouts, orders, tickets, returned, arrivals, gross_minor, refunded_minor);
  create index if not exists daily_sales_by_event on analytics.daily_sales (organization_id, event_id, day) include (currency, checkouts, orders, tickets, returned, arrivals, gross_minor, refunded_minor);
  create index if not exists daily_tiers_by_event on analytics.daily_tiers (organization_id, event_id, day) include (tier_id, currency, tickets, gross_minor, refunded_minor);
  -- Rows of today are added to all day: with room in their page they stay in it, and their indexes as they are.
  for parent in select r.name from analytics.rollups() r loop
    execute format('alter table analytics.%I set (fillfactor = 85)', parent);
  end loop;
end $$;
-- A visitor's number is nobody's to read: rows are seen without it.
grant select (organization_id, id, happened_at, received_at, kind, page, event_id, station_id, channel, source, value) on analytics.event_impressions to authenticated;
grant select (organization_id, id, happened_at, kind, key, event_id, order_id, tier_id, channel, currency, quantity, amount_minor, tax_minor) on analytics.ticket_analytics to authenticated;
grant select (organization_id, id, words, granted_at, withdrawn_at) on analytics.audience_consents to authenticated;
grant insert (organization_id, retention_months), update (retention_months, updated_at) on analytics.settings to authenticated;
grant select, insert, update on analytics.audience_consents to gr_flow;
drop policy if exists flow on analytics.audience_consents;
create policy flow on analytics.audience_consents for all to gr_flow using (true) with check (true);
grant select on analytics.watermarks to authenticated;
grant select, insert, update, delete on analytics.watermarks, analytics.months, analytics.refresh_log to gr_rollup;
grant select on organizations.organizations, events.events, ticketing.orders, ticketing.order_items, ticketing.ticket_tiers, ticketing.tickets to gr_rollup;

do $$
declare
  t text;
begin
  foreach t in array array['organizations.organizations', 'events.events', 'ticketing.orders', 'ticketing.order_items', 'ticketing.ticket_tiers', 'ticketing.tickets'] loop
    execute format('drop policy if exists rollup on %s', t);
    execute format('create policy rollup on %s for select to gr_rollup using (true)', t);
  end loop;
end $$;
