import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import {
  hours,
  sales,
  seesWhole,
  trafficByDay,
  trafficBySource,
  viewsByEvent,
  visitors,
} from "#lib/analytics/queries/rolled";
import type { Period } from "#lib/analytics/rules";
import type { Board, BoardFilter } from "#lib/analytics/rules/board";

type Asked = { filter: BoardFilter; period: Period; previous: Period; currency: string };
type Found = Omit<Board, "zone" | "currency" | "period">;

/**
 * A dashboard from the rollups alone, in one statement that reads each of them once. Money in one currency; the others
 * are named. The filter's channel narrows what visitors did; where a buyer came from is not known of sales.
 */
export async function boardOf(tx: TenantTx, { filter, period, previous, currency }: Asked): Promise<Found> {
  const { rows } = await tx.execute<{ board: Found }>(sql`
    with ${seesWhole}, traffic as materialized (${trafficByDay(period, filter)}), traffic_before as materialized (${trafficByDay(previous, filter)}),
      sold as materialized (${sales(period, filter)}), sold_before as materialized (${sales(previous, filter)}),
      ${filter.event ? sql`` : sql`best as materialized (${bestEvents(period, filter, currency)}),`}
      busy as materialized (select t.weekday, t.hour, sum(t.views)::int as views, sum(t.orders)::int as orders, sum(t.arrivals)::int as arrivals
        from (${hours(period, filter)}) t group by 1, 2)
    select jsonb_build_object(
      'asOf', (select w.as_of_at from analytics.watermarks w where w.name = 'rollups' and w.as_of_at > 'epoch'),
      'totals', ${totalsOf(sql`traffic`, sql`sold`, visitors(period, filter), currency)},
      'previous', ${totalsOf(sql`traffic_before`, sql`sold_before`, visitors(previous, filter), currency)},
      'days', ${daysIn(sql`traffic`, sql`sold`, currency)},
      'previousDays', ${daysIn(sql`traffic_before`, sql`sold_before`, currency)},
      ${filter.event ? ofOneEvent(period, filter, filter.event, currency) : ofManyEvents},
      'sources', (select coalesce(jsonb_agg(to_jsonb(x) order by x.views desc, x.channel, x.source), '[]') from (
        select t.channel, t.source, sum(t.views)::int as views, sum(t.clicks)::int as clicks from (${trafficBySource(period, filter)}) t
        group by 1, 2 order by sum(t.views) desc, 1, 2 limit 12) x),
      'hours', (select coalesce(jsonb_agg(to_jsonb(x) order by x.weekday, x.hour), '[]') from busy x),
      'otherCurrencies', (select coalesce(jsonb_agg(distinct t.currency), '[]') from sold t where t.currency <> ${currency})
    ) as board`);
  const found = rows[0]?.board;
  if (!found) throw new Error("A statement of one row gave none.");
  return { ...found, asOf: found.asOf && new Date(found.asOf).toISOString() };
}

const daysIn = (traffic: SQL, sold: SQL, currency: string) => sql`(
  select coalesce(jsonb_agg(to_jsonb(d) order by d.day), '[]') from (
    select day, coalesce(v.views, 0)::int as views, coalesce(s.orders, 0)::int as orders, coalesce(s.arrivals, 0)::int as arrivals,
      coalesce(s.gross, 0)::text as "grossMinor", coalesce(s.refunded, 0)::text as "refundedMinor"
    from ${traffic} v full join (
      select t.day, sum(t.orders) as orders, sum(t.arrivals) as arrivals, sum(t.gross) filter (where t.currency = ${currency}) as gross,
        sum(t.refunded) filter (where t.currency = ${currency}) as refunded from ${sold} t group by 1) s using (day)) d)`;

const totalsOf = (traffic: SQL, sold: SQL, crowd: SQL, currency: string) => sql`
  (select jsonb_build_object('views', (select coalesce(sum(v.views), 0)::int from ${traffic} v), 'visitors', ${crowd},
    'checkouts', coalesce(sum(t.checkouts), 0)::int, 'orders', coalesce(sum(t.orders), 0)::int, 'tickets', coalesce(sum(t.tickets), 0)::int,
    'returned', coalesce(sum(t.returned), 0)::int, 'arrivals', coalesce(sum(t.arrivals), 0)::int,
    'grossMinor', coalesce(sum(t.gross) filter (where t.currency = ${currency}), 0)::text, 'refundedMinor', coalesce(sum(t.refunded) filter (where t.currency = ${currency}), 0)::text) from ${sold} t)`;

