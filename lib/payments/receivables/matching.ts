import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { invoices } from "#db/schema/payments-invoices";
import { parties } from "#db/schema/payments-manual";
import { allocations } from "#db/schema/payments-settling";
import { orders } from "#db/schema/ticketing";
import type { TenantTx } from "#db/tenant";
import { majorUnits } from "#lib/money";
import { isId } from "#lib/system/ids";

/** What a payment may be for: a document, an order or a booking, with what is open of it and why it is thought so, in words. */
export type Candidate = {
  kind: "invoice" | "order" | "booking";
  id: string;
  number: string;
  party: string;
  /** When a document is due; when an order was made; when a booking is. */
  day: string;
  event?: string;
  openMinor: bigint;
  score: number;
  reasons: readonly string[];
};

/** Documents and orders that a payment may be for, likeliest first. */
export async function suggestionsFor(tx: TenantTx, paymentId: string): Promise<Candidate[]> {
  const { rows } = await tx.execute<Omit<Candidate, "openMinor"> & { open: string }>(sql`
    select 'invoice' as kind, invoice_id as id, number, party, due_on::text as day, null as event, open_minor::text as open, score, reasons
    from payments.suggestions(${paymentId}::uuid)
    union all
    select 'order', order_id, number, buyer, made_on::text, event, missing_minor::text, score, reasons
    from payments.order_suggestions(${paymentId}::uuid)
    union all
    select 'booking', booking_id, number, contact, (starts_at at time zone zone)::date::text, null, open_minor::text, score, reasons
    from payments.booking_suggestions(${paymentId}::uuid)
    order by score desc`);
  return rows.map(({ open, event, ...row }) => ({ ...row, event: event ?? undefined, openMinor: BigInt(open) }));
}

/** Every document that a payment of this currency could still be for, the oldest first, for whoever knows better. */
export async function openDocuments(tx: TenantTx, kind: "invoice" | "bill", currency: string): Promise<Candidate[]> {
  const rows = await tx
    .select({
      id: invoices.id,
      number: sql<string>`${invoices.number}`,
      party: parties.name,
      day: sql<string>`${invoices.dueOn}::text`,
      openMinor: sql<string>`(${invoices.totalMinor} - ${invoices.settledMinor})::text`.mapWith(BigInt),
    })
    .from(invoices)
    .innerJoin(parties, and(eq(parties.organizationId, invoices.organizationId), eq(parties.id, invoices.partyId)))
    .where(
      and(eq(invoices.kind, kind), eq(invoices.currency, currency), inArray(invoices.state, ["issued", "partly_paid"])),
    )
    .orderBy(asc(invoices.dueOn))
    .limit(30);
  return rows.map((row) => ({ ...row, kind: "invoice" as const, score: 0, reasons: [] }));
}

type Target = { orderId?: string };
/** The numbers of those targets that got nothing of this payment, because their tickets were gone. */
export async function ordersWithout(tx: TenantTx, paymentId: string, targets: readonly Target[]): Promise<string[]> {
  const wanted = targets.flatMap(({ orderId }) => orderId ?? []);
  if (wanted.length === 0) return [];
  const rows = await tx
    .select({ number: orders.number })
    .from(orders)
    .where(
      and(
        inArray(orders.id, wanted),
        sql`not exists (select from ${allocations} a where a.organization_id = ${orders.organizationId} and a.order_id = ${orders.id}
          and a.manual_payment_id = ${paymentId} and a.reverses_id is null
          and not exists (select from ${allocations} r where r.organization_id = a.organization_id and r.reverses_id = a.id))`,
      ),
    );
  return rows.map(({ number }) => number);
}

/** What was matched with an order by hand, and what is missing of it; undefined where it waits for no such money. */
export async function handMoneyOf(tx: TenantTx, orderId: string) {
  const { rows } = await tx.execute<{
    matched: string;
    missing: string;
    payments: { id: string; payer: string }[];
  }>(sql`
    select x.matched::text, (o.total_minor - x.matched)::text as missing, coalesce((
      select jsonb_agg(distinct jsonb_build_object('id', m.id, 'payer', m.payer)) from payments.allocations a
      join payments.manual_payments m on (m.organization_id, m.id) = (a.organization_id, a.manual_payment_id)
      where a.organization_id = o.organization_id and a.order_id = o.id and a.reverses_id is null
        and not exists (select from payments.allocations r where r.organization_id = a.organization_id and r.reverses_id = a.id)), '[]'::jsonb) as payments
    from ticketing.orders o cross join lateral (select payments.matched_minor(o.organization_id, o.id) as matched) x
    where o.id = ${orderId}::uuid and o.total_minor > 0 and (x.matched > 0 or o.state in ('pending', 'failed', 'expired'))`);
  const [row] = rows;
  return row && { matchedMinor: BigInt(row.matched), missingMinor: BigInt(row.missing), payments: row.payments };
}

/** An order that waits for money, as the form of a payment by hand begins with it. */
export async function orderToPay(tx: TenantTx, orderId: string) {
  const money = isId(orderId) ? await handMoneyOf(tx, orderId) : undefined;
  if (!money || money.missingMinor <= 0n) return undefined;
  const [order] = await tx
    .select({ number: orders.number, payer: orders.buyerName, currency: orders.currency })
    .from(orders)
    .where(eq(orders.id, orderId));
  return (
    order && {
      payer: order.payer,
      currency: order.currency,
      amount: majorUnits(money.missingMinor, order.currency),
      reference: order.number,
    }
  );
}
