import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";

export type Checked = { check: string; ok: boolean; detail: string; at: Date };
export type Counts = { name: string; count: number; where: string }[];

/** What the last look found, check by check: what failed first. */
export async function lastChecks(tx: TenantTx): Promise<Checked[]> {
  const { rows } = await tx.execute<Checked>(sql`
    select * from (select distinct on (r.check) r.check, r.ok, r.detail, r.created_at as at from system.integrity_runs r order by r.check, r.created_at desc) last
    order by ok, "check"`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

/** How much there is of each thing that a person of this organization may see: one number each, never a join. */
export async function countsOf(tx: TenantTx): Promise<Counts> {
  const { rows } = await tx.execute<{ counts: Counts }>(sql`
    select jsonb_build_array(
      jsonb_build_object('name', 'People', 'count', (select count(*) from organizations.org_memberships m where m.state = 'active'), 'where', 'settings/people'),
      jsonb_build_object('name', 'Events', 'count', (select count(*) from events.events), 'where', 'events'),
      jsonb_build_object('name', 'Orders', 'count', (select count(*) from ticketing.orders), 'where', 'ticketing/orders'),
      jsonb_build_object('name', 'Tickets', 'count', (select count(*) from ticketing.tickets), 'where', 'ticketing/attendees'),
      jsonb_build_object('name', 'Bookings', 'count', (select count(*) from bookings.bookings), 'where', 'bookings'),
      jsonb_build_object('name', 'Customers', 'count', (select count(*) from crm.customers), 'where', 'crm/customers'),
      jsonb_build_object('name', 'Ledger transactions', 'count', (select count(*) from payments.transactions), 'where', 'payments/journal'),
      jsonb_build_object('name', 'Days rolled up', 'count', (select count(distinct t.day) from analytics.daily_sales t), 'where', 'analytics')) as counts`);
  return rows[0]?.counts ?? [];
}
