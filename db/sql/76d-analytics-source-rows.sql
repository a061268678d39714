-- The single rows behind a source or a campaign, for whoever reads its figures.

-- asked: touch (first | last), from and before (days), and as narrowing: sold (tickets | bookings), channel, source, campaign (its word), code. Rows are those
-- that the last run had seen, so that they add up to what the rollups say. The reader sees what they see of `analytics.daily_origins`.
create or replace function analytics.source_rows(asked jsonb) returns table (id uuid, at timestamptz, sold text, place text, order_id uuid, booking_id uuid, number text, what text,
    channel text, source text, currency text, begun int, sales int, gross_minor bigint, refunded_minor bigint)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  org uuid := system.org_id();
  whole boolean := system.can('analytics:read');
  upto pg_snapshot := coalesce((select w.seen::pg_snapshot from analytics.watermarks w where w.name = 'rollups'), '3:3:');
begin
  return query
  select s.fact, s.happened_at, s.sold, coalesce(e.name, h.name), f.order_id, b.booking_id, coalesce(o.number, k.number), coalesce(f.kind, b.kind), s.channel, s.source, s.currency::text,
    s.begun, s.sales, s.gross_minor, s.refunded_minor
  from analytics.sources_of(org, null, upto, (asked ->> 'from')::date - interval '1 day', (asked ->> 'before')::date + interval '1 day') s
  left join analytics.ticket_analytics f on s.sold = 'tickets' and f.organization_id = org and f.id = s.fact and f.happened_at = s.happened_at
  left join analytics.booking_analytics b on s.sold = 'bookings' and b.organization_id = org and b.id = s.fact and b.happened_at = s.happened_at
  left join ticketing.orders o on o.organization_id = org and o.id = f.order_id
  left join bookings.bookings k on k.organization_id = org and k.id = b.booking_id
  left join events.events e on e.organization_id = org and e.id = s.event_id
  left join identity.stations h on h.organization_id = org and h.id = s.station_id
  where s.touch = coalesce(asked ->> 'touch', 'last') and s.day >= (asked ->> 'from')::date and s.day < (asked ->> 'before')::date
    and (whole or s.event_id = any (system.event_ids('analytics:read')) or s.station_id = any (system.station_ids('analytics:read')))
    and (asked ->> 'sold' is null or s.sold = asked ->> 'sold') and (asked ->> 'channel' is null or s.channel = asked ->> 'channel')
    and (asked ->> 'source' is null or s.source = asked ->> 'source')
    and (asked ->> 'campaign' is null or split_part(s.source, '/', 2) = asked ->> 'campaign' or s.channel = 'code' and s.source = asked ->> 'code');
end $$;
alter function analytics.source_rows(jsonb) owner to gr_rollup;
revoke execute on function analytics.source_rows(jsonb) from public;
grant execute on function analytics.source_rows(jsonb) to authenticated;
grant select on identity.stations to gr_rollup;
drop policy if exists rollup on identity.stations;
create policy rollup on identity.stations for select to gr_rollup using (true);
