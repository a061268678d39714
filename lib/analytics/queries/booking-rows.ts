import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import type { Period } from "#lib/analytics/rules";
import { type BookingFilter, type BookingRowKind, type LeadKey, leads } from "#lib/analytics/rules/booking-board";

export type BookingRow = {
  id: string;
  at: Date;
  zone: string;
  bookingId: string | null;
  title: string;
  what: string;
  quantity: number;
  minutes: number;
  amountMinor: string;
};
export type BookingRowsFound = {
  rows: BookingRow[];
  count: number;
  quantity: number;
  minutes: number;
  amountMinor: string;
};
export type BookingRowsAsked = {
  kind: BookingRowKind;
  period: Period;
  filter: BookingFilter;
  chef?: string | undefined;
  ahead?: LeadKey | undefined;
  currency: string;
  page: number;
  size?: number;
};

/**
 * The single rows behind a figure of bookings, newest first, and what all of them add up to. Days are each station's own.
 * What is due is of all days: one row a booking, with what it still owes.
 */
export async function bookingRowsBehind(tx: TenantTx, asked: BookingRowsAsked): Promise<BookingRowsFound> {
  const { kind, page, size = 50 } = asked;
  const all =
    kind === "views" ? views(asked) : kind === "depositDue" || kind === "balanceDue" ? due(asked) : deeds(asked);
  const { rows } = await tx.execute<BookingRowsFound>(sql`
    with every as (${all})
    select (select coalesce(jsonb_agg(to_jsonb(x) order by x.at desc, x.id desc), '[]') from (select * from every order by at desc, id desc limit ${size} offset ${(page - 1) * size}) x) as rows,
      count(*)::int as count, coalesce(sum(quantity), 0)::int as quantity, coalesce(sum(minutes), 0)::int as minutes, coalesce(sum("amountMinor"::bigint), 0)::text as "amountMinor" from every`);
  const found = rows[0];
  if (!found) return { rows: [], count: 0, quantity: 0, minutes: 0, amountMinor: "0" };
  return { ...found, rows: found.rows.map((row) => ({ ...row, at: new Date(row.at) })) };
}

const deed: Record<Exclude<BookingRowKind, "views" | "depositDue" | "balanceDue">, SQL> = {
  booked: sql`t.kind = 'booked'`,
  begun: sql`t.kind = 'booked' and t.source = 'public'`,
  confirmed: sql`t.kind = 'confirmed'`,
  again: sql`t.kind = 'confirmed' and t.again`,
  wentOn: sql`t.kind = 'confirmed' and t.source = 'public'`,
  completed: sql`t.kind = 'completed'`,
  took: sql`t.kind = 'completed' and t.source = 'public'`,
  cancelled: sql`t.kind = 'cancelled'`,
  noShow: sql`t.kind = 'no_show'`,
  lost: sql`t.kind in ('cancelled', 'no_show')`,
  value: sql`t.kind in ('booked', 'repriced')`,
  paid: sql`t.kind in ('deposit', 'balance')`,
  refunded: sql`t.kind = 'refunded'`,
  earned: sql`t.kind = 'earned'`,
  served: sql`t.kind = 'served'`,
};
const inMoney: readonly BookingRowKind[] = ["value", "paid", "refunded", "earned"];

/** Moments that may lie in these days somewhere on earth: they only tell the planner how little is meant. */
const about = ({ from, before }: Period) =>
  sql`t.happened_at >= ${from}::date - interval '1 day' and t.happened_at < ${before}::date + interval '1 day'`;
const narrowed = ({ filter: { station, service }, chef, ahead }: BookingRowsAsked) =>
  sql`(${station ?? null}::uuid is null or t.station_id = ${station ?? null}::uuid) and (${service ?? null}::uuid is null or t.service_id = ${service ?? null}::uuid)
    and (${chef ?? null}::uuid is null or t.resource_id = ${chef ?? null}::uuid)
    and (${!ahead} or t.minutes >= ${(ahead ? leads[ahead].from : 0) * 60} and t.minutes < ${(ahead ? leads[ahead].before : 0) * 60})`;

function deeds(asked: BookingRowsAsked) {
  const { kind, period, currency } = asked;
  const money = inMoney.includes(kind);
  return sql`
    select t.id, t.happened_at as at, t.clock as zone, t.booking_id as "bookingId", coalesce(b.number || ', ' || b.contact_name, 'A booking') as title,
      v.name || case when t.kind = 'served' then coalesce(', ' || r.name, '') when t.kind in ('deposit', 'balance', 'repriced') then ', ' || t.kind when t.quantity < 0 then ', taken back' else '' end as what,
      case when t.kind = 'served' then 1 else t.quantity end as quantity, t.minutes,
      case when t.kind = 'served' and t.currency <> ${currency} then '0' else t.amount_minor::text end as "amountMinor"
    from analytics.booking_analytics t left join bookings.bookings b on b.organization_id = t.organization_id and b.id = t.booking_id
    left join bookings.services v on v.organization_id = t.organization_id and v.id = t.service_id
    left join bookings.resources r on r.organization_id = t.organization_id and r.id = t.resource_id
    where ${deed[kind as keyof typeof deed]} and ${about(period)} and (t.happened_at at time zone t.clock)::date >= ${period.from}::date
      and (t.happened_at at time zone t.clock)::date < ${period.before}::date and ${narrowed(asked)} and (${!money} or t.currency = ${currency})`;
}

/** As the bookings stand now; `analytics.integrity_of` proves that the days so far add up to the same. */
const due = ({ kind, currency, filter: { station, service } }: BookingRowsAsked) => sql`
  select b.id, b.starts_at as at, b.zone, b.id as "bookingId", b.number || ', ' || b.contact_name as title, replace(b.state::text, '_', ' ') as what, 1 as quantity, 0 as minutes, d.due::text as "amountMinor"
  from bookings.bookings b cross join lateral (select case when ${kind === "depositDue"} then b.deposit_minor else b.total_minor end - b.paid_minor + b.refunded_minor as due) d
  where d.due > 0 and b.currency = ${currency} and b.state in ${kind === "depositDue" ? sql`('pending')` : sql`('confirmed', 'in_progress', 'completed')`}
    and (${station ?? null}::uuid is null or b.station_id = ${station ?? null}::uuid) and (${service ?? null}::uuid is null or b.service_id = ${service ?? null}::uuid)`;

const views = ({ period, filter: { station } }: BookingRowsAsked) => sql`
  select t.id, t.happened_at as at, z.zone, null::uuid as "bookingId", coalesce(s.name, 'Booking page') as title, t.channel || case when t.source <> '' then ', ' || t.source else '' end as what,
    1 as quantity, 0 as minutes, '0' as "amountMinor"
  from analytics.event_impressions t cross join analytics.rolled z left join identity.stations s on s.organization_id = t.organization_id and s.id = t.station_id
  where t.kind = 'view' and t.page = 'booking' and t.happened_at >= ${period.from}::date::timestamp at time zone z.zone
    and t.happened_at < ${period.before}::date::timestamp at time zone z.zone and (${station ?? null}::uuid is null or t.station_id = ${station ?? null}::uuid)`;
