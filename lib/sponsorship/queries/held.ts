import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";

/** Sponsors' money that the platform holds for this organization at the end of `asOf`: it is in no account of its own book. */
export async function heldAtPlatform(tx: TenantTx, asOf: string) {
  const { rows } = await tx.execute<{
    id: string;
    number: string;
    event: string;
    currency: string;
    since: string;
    left: string;
  }>(
    sql`select o.id, o.number, o.event_name as event, o.currency, o.funded_on::text as since, sum(h.delta_minor)::text as left
        from sponsorship.sponsorship_orders o
        join organizations.organizations g on g.id = o.organization_id
        join sponsorship.held_movements h on h.organization_id = o.organization_id and h.order_id = o.id and (h.created_at at time zone g.zone)::date <= ${asOf}::date
        where o.organization_id = (select system.org_id()) and o.holder_id <> o.organization_id
        group by o.id, o.number, o.event_name, o.currency, o.funded_on having sum(h.delta_minor) <> 0 order by o.currency, o.funded_on`,
  );
  return rows.map(({ id, number, event, currency, since, left }) => ({
    orderId: id,
    name: `Held at the platform for ${number}`,
    event,
    currency,
    since,
    leftMinor: BigInt(left),
  }));
}

/** The sponsorship order whose money a posting moved. */
export async function orderOfPosting(tx: TenantTx, transactionId: string) {
  const { rows } = await tx.execute<{ id: string; number: string; title: string }>(
    sql`select o.id, o.number, o.title from payments.transactions t
        join sponsorship.held_movements h on h.group_id = t.group_id
        join sponsorship.sponsorship_orders o on o.organization_id = h.organization_id and o.id = h.order_id
        where t.id = ${transactionId}::uuid and t.organization_id = (select system.org_id()) limit 1`,
  );
  return rows[0];
}