/** Its kinds of ticket, and their sales by day. */
const ofOneEvent = ({ from, before }: Period, { channel }: BoardFilter, event: string, currency: string) => {
  const tiers = sql`analytics.daily_tiers t where t.event_id = ${event}::uuid and t.day >= ${from}::date and t.day < ${before}::date and t.currency = ${currency}`;
  return sql`'events', '[]'::jsonb,
    'watched', (select jsonb_build_object('plays', coalesce(sum(t.plays), 0)::int, 'quarters', coalesce(sum(t.quarters), 0)::int, 'halves', coalesce(sum(t.halves), 0)::int,
      'threeQuarters', coalesce(sum(t.three_quarters), 0)::int, 'completes', coalesce(sum(t.completes), 0)::int) from analytics.daily_watching t
      where t.event_id = ${event}::uuid and t.day >= ${from}::date and t.day < ${before}::date${channel ? sql` and t.channel = ${channel}` : sql``}),
    'tiers', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'tickets', x.tickets, 'grossMinor', x.gross, 'refundedMinor', x.refunded) order by k.position, k.name), '[]')
      from (select t.tier_id, sum(t.tickets)::int as tickets, sum(t.gross_minor)::text as gross, sum(t.refunded_minor)::text as refunded from ${tiers} group by 1) x
      join ticketing.ticket_tiers k on k.id = x.tier_id),
    'tierDays', (select coalesce(jsonb_agg(to_jsonb(x) order by x.day), '[]') from (
      select t.day, t.tier_id as "tierId", sum(t.gross_minor)::text as "grossMinor" from ${tiers} group by 1, 2) x)`;
};

/** Views and sales of each event. */
const bestEvents = (period: Period, filter: BoardFilter, currency: string) => sql`
  select event_id, coalesce(v.views, 0)::int as views, coalesce(s.orders, 0)::int as orders, coalesce(s.gross, 0) as gross, coalesce(s.refunded, 0) as refunded
  from (select t.event_id, sum(t.orders) as orders, sum(t.gross) as gross, sum(t.refunded) as refunded from sold t where t.currency = ${currency} group by 1) s
  full join (${viewsByEvent(period, filter)}) v using (event_id)`;

/** The ten events that brought most. */
const ofManyEvents = sql`'tiers', '[]'::jsonb, 'tierDays', '[]'::jsonb, 'watched', null,
  'events', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'views', x.views, 'orders', x.orders, 'grossMinor', x.gross::text, 'refundedMinor', x.refunded::text)
      order by x.gross desc, x.name), '[]') from (
    select e.id, e.name, b.views, b.orders, b.gross, b.refunded from best b
    join events.events e on e.id = b.event_id order by b.gross desc, b.views desc limit 10) x)`;

/** How an event sells ahead of its start: room, tickets out, and the last fourteen days. */
export async function paceOf(tx: TenantTx, eventId: string) {
  const { rows } = await tx.execute<{
    capacity: number;
    sold: number;
    recent: number;
    daysLeft: number;
    startsAt: Date;
    zone: string;
  }>(sql`
    select e.capacity, e.starts_at as "startsAt", e.zone, greatest(0, ceil(extract(epoch from e.starts_at - now()) / 86400))::int as "daysLeft",
      coalesce((select sum(k.sold) from ticketing.ticket_tiers k where k.organization_id = e.organization_id and k.event_id = e.id and k.kind = 'admission'), 0)::int as sold,
      coalesce((select sum(t.tickets - t.returned) from analytics.daily_sales t where t.event_id = e.id and t.day >= (now() at time zone e.zone)::date - 13), 0)::int as recent
    from events.events e where e.id = ${eventId}::uuid`);
  return rows[0];
}

/** Names to choose from in the filters. */
export async function choicesOf(tx: TenantTx) {
  const { rows } = await tx.execute<{
    events: { id: string; name: string }[];
    stations: { id: string; name: string }[];
  }>(sql`
    select coalesce((select jsonb_agg(to_jsonb(x)) from (select e.id, e.name from events.events e where e.published_at is not null order by e.starts_at desc limit 60) x), '[]') as events,
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name) from identity.stations s where s.archived_at is null), '[]') as stations`);
  return rows[0] ?? { events: [], stations: [] };
}
