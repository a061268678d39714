import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { events } from "#db/schema/events";
import { stations } from "#db/schema/identity";
import { exchanges } from "#db/schema/payments/reports";
import { seals } from "#db/schema/payments-periods";
import { orders } from "#db/schema/ticketing";
import type { TenantTx } from "#db/tenant";
import { linesExplainedBy } from "#lib/payments/bank/queries/explained";

/** The order that a transaction comes from, for people who may see orders. */
export async function sourceOrder(tx: TenantTx, { orderId }: { orderId: string }) {
  const [order] = await tx
    .select({
      id: orders.id,
      number: orders.number,
      buyer: orders.buyerName,
      eventId: events.id,
      eventName: events.name,
    })
    .from(orders)
    .innerJoin(events, and(eq(events.organizationId, orders.organizationId), eq(events.id, orders.eventId)))
    .where(eq(orders.id, orderId));
  return order;
}

/** The same lines with the numbers of their orders, for people who may see orders. */
export async function withOrders<Line extends { orderId: string | null }>(tx: TenantTx, lines: readonly Line[]) {
  const ids = [...new Set(lines.flatMap(({ orderId }) => orderId ?? []))];
  const found = ids.length
    ? await tx.select({ id: orders.id, number: orders.number }).from(orders).where(inArray(orders.id, ids))
    : [];
  const byId = new Map(found.map((order) => [order.id, order]));
  return lines.map((line) => ({ ...line, order: byId.get(line.orderId ?? "") }));
}

/** The place of a transaction in the chain of its book, once it was sealed. */
export async function sealOf(tx: TenantTx, { transactionId }: { transactionId: string }) {
  const [seal] = await tx
    .select({ n: seals.n, hash: seals.hash, sealedAt: seals.sealedAt })
    .from(seals)
    .where(eq(seals.transactionId, transactionId));
  return seal && { n: seal.n, hash: seal.hash.toString("hex"), sealedAt: seal.sealedAt };
}

/** The event and station that a transaction is reported under, and the exchange that it is, where it is one. */
export async function sourceFacts(
  tx: TenantTx,
  { transactionId, eventId, stationId }: { transactionId: string; eventId: string | null; stationId: string | null },
) {
  const [event] = eventId
    ? await tx.select({ id: events.id, name: events.name }).from(events).where(eq(events.id, eventId))
    : [];
  const [station] = stationId
    ? await tx.select({ id: stations.id, name: stations.name }).from(stations).where(eq(stations.id, stationId))
    : [];
  const [exchange] = await tx.select().from(exchanges).where(eq(exchanges.transactionId, transactionId));
  const bankLines = await linesExplainedBy(tx, { transactionId });
  return { event, station, exchange, bankLines };
}
