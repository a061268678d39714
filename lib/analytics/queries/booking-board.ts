import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import type { Period } from "#lib/analytics/rules";
import type { BookingBoard, BookingFilter } from "#lib/analytics/rules/booking-board";

export type BookingAsked = { filter: BookingFilter; period: Period; previous: Period; currency: string };
type Found = Omit<BookingBoard, "zone" | "currency" | "period">;

const ofFilter = ({ station, service }: BookingFilter) =>
  sql`(${station ?? null}::uuid is null or t.station_id = ${station ?? null}::uuid) and (${service ?? null}::uuid is null or t.service_id = ${service ?? null}::uuid)`;
const within = ({ from, before }: Period, filter: BookingFilter) =>
  sql`t.day >= ${from}::date and t.day < ${before}::date and ${ofFilter(filter)}`;

/**
 * The dashboard of bookings from the rollups alone, in one statement; a person of one station gets that station's rows.
 * Counts are of every currency, money of one. Pages are a station's: with a service chosen, their views are still all.
 */
export async function bookingBoardOf(tx: TenantTx, asked: BookingAsked): Promise<Found> {
  const { rows } = await tx.execute<{ board: Found }>(bookingBoardSql(asked));
  const found = rows[0]?.board;
  if (!found) throw new Error("A statement of one row gave none.");
  return { ...found, asOf: found.asOf && new Date(found.asOf).toISOString() };
}

export function bookingBoardSql({ filter, period, previous, currency }: BookingAsked) {
  return sql`select jsonb_build_object(
    'asOf', (select w.as_of_at from analytics.watermarks w where w.name = 'rollups' and w.as_of_at > 'epoch'),
    'totals', ${totalsOf(period, filter, currency)},
    'previous', ${totalsOf(previous, filter, currency)},
    'days', ${daysOf(period, filter, currency)},
    'previousDays', ${daysOf(previous, filter, currency)},
    'services', ${linesOf(sql`bookings.services`, sql`t.service_id`, period, filter, currency)},
    'stations', ${linesOf(sql`identity.stations`, sql`t.station_id`, period, filter, currency)},
    'chefs', (select coalesce(jsonb_agg(to_jsonb(x) order by x.served desc, x.name), '[]') from (
      select t.resource_id as id, coalesce(r.name, 'Nobody named') as name, coalesce(s.name, '') as station, sum(t.served)::int as served, sum(t.minutes)::int as minutes,
        coalesce(sum(t.value_minor) filter (where t.currency = ${currency}), 0)::text as "valueMinor"
      from analytics.daily_chefs t left join bookings.resources r on r.organization_id = t.organization_id and r.id = t.resource_id
      left join identity.stations s on s.organization_id = t.organization_id and s.id = r.station_id
      where ${within(period, filter)} group by t.resource_id, r.name, s.name) x),
    'hours', (select coalesce(jsonb_agg(to_jsonb(x) order by x.weekday, x.hour), '[]') from (
      select extract(isodow from t.day)::int as weekday, t.hour::int, sum(t.booked)::int as booked, sum(t.served)::int as served
      from analytics.hourly_bookings t where ${within(period, filter)} group by 1, 2) x),
    'lead', (select jsonb_build_object('day', coalesce(sum(t.lead_day), 0), 'three', coalesce(sum(t.lead_three), 0), 'week', coalesce(sum(t.lead_week), 0),
        'fortnight', coalesce(sum(t.lead_fortnight), 0), 'month', coalesce(sum(t.lead_month), 0), 'longer', coalesce(sum(t.lead_longer), 0))
      from analytics.daily_bookings t where ${within(period, filter)}),
    'due', (select jsonb_build_object('depositMinor', coalesce(sum(t.deposit_due_minor), 0)::text, 'balanceMinor', coalesce(sum(t.balance_due_minor), 0)::text)
      from analytics.daily_bookings t where t.currency = ${currency} and ${ofFilter(filter)}),
    'otherCurrencies', (select coalesce(jsonb_agg(distinct t.currency), '[]') from analytics.daily_bookings t where t.currency <> ${currency} and ${within(period, filter)})
  ) as board`;
}

