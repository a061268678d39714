import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import type { Period } from "#lib/analytics/rules";
import { type BoardFilter, isVisit, type RowKind, type WatchedPart, watchedParts } from "#lib/analytics/rules/board";

export type Row = {
  id: string;
  at: Date;
  event: string | null;
  orderId: string | null;
  number: string | null;
  what: string;
  quantity: number;
  amountMinor: string;
  currency: string | null;
};
export type RowsFound = { rows: Row[]; count: number; quantity: number; amountMinor: string; keptFrom: Date | null };

/**
 * The single rows behind a figure, newest first, and what all of them add up to, of days on the clock that the rollups
 * are cut by. Money of one currency. Visits are there for as long as the organization keeps them; `keptFrom` says.
 */
export async function rowsBehind(
  tx: TenantTx,
  asked: { kind: RowKind; period: Period; filter: BoardFilter; currency: string; page: number; size?: number },
): Promise<RowsFound> {
  const { page, size = 50 } = asked;
  const all = isVisit(asked.kind) ? visits(asked) : facts(asked);
  const { rows } = await tx.execute<RowsFound>(sql`
    with every as (${all})
    select (select coalesce(jsonb_agg(to_jsonb(x) order by x.at desc, x.id desc), '[]') from (select * from every order by at desc, id desc limit ${size} offset ${(page - 1) * size}) x) as rows,
      count(*)::int as count, coalesce(sum(quantity), 0)::int as quantity, coalesce(sum("amountMinor"::bigint), 0)::text as "amountMinor",
      (select r.kept_from_at from analytics.rolled r) as "keptFrom" from every`);
  const found = rows[0];
  if (!found) return { rows: [], count: 0, quantity: 0, amountMinor: "0", keptFrom: null };
  return { ...found, rows: found.rows.map((row) => ({ ...row, at: new Date(row.at) })) };
}

type Asked = { kind: RowKind; period: Period; filter: BoardFilter; currency: string };

const moments = (
  column: ReturnType<typeof sql>,
  { from, before }: Period,
) => sql`${column} >= (select ${from}::date::timestamp at time zone r.zone from analytics.rolled r)
  and ${column} < (select ${before}::date::timestamp at time zone r.zone from analytics.rolled r)`;

const ofEvents = ({
  event,
  station,
}: BoardFilter) => sql`(${event ?? null}::uuid is null or t.event_id = ${event ?? null}::uuid)
  and (${station ?? null}::uuid is null or t.event_id in (select e.id from events.events e where e.station_id = ${station ?? null}::uuid))`;

const ofKind = (kind: RowKind) =>
  kind === "views"
    ? sql`t.kind = 'view'`
    : sql`t.kind = 'video' and t.value = ${watchedParts[kind as WatchedPart]}::int`;

const visits = ({ kind, period, filter }: Asked) => sql`
  select t.id, t.happened_at as at, e.name as event, null::uuid as "orderId", null::text as number, t.channel || case when t.source <> '' then ', ' || t.source else '' end as what,
    1 as quantity, '0' as "amountMinor", null::text as currency
  from analytics.event_impressions t left join events.events e on e.organization_id = t.organization_id and e.id = t.event_id
  where ${ofKind(kind)} and ${moments(sql`t.happened_at`, period)} and ${ofEvents(filter)} and (${filter.channel ?? null}::text is null or t.channel = ${filter.channel ?? null}::text)`;

const kinds = { orders: "paid", refunds: "refunded", arrivals: "arrived", checkouts: "checkout" } as const;

const facts = ({ kind, period, filter, currency }: Asked) => sql`
  select t.id, t.happened_at as at, e.name as event, t.order_id as "orderId", o.number, t.channel as what,
    t.quantity, t.amount_minor::text as "amountMinor", t.currency::text as currency
  from analytics.ticket_analytics t join events.events e on e.organization_id = t.organization_id and e.id = t.event_id
  left join ticketing.orders o on o.organization_id = t.organization_id and o.id = t.order_id
  where t.kind = ${kinds[kind as keyof typeof kinds]} and ${moments(sql`t.happened_at`, period)} and ${ofEvents(filter)}
    and (${kind} not in ('orders', 'refunds') or t.currency = ${currency})
    and (${kind} <> 'checkouts' or not exists (select from ticketing.orders s where s.organization_id = t.organization_id
      and s.checkout_id = substr(t.key, 10)::uuid and s.channel <> 'online'))`;
