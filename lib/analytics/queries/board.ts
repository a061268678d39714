import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import type { Period } from "#lib/analytics/rules";
import type { Board, BoardFilter } from "#lib/analytics/rules/board";

type Asked = { filter: BoardFilter; period: Period; previous: Period; currency: string };
type Found = Omit<Board, "zone" | "currency" | "period">;

/** Rows of a rollup within a period, of the events that the filter names. */
const within = (
  { from, before }: Period,
  { event, station }: BoardFilter,
) => sql`t.day >= ${from}::date and t.day < ${before}::date
  and (${event ?? null}::uuid is null or t.event_id = ${event ?? null}::uuid)
  and (${station ?? null}::uuid is null or t.event_id in (select e.id from events.events e where e.station_id = ${station ?? null}::uuid) )`;

/**
 * A dashboard from the rollups alone, in one statement. Money in one currency; the others are named. The filter's
 * channel narrows what visitors did; where a buyer came from is not known of sales.
 */
export async function boardOf(tx: TenantTx, { filter, period, previous, currency }: Asked): Promise<Found> {
  const { rows } = await tx.execute<{ board: Found }>(sql`
    select jsonb_build_object(
      'asOf', (select w.as_of_at from analytics.watermarks w where w.name = 'rollups' and w.as_of_at > 'epoch'),
      'totals', ${totalsOf(period, filter, currency)},
      'previous', ${totalsOf(previous, filter, currency)},
      'days', ${daysIn(period, filter, currency)},
      'previousDays', ${daysIn(previous, filter, currency)},
      'tiers', (select coalesce(jsonb_agg(to_jsonb(x) order by x.position, x.name), '[]') from (
        select k.id, k.name, k.position, sum(t.tickets)::int as tickets, sum(t.gross_minor)::text as "grossMinor", sum(t.refunded_minor)::text as "refundedMinor"
        from analytics.daily_tiers t join ticketing.ticket_tiers k on k.organization_id = t.organization_id and k.id = t.tier_id
        where ${filter.event ?? null}::uuid is not null and t.currency = ${currency} and ${within(period, filter)} group by k.organization_id, k.id, k.name, k.position) x),
      'tierDays', (select coalesce(jsonb_agg(to_jsonb(x) order by x.day), '[]') from (
        select t.day, t.tier_id as "tierId", sum(t.gross_minor)::text as "grossMinor" from analytics.daily_tiers t
        where ${filter.event ?? null}::uuid is not null and t.currency = ${currency} and ${within(period, filter)} group by 1, 2) x),
      'sources', (select coalesce(jsonb_agg(to_jsonb(x) order by x.views desc, x.channel, x.source), '[]') from (
        select t.channel, t.source, sum(t.views)::int as views, sum(t.clicks)::int as clicks from analytics.daily_traffic t
        where ${within(period, filter)} and ${channelIs(filter)} group by 1, 2 order by sum(t.views) desc limit 12) x),
      'hours', (select coalesce(jsonb_agg(to_jsonb(x) order by x.weekday, x.hour), '[]') from (
        select extract(isodow from t.day)::int as weekday, t.hour::int, sum(t.views)::int as views, sum(t.orders)::int as orders, sum(t.arrivals)::int as arrivals
        from analytics.hourly_activity t where ${within(period, filter)} group by 1, 2) x),
      'events', (select coalesce(jsonb_agg(to_jsonb(x) order by x.gross desc, x.name), '[]') from (
        select e.id, e.name, coalesce(v.views, 0)::int as views, coalesce(s.orders, 0)::int as orders, coalesce(s.gross, 0) as gross,
          coalesce(s.gross, 0)::text as "grossMinor", coalesce(s.refunded, 0)::text as "refundedMinor"
        from (select t.event_id, sum(t.orders) as orders, sum(t.gross_minor) as gross, sum(t.refunded_minor) as refunded from analytics.daily_sales t
              where ${filter.event ?? null}::uuid is null and t.currency = ${currency} and ${within(period, filter)} group by 1) s
        full join (select t.event_id, sum(t.views) as views from analytics.daily_traffic t
              where ${filter.event ?? null}::uuid is null and t.event_id is not null and ${within(period, filter)} and ${channelIs(filter)} group by 1) v using (event_id)
        join events.events e on e.id = event_id order by coalesce(s.gross, 0) desc, v.views desc nulls last limit 10) x),
      'otherCurrencies', (select coalesce(jsonb_agg(distinct t.currency), '[]') from analytics.daily_sales t where t.currency <> ${currency} and ${within(period, filter)})
    ) as board`);
  const found = rows[0]?.board;
  if (!found) throw new Error("A statement of one row gave none.");
  return { ...found, asOf: found.asOf && new Date(found.asOf).toISOString() };
}

const daysIn = (period: Period, filter: BoardFilter, currency: string) => sql`(
  select coalesce(jsonb_agg(to_jsonb(d) order by d.day), '[]') from (
    select day, sum(views)::int as views, sum(orders)::int as orders, sum(arrivals)::int as arrivals, sum(gross)::text as "grossMinor", sum(refunded)::text as "refundedMinor" from (
      select t.day, t.views, 0 as orders, 0 as arrivals, 0 as gross, 0 as refunded from analytics.daily_traffic t where ${within(period, filter)} and ${channelIs(filter)}
      union all
      select t.day, 0, t.orders, t.arrivals, case when t.currency = ${currency} then t.gross_minor else 0 end, case when t.currency = ${currency} then t.refunded_minor else 0 end
      from analytics.daily_sales t where ${within(period, filter)}) mixed group by day) d)`;

const channelIs = ({ channel }: BoardFilter) =>
  sql`(${channel ?? null}::text is null or t.channel = ${channel ?? null}::text)`;

function totalsOf(period: Period, filter: BoardFilter, currency: string) {
  // Visitors are a crowd, not a sum: the sketches of the days are merged. By station they are those of its events.
  // The 512 smallest of all are none above the 512th of any one day, so that most of a full day's sketch is passed over.
  const crowd = sql`${within(period, filter)} and ${filter.event || filter.station ? sql`t.event_id is not null` : sql`t.event_id is null`}`;
  return sql`(select jsonb_build_object('views', v.views, 'visitors', c.visitors, 'checkouts', s.checkouts, 'orders', s.orders, 'tickets', s.tickets,
      'returned', s.returned, 'arrivals', s.arrivals, 'grossMinor', s.gross::text, 'refundedMinor', s.refunded::text)
    from (select coalesce(sum(t.views), 0)::int as views from analytics.daily_traffic t where ${within(period, filter)} and ${channelIs(filter)}) v,
    (select analytics.sketch_size(array(select distinct v from analytics.daily_visitors t cross join lateral unnest(t.sketch) v
      where ${crowd} and v <= (select coalesce(min(t.sketch[512]), 9223372036854775807) from analytics.daily_visitors t where ${crowd}) order by v limit 512))::int as visitors) c,
    (select coalesce(sum(t.checkouts), 0)::int as checkouts, coalesce(sum(t.orders), 0)::int as orders, coalesce(sum(t.tickets), 0)::int as tickets,
      coalesce(sum(t.returned), 0)::int as returned, coalesce(sum(t.arrivals), 0)::int as arrivals,
      coalesce(sum(t.gross_minor) filter (where t.currency = ${currency}), 0) as gross, coalesce(sum(t.refunded_minor) filter (where t.currency = ${currency}), 0) as refunded
      from analytics.daily_sales t where ${within(period, filter)}) s)`;
}

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