function totalsOf(period: Period, filter: BookingFilter, currency: string) {
  const pages = sql`t.day >= ${period.from}::date and t.day < ${period.before}::date and t.page = 'booking' and (${filter.station ?? null}::uuid is null or t.station_id = ${filter.station ?? null}::uuid)`;
  return sql`(select jsonb_build_object('booked', b.booked, 'guests', b.guests, 'confirmed', b.confirmed, 'again', b.again, 'completed', b.completed, 'cancelled', b.cancelled,
      'noShows', b.no_shows, 'refunds', b.refunds, 'valueMinor', b.value::text, 'paidMinor', b.paid::text, 'refundedMinor', b.refunded::text, 'earnedMinor', b.earned::text,
      'leadHours', b.lead, 'begun', b.begun, 'wentOn', b.went_on, 'took', b.took, 'views', v.views, 'served', c.served, 'minutes', c.minutes)
    from (select coalesce(sum(t.booked), 0)::int as booked, coalesce(sum(t.guests), 0)::int as guests, coalesce(sum(t.confirmed), 0)::int as confirmed, coalesce(sum(t.again), 0)::int as again,
        coalesce(sum(t.completed), 0)::int as completed, coalesce(sum(t.cancelled), 0)::int as cancelled, coalesce(sum(t.no_shows), 0)::int as no_shows,
        coalesce(sum(t.refunds), 0)::int as refunds, coalesce(sum(t.lead_hours), 0)::int as lead,
        coalesce(sum(t.booked) filter (where t.source = 'public'), 0)::int as begun, coalesce(sum(t.confirmed) filter (where t.source = 'public'), 0)::int as went_on,
        coalesce(sum(t.completed) filter (where t.source = 'public'), 0)::int as took,
        coalesce(sum(t.value_minor) filter (where t.currency = ${currency}), 0) as value,
        coalesce(sum(t.deposits_minor + t.balances_minor) filter (where t.currency = ${currency}), 0) as paid,
        coalesce(sum(t.refunded_minor) filter (where t.currency = ${currency}), 0) as refunded, coalesce(sum(t.earned_minor) filter (where t.currency = ${currency}), 0) as earned
      from analytics.daily_bookings t where ${within(period, filter)}) b,
    (select coalesce(sum(t.views), 0)::int as views from analytics.daily_traffic t where ${pages}) v,
    (select coalesce(sum(t.served), 0)::int as served, coalesce(sum(t.minutes), 0)::int as minutes from analytics.daily_chefs t where ${within(period, filter)} and t.resource_id is not null) c)`;
}

const daysOf = (period: Period, filter: BookingFilter, currency: string) => sql`(
  select coalesce(jsonb_agg(to_jsonb(d) order by d.day), '[]') from (
    select t.day, sum(t.booked)::int as booked, sum(t.completed)::int as completed, sum(t.cancelled)::int as cancelled, sum(t.no_shows)::int as "noShows",
      coalesce(sum(t.earned_minor) filter (where t.currency = ${currency}), 0)::text as "earnedMinor",
      coalesce(sum(t.deposits_minor + t.balances_minor) filter (where t.currency = ${currency}), 0)::text as "paidMinor"
    from analytics.daily_bookings t where ${within(period, filter)} group by 1) d)`;

type Part = ReturnType<typeof sql>;
const linesOf = (table: Part, column: Part, period: Period, filter: BookingFilter, currency: string) => sql`(
  select coalesce(jsonb_agg(to_jsonb(x) order by x.booked desc, x.name), '[]') from (
    select n.id, n.name, sum(t.booked)::int as booked, sum(t.completed)::int as completed, coalesce(sum(t.value_minor) filter (where t.currency = ${currency}), 0)::text as "valueMinor",
      coalesce(sum(t.earned_minor) filter (where t.currency = ${currency}), 0)::text as "earnedMinor"
    from analytics.daily_bookings t join ${table} n on n.organization_id = t.organization_id and n.id = ${column} where ${within(period, filter)} group by n.id, n.name) x)`;
