-- Rollups against what they were rolled up from, connections that must hold, and how much there is of everything.

-- What an organization's analytics claim against the shop's own rows: { check, ok, detail }, with the rows that differ by name.
-- What no run has taken in yet is counted on the side of the rollups: being late is no fault.
create or replace function analytics.integrity_of(organization uuid) returns table ("check" text, ok boolean, detail text)
  language plpgsql stable security definer set search_path = '' as $$
declare
  seen pg_snapshot := coalesce((select w.seen::pg_snapshot from analytics.watermarks w where w.name = 'rollups'), '3:3:');
  kept timestamptz := (select r.kept_from_at from analytics.rolled r where r.organization_id = organization);
begin
  return query
  with sold as (
    select o.event_id, count(*) as orders, sum(o.total_minor) as gross, sum(o.quantity) as tickets from ticketing.orders o
    where o.organization_id = organization and o.paid_at is not null
      and (o.state in ('paid', 'partially_refunded') or o.state = 'refunded' and exists (select from ticketing.tickets k where k.organization_id = o.organization_id and k.order_id = o.id))
    group by 1
  ), rolled as (
    select s.event_id, sum(s.orders) as orders, sum(s.gross) as gross, sum(s.tickets) as tickets from (
      select t.event_id, t.orders, t.gross_minor as gross, t.tickets from analytics.daily_sales t where t.organization_id = organization
      union all
      select f.event_id, 1, f.amount_minor, f.quantity from analytics.ticket_analytics f
      where f.organization_id = organization and f.kind = 'paid' and f.written_by >= pg_snapshot_xmin(seen) and not pg_visible_in_snapshot(f.written_by, seen)) s group by 1
  ), off as (
    select e.name || ': ' || coalesce(r.orders, 0) || ' orders of ' || coalesce(r.gross, 0) || ' rolled up, ' || coalesce(s.orders, 0) || ' of ' || coalesce(s.gross, 0) || ' sold' as fault
    from sold s full join rolled r using (event_id) join events.events e on e.organization_id = organization and e.id = event_id
    where (coalesce(s.orders, 0), coalesce(s.gross, 0), coalesce(s.tickets, 0)) is distinct from (coalesce(r.orders, 0), coalesce(r.gross, 0), coalesce(r.tickets, 0))
  )
  select 'rollups.sales', count(*) = 0, case when count(*) = 0 then 'every event''s sales are those of its orders' else count(*) || ' events differ: ' || string_agg(o.fault, '; ' order by o.fault) end from (select * from off limit 20) o;

  return query
  with raw as (
    select (v.happened_at at time zone r.zone)::date as day, count(*) as views from analytics.event_impressions v join analytics.rolled r on r.organization_id = v.organization_id
    where v.organization_id = organization and v.kind = 'view' and pg_visible_in_snapshot(v.written_by, seen) group by 1
  ), rolled as (
    select t.day, sum(t.views) as views from analytics.daily_traffic t, analytics.rolled r
    where t.organization_id = organization and r.organization_id = organization and (kept is null or t.day > (kept at time zone r.zone)::date) group by 1 having sum(t.views) > 0
  ), off as (
    select day || ': ' || coalesce(l.views, 0) || ' rolled up, ' || coalesce(w.views, 0) || ' there' as fault
    from raw w full join rolled l using (day), analytics.rolled r
    where r.organization_id = organization and coalesce(w.views, 0) <> coalesce(l.views, 0) and (kept is null or day > (kept at time zone r.zone)::date)
  )
  select 'rollups.visits', count(*) = 0, case when count(*) = 0 then 'every day counts the visits that are there' else count(*) || ' days differ: ' || string_agg(o.fault, '; ' order by o.fault) end from (select * from off limit 20) o;

  return query
  with off as (
    select s.day || ', ' || s.currency as fault from (
      select t.day, t.currency, sum(t.gross_minor) as gross, sum(t.refunded_minor) as refunded from analytics.daily_sales t where t.organization_id = organization group by 1, 2) s
    full join (select t.day, t.currency, sum(t.gross_minor) as gross, sum(t.refunded_minor) as refunded from analytics.daily_tiers t where t.organization_id = organization group by 1, 2) k
      using (day, currency)
    where coalesce(s.gross, 0) <> coalesce(k.gross, 0) or coalesce(s.refunded, 0) <> coalesce(k.refunded, 0)
  )
  select 'rollups.tiers', count(*) = 0, case when count(*) = 0 then 'the kinds of ticket add up to the sales' else count(*) || ' days differ: ' || string_agg(o.fault, '; ' order by o.fault) end from (select * from off limit 20) o;

  return query
  select 'rollups.months', count(*) = 0, case when count(*) = 0 then 'every row lies in its month' else count(*) || ' rows found no month and lie in the DEFAULT partition' end
  from (select 1 from analytics.event_impressions v where v.organization_id = organization and v.tableoid = 'analytics.event_impressions_default'::regclass
    union all select 1 from analytics.ticket_analytics f where f.organization_id = organization and f.tableoid = 'analytics.ticket_analytics_default'::regclass
    union all select 1 from analytics.booking_analytics b where b.organization_id = organization and b.tableoid = 'analytics.booking_analytics_default'::regclass) d;

  return query select 'rollups.bookings', x.ok, x.detail from analytics.bookings_differ(organization, seen) x;
  return query select 'rollups.sources', x.ok, x.detail from analytics.sources_differ(organization) x;

  return query
  select 'connections', count(*) = 0, case when count(*) = 0 then 'every foreign key of the database was proven' else count(*) || ' are not: ' || string_agg(c.name, ', ') end
  from (select k.conname || ' of ' || k.conrelid::regclass as name from pg_catalog.pg_constraint k where k.contype = 'f' and not k.convalidated limit 20) c;
end $$;
alter function analytics.integrity_of(uuid) owner to gr_rollup;
revoke execute on function analytics.integrity_of(uuid) from public;
grant execute on function analytics.integrity_of(uuid) to gr_flow;
