import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import type { Period } from "#lib/analytics/rules";
import type { SourceBoard, SourceFilter, SourceRowsAsked } from "#lib/analytics/rules/sources";

type Found = Omit<SourceBoard, "period" | "currency" | "zone">;
type Asked = { filter: SourceFilter; period: Period; currency: string };

/** What was sold by where buyers came from, from the rollups alone, and beside it the sales that it adds up to. */
export function sourceBoardSql({ filter: { touch, sold }, period: { from, before }, currency }: Asked) {
  const within = sql`t.day >= ${from}::date and t.day < ${before}::date and t.currency = ${currency}`;
  return sql`
    select jsonb_build_object(
      'asOf', (select w.as_of_at from analytics.watermarks w where w.name = 'rollups' and w.as_of_at > 'epoch'),
      'lines', (select coalesce(jsonb_agg(to_jsonb(x) order by x.gross desc, x.begun desc, x.channel, x.source), '[]') from (
        select t.channel, t.source, sum(t.begun)::int as begun, sum(t.sales)::int as sales, sum(t.gross_minor) as gross, sum(t.gross_minor)::text as "grossMinor", sum(t.refunds)::int as refunds,
          sum(t.refunded_minor)::text as "refundedMinor"
        from analytics.daily_origins t where ${within} and t.touch = ${touch} and (${sold ?? null}::text is null or t.sold = ${sold ?? null}::text) group by 1, 2) x),
      'grossMinor', (select sum(x.minor)::text from (
        select coalesce(sum(t.gross_minor), 0) as minor from analytics.daily_sales t where ${within} and ${sold !== "bookings"}
        union all select coalesce(sum(t.deposits_minor + t.balances_minor), 0) from analytics.daily_bookings t where ${within} and ${sold !== "tickets"}) x),
      'refundedMinor', (select sum(x.minor)::text from (
        select coalesce(sum(t.refunded_minor), 0) as minor from analytics.daily_sales t where ${within} and ${sold !== "bookings"}
        union all select coalesce(sum(t.refunded_minor), 0) from analytics.daily_bookings t where ${within} and ${sold !== "tickets"}) x)) as board`;
}

export async function sourceBoardOf(tx: TenantTx, asked: Asked): Promise<Found> {
  const { rows } = await tx.execute<{ board: Found }>(sourceBoardSql(asked));
  const found = rows[0]?.board;
  if (!found) throw new Error("A statement of one row gave none.");
  return { ...found, asOf: found.asOf && new Date(found.asOf).toISOString() };
}

export type SourceRow = {
  id: string;
  at: Date;
  place: string | null;
  orderId: string | null;
  bookingId: string | null;
  number: string | null;
  what: string;
  channel: string;
  source: string;
  grossMinor: string;
  refundedMinor: string;
};
export type SourceRowsFound = {
  rows: SourceRow[];
  count: number;
  begun: number;
  sales: number;
  grossMinor: string;
  refundedMinor: string;
};

/** The single rows behind a source, newest first, and what all of them add up to. */
export async function sourceRowsBehind(
  tx: TenantTx,
  { filter, period, currency, narrowed }: Asked & { narrowed: SourceRowsAsked },
  size = 50,
): Promise<SourceRowsFound> {
  const { touch, sold } = filter;
  const { channel, source, campaign, code, kind, page } = narrowed;
  const asked = JSON.stringify({ touch, sold, channel, source, campaign, code, ...period });
  const { rows } = await tx.execute<SourceRowsFound>(sql`
    with every as materialized (
      select r.id, r.at, r.place, r.order_id as "orderId", r.booking_id as "bookingId", r.number, r.what, r.channel, r.source, r.begun, r.sales,
        case when r.currency = ${currency} then r.gross_minor else 0 end as gross, case when r.currency = ${currency} then r.refunded_minor else 0 end as refunded
      from analytics.source_rows(${asked}::jsonb) r
      where r.currency = ${currency} and (${kind} = 'all' or ${kind} = 'begun' and r.begun <> 0 or ${kind} = 'sales' and (r.sales <> 0 or r.gross_minor <> 0) or ${kind} = 'refunds' and r.refunded_minor <> 0))
    select (select coalesce(jsonb_agg(to_jsonb(x) order by x.at desc, x.id desc), '[]') from (
        select e.id, e.at, e.place, e."orderId", e."bookingId", e.number, e.what, e.channel, e.source, e.gross::text as "grossMinor", e.refunded::text as "refundedMinor"
        from every e order by e.at desc, e.id desc limit ${size} offset ${(page - 1) * size}) x) as rows,
      count(*)::int as count, coalesce(sum(begun), 0)::int as begun, coalesce(sum(sales), 0)::int as sales, coalesce(sum(gross), 0)::text as "grossMinor", coalesce(sum(refunded), 0)::text as "refundedMinor"
    from every`);
  const found = rows[0];
  if (!found) return { rows: [], count: 0, begun: 0, sales: 0, grossMinor: "0", refundedMinor: "0" };
  return { ...found, rows: found.rows.map((row) => ({ ...row, at: new Date(row.at) })) };
}
