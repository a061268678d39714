import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import type { Period } from "#lib/analytics/rules";

export type DayOfSales = { day: string; revenueMinor: bigint; tickets: number; orders: number };

/**
 * Ticket income by day from the ledger, in one currency, net of tax and refunds, and beside it the tickets and orders
 * paid that day in the organization's zone. Days without either are left out.
 */
export async function salesByDay(
  tx: TenantTx,
  { from, before, currency, zone }: Period & { currency: string; zone: string },
): Promise<DayOfSales[]> {
  const result = await tx.execute<{ day: string; revenue: string; tickets: number; orders: number }>(sql`
    with income as (
      select e.effective_on as day, -sum(e.amount_minor) as revenue
      from payments.entries e
      join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id
      where a.code = 'income:tickets' and a.currency = ${currency} and e.effective_on >= ${from}::date and e.effective_on < ${before}::date
      group by 1
    ), sold as (
      select (o.paid_at at time zone ${zone})::date as day, sum(o.quantity)::int as tickets, count(*)::int as orders
      from ticketing.orders o
      where o.paid_at >= ${from}::date::timestamp at time zone ${zone} and o.paid_at < ${before}::date::timestamp at time zone ${zone}
      group by 1
    )
    select coalesce(i.day, s.day)::text as day, coalesce(i.revenue, 0)::text as revenue, coalesce(s.tickets, 0) as tickets, coalesce(s.orders, 0) as orders
    from income i full join sold s using (day) order by 1`);
  return result.rows.map(({ revenue, ...row }) => ({ ...row, revenueMinor: BigInt(revenue) }));
}

export type UpcomingEvent = {
  id: string;
  name: string;
  state: string;
  startsAt: Date;
  zone: string;
  venue: string | null;
  capacity: number;
  sold: number;
};

/** The next events that are on sale or about to be, soonest first. */
export async function upcomingEvents(tx: TenantTx, { limit = 6 } = {}): Promise<UpcomingEvent[]> {
  const result = await tx.execute<UpcomingEvent>(sql`
    select e.id, e.name, e.state, e.starts_at as "startsAt", e.zone, v.name as venue, e.capacity, coalesce(t.sold, 0)::int as sold
    from events.events e
    left join events.venues v on v.organization_id = e.organization_id and v.id = e.venue_id
    left join lateral (select sum(sold) as sold from ticketing.ticket_tiers t where t.organization_id = e.organization_id and t.event_id = e.id) t on true
    where e.ends_at > now() and e.state in ('draft', 'published', 'live', 'postponed')
    order by e.starts_at limit ${limit}`);
  return result.rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt) }));
}

/** What a new organization has done already, for the checklist of its first page. */
export async function firstSteps(
  tx: TenantTx,
): Promise<{ venue: boolean; event: boolean; published: boolean; sale: boolean }> {
  const result = await tx.execute<{ venue: boolean; event: boolean; published: boolean; sale: boolean }>(sql`
    select exists (select from events.venues) as venue, exists (select from events.events) as event,
      exists (select from events.events where published_at is not null) as published,
      exists (select from ticketing.orders where paid_at is not null) as sale`);
  return result.rows[0] ?? { venue: false, event: false, published: false, sale: false };
}
