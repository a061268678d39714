import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Period } from "#lib/analytics/rules";
import type { BoardFilter } from "#lib/analytics/rules/board";

/**
 * Where the parts of a dashboard are read from. What the filter leaves open is not in the statement at all: a condition
 * that is always true costs an estimate. A period is read by whole months where they are kept, and by days at its ends.
 */
export type Span = Period & { months?: Period };

/** A period with the whole calendar months in it. */
export function spanOf({ from, before }: Period): Span {
  const first = from.endsWith("-01") ? from : nextMonth(from);
  const last = `${before.slice(0, 7)}-01`;
  return { from, before, ...(first < last ? { months: { from: first, before: last } } : {}) };
}

const nextMonth = (day: string) =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 1)).toISOString().slice(0, 10);

/** Is it about all events? Then what is kept of the whole organization says it in fewer rows. */
export const isWhole = ({ event, station }: BoardFilter) => !event && !station;

/** Somebody whose grant is for single events sees no row of the whole organization, but those of their events. */
export const seesWhole = sql`me as materialized (select system.can('analytics:read') as whole)`;
const seesSome = sql`not (select whole from me)`;

const ofEvents = ({ event, station }: BoardFilter): SQL[] => [
  ...(event ? [sql`t.event_id = ${event}::uuid`] : []),
  // An array, because the planner expects far fewer rows from a join with events than there are, and then sorts them all.
  ...(station
    ? [sql`t.event_id = any (array(select e.id from events.events e where e.station_id = ${station}::uuid))`]
    : []),
];
const ofChannel = ({ channel }: BoardFilter): SQL[] => (channel ? [sql`t.channel = ${channel}`] : []);
const all = (conditions: SQL[]) => sql.join(conditions, sql` and `);
const between = (column: "day" | "month", { from, before }: Period) => {
  const when = sql.identifier(column);
  return sql`t.${when} >= ${from}::date and t.${when} < ${before}::date`;
};
const union = (selects: SQL[]) => sql.join(selects, sql` union all `);

/** A daily table, and instead of it its monthly twin where the span has whole months. */
function daysAndMonths(span: Span, columns: SQL, [daily, monthly]: [SQL, SQL], conditions: SQL[]): SQL {
  const days = (period: Period) =>
    sql`select ${columns} from ${daily} t where ${all([between("day", period), ...conditions])}`;
  const { months } = span;
  if (!months) return days(span);
  return union([
    ...(span.from < months.from ? [days({ from: span.from, before: months.from })] : []),
    sql`select ${columns} from ${monthly} t where ${all([between("month", months), ...conditions])}`,
    ...(months.before < span.before ? [days({ from: months.before, before: span.before })] : []),
  ]);
}

const ofDays = (table: SQL, columns: SQL, period: Period, conditions: SQL[]) =>
  sql`select ${columns} from ${table} t where ${all([between("day", period), ...conditions])}`;

/** Views by day; `day, views`. */
export function trafficByDay(period: Period, filter: BoardFilter): SQL {
  const rows = (table: SQL, conditions: SQL[]) =>
    ofDays(table, sql`t.day, t.views`, period, [...ofChannel(filter), ...conditions]);
  const found = isWhole(filter)
    ? union([rows(sql`analytics.daily_sources`, []), rows(sql`analytics.daily_traffic`, [seesSome])])
    : rows(sql`analytics.daily_traffic`, ofEvents(filter));
  return sql`select x.day, sum(x.views) as views from (${found}) x group by 1`;
}

/** `channel, source, views, clicks`: of single events by month, where a source has one row and not thirty. */
export function trafficBySource(period: Period, filter: BoardFilter): SQL {
  const columns = sql`t.channel, t.source, t.views, t.clicks`;
  const conditions = [...ofChannel(filter), ...ofEvents(filter)];
  const daily = sql`analytics.daily_traffic`;
  if (!isWhole(filter))
    return daysAndMonths(spanOf(period), columns, [daily, sql`analytics.monthly_traffic`], conditions);
  return union([
    ofDays(sql`analytics.daily_sources`, columns, period, conditions),
    ofDays(daily, columns, period, [seesSome, ...conditions]),
  ]);
}

/** Views by event. */
export const viewsByEvent = (period: Period, filter: BoardFilter) => sql`
  select x.event_id, sum(x.views) as views from (${daysAndMonths(
    spanOf(period),
    sql`t.event_id, t.views`,
    [sql`analytics.daily_traffic`, sql`analytics.monthly_traffic`],
    [sql`t.event_id is not null`, ...ofChannel(filter), ...ofEvents(filter)],
  )}) x group by 1`;

/** What was sold, a row a day, event, way and currency. */
export const sales = (period: Period, filter: BoardFilter) => sql`
  select t.day, t.event_id, t.currency, t.checkouts, t.orders, t.tickets, t.returned, t.arrivals, t.gross_minor as gross, t.refunded_minor as refunded
  from analytics.daily_sales t where ${all([between("day", period), ...ofEvents(filter)])}`;

/** `weekday, hour, views, orders, arrivals`, Monday is 1. */
export function hours(period: Period, filter: BoardFilter): SQL {
  const counts = sql`t.views, t.orders, t.arrivals`;
  // Days since a Monday, in whole numbers: `extract` counts in decimals, for tens of thousands of rows.
  const days = (of: Period, conditions: SQL[]) => sql`
    select 1 + (t.day - date '2001-01-01') % 7 as weekday, t.hour::int, ${counts} from analytics.hourly_activity t where ${all([between("day", of), ...conditions])}`;
  const span = spanOf(period);
  if (!isWhole(filter) || !span.months) return days(span, ofEvents(filter));
  return union([
    days({ from: span.from, before: span.months.from }, []),
    days(span.months, [seesSome]),
    days({ from: span.months.before, before: span.before }, []),
    sql`select t.weekday::int, t.hour::int, ${counts} from analytics.monthly_hours t where ${between("month", span.months)}`,
  ]);
}

/**
 * How many different visitors: a crowd, not a sum, so the sketches of the days are merged. By station they are those of
 * its events. The 512 smallest of all are none above the 512th of any one sketch, so that most of a full one is passed over.
 */
export function visitors(period: Period, filter: BoardFilter): SQL {
  const whose = isWhole(filter) ? [sql`t.event_id is null`] : ofEvents(filter);
  const met = daysAndMonths(
    spanOf(period),
    sql`t.sketch`,
    [sql`analytics.daily_visitors`, sql`analytics.monthly_visitors`],
    whose,
  );
  return sql`(with met as materialized (${met}), last as materialized (select coalesce(min(m.sketch[512]), 9223372036854775807) as visitor from met m)
    select analytics.sketch_size(array(select distinct u.visitor from
      (select unnest(m.sketch[1:width_bucket(l.visitor, m.sketch)]) as visitor from met m cross join last l) u order by 1 limit 512))::int)`;
}
