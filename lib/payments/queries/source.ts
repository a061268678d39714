import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { bookings } from "#db/schema/bookings/bookings";
import { events } from "#db/schema/events";
import { stations } from "#db/schema/identity";
import { creditLots, creditMoves } from "#db/schema/payments/credits";
import { autoSplits, splitRuns } from "#db/schema/payments/planning";
import { exchanges } from "#db/schema/payments/reports";
import { invoices } from "#db/schema/payments-invoices";
import { manualPayments } from "#db/schema/payments-manual";
import { seals } from "#db/schema/payments-periods";
import { cardPayments } from "#db/schema/payments-settling";
import { orders } from "#db/schema/ticketing";
import type { TenantTx } from "#db/tenant";
import { linesExplainedBy } from "#lib/payments/bank/queries/explained";
import { orderOfPosting } from "#lib/sponsorship/queries/held";

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

type Source = Record<
  | ("eventId" | "stationId" | "invoiceId" | "manualPaymentId" | "cardPaymentId" | "bookingId")
  | ("splitRunId" | "creditLotId" | "creditSpendId"),
  string | null
> & { transactionId: string };

/** What a transaction is reported under, and the documents and records that it comes from, where there are such. */
export async function sourceFacts(tx: TenantTx, { transactionId, eventId, stationId, ...source }: Source) {
  const [event] = eventId
    ? await tx.select({ id: events.id, name: events.name }).from(events).where(eq(events.id, eventId))
    : [];
  const [station] = stationId
    ? await tx.select({ id: stations.id, name: stations.name }).from(stations).where(eq(stations.id, stationId))
    : [];
  const [exchange] = await tx.select().from(exchanges).where(eq(exchanges.transactionId, transactionId));
  const bankLines = await linesExplainedBy(tx, { transactionId });
  const [split] = source.splitRunId
    ? await tx
        .select({ id: autoSplits.id, name: autoSplits.name })
        .from(splitRuns)
        .innerJoin(autoSplits, eq(autoSplits.id, splitRuns.splitId))
        .where(eq(splitRuns.id, source.splitRunId))
    : [];
  const [documents, lots] = [await sourceDocuments(tx, source), await lotsOf(tx, source)];
  const deal = await orderOfPosting(tx, transactionId);
  return { event, station, exchange, bankLines, documents, split, lots, deal };
}

/** The lots of credits that it sold or let run out, or out of which it used some. */
async function lotsOf(tx: TenantTx, { creditLotId, creditSpendId }: Pick<Source, "creditLotId" | "creditSpendId">) {
  const columns = { id: creditLots.id, holder: creditLots.holder };
  if (creditLotId) return tx.select(columns).from(creditLots).where(eq(creditLots.id, creditLotId));
  if (!creditSpendId) return [];
  return tx
    .selectDistinct(columns)
    .from(creditMoves)
    .innerJoin(creditLots, eq(creditLots.id, creditMoves.lotId))
    .where(eq(creditMoves.spendId, creditSpendId));
}

type Documents = Pick<Source, "invoiceId" | "manualPaymentId" | "cardPaymentId" | "bookingId">;

/** The invoice, the payment by hand and the card payment behind a transaction, with the words that people know them by. */
async function sourceDocuments(tx: TenantTx, { invoiceId, manualPaymentId, cardPaymentId, bookingId }: Documents) {
  const [invoice] = invoiceId
    ? await tx
        .select({ id: invoices.id, kind: invoices.kind, number: invoices.number })
        .from(invoices)
        .where(eq(invoices.id, invoiceId))
    : [];
  const [payment] = manualPaymentId
    ? await tx
        .select({
          id: manualPayments.id,
          method: manualPayments.method,
          direction: manualPayments.direction,
          payer: manualPayments.payer,
          reference: manualPayments.reference,
        })
        .from(manualPayments)
        .where(eq(manualPayments.id, manualPaymentId))
    : [];
  // A card payment has no page of its own: it stands on the page of the invoice that it pays, or of the booking.
  const [card] = cardPaymentId
    ? await tx
        .select({
          invoiceId: cardPayments.invoiceId,
          amountMinor: cardPayments.amountMinor,
          currency: cardPayments.currency,
          reference: cardPayments.paymentRef,
        })
        .from(cardPayments)
        .where(eq(cardPayments.id, cardPaymentId))
    : [];
  const [booking] = bookingId
    ? await tx
        .select({ id: bookings.id, number: bookings.number, contact: bookings.contactName })
        .from(bookings)
        .where(eq(bookings.id, bookingId))
    : [];
  return { invoice, payment, card, booking };
}
export type SourceDocuments = Awaited<ReturnType<typeof sourceDocuments>>;
