import "server-only";
import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { bookings } from "#db/schema/bookings/bookings";
import { events } from "#db/schema/events";
import { stations } from "#db/schema/identity";
import { transactions } from "#db/schema/payments";
import { invoices, recurringInvoices } from "#db/schema/payments-invoices";
import { manualPayments, parties } from "#db/schema/payments-manual";
import { allocations, invoiceReminders } from "#db/schema/payments-settling";
import { orders } from "#db/schema/ticketing";
import { userProfiles } from "#db/schema/users";
import type { PublicTx, TenantTx } from "#db/tenant";
import { InvoiceFacts } from "#lib/payments/receivables/words";

/** A document with its lines and taxes, in any state; null when it is not there, or not theirs. */
export async function invoiceOf(tx: TenantTx, id: string): Promise<InvoiceFacts | null> {
  const { rows } = await tx.execute<{ facts: unknown }>(sql`select payments.invoice_of(${id}::uuid) as facts`);
  return rows[0]?.facts ? InvoiceFacts.parse(rows[0].facts) : null;
}

/** The invoice of a customer's link. Called with `asPublic`. */
export async function invoiceOfLink(tx: PublicTx, secret: string): Promise<InvoiceFacts | null> {
  const { rows } = await tx.execute<{ facts: unknown }>(sql`select payments.invoice_page(${secret}) as facts`);
  return rows[0]?.facts ? InvoiceFacts.parse(rows[0].facts) : null;
}

/** What a document's page and its editor need besides: the row itself. */
export async function invoiceRow(tx: TenantTx, id: string) {
  const [row] = await tx
    .select({ invoice: invoices, partyName: parties.name, partyEmail: parties.email, by: userProfiles.name })
    .from(invoices)
    .innerJoin(parties, and(eq(parties.organizationId, invoices.organizationId), eq(parties.id, invoices.partyId)))
    .leftJoin(userProfiles, eq(userProfiles.userId, invoices.createdBy))
    .where(eq(invoices.id, id));
  return row;
}

/** What settled a document, oldest first, with what was taken back. */
export const settlementsOf = (tx: TenantTx, invoiceId: string) =>
  tx
    .select({
      id: allocations.id,
      kind: allocations.kind,
      amountMinor: allocations.amountMinor,
      currency: allocations.currency,
      effectiveOn: allocations.effectiveOn,
      reason: allocations.reason,
      reversesId: allocations.reversesId,
      manualPaymentId: allocations.manualPaymentId,
      creditNoteId: allocations.creditNoteId,
      method: manualPayments.method,
      payer: manualPayments.payer,
    })
    .from(allocations)
    .leftJoin(
      manualPayments,
      and(
        eq(manualPayments.organizationId, allocations.organizationId),
        eq(manualPayments.id, allocations.manualPaymentId),
      ),
    )
    .where(eq(allocations.invoiceId, invoiceId))
    .orderBy(asc(allocations.id));

export const creditNotesOf = (tx: TenantTx, invoiceId: string) =>
  tx
    .select({ id: invoices.id, number: invoices.number, totalMinor: invoices.totalMinor, issuedOn: invoices.issuedOn })
    .from(invoices)
    .where(and(eq(invoices.creditsId, invoiceId), eq(invoices.state, "issued")))
    .orderBy(asc(invoices.serial));

export const remindersOf = (tx: TenantTx, invoiceId: string) =>
  tx
    .select({ kind: invoiceReminders.kind, sentAt: invoiceReminders.sentAt })
    .from(invoiceReminders)
    .where(eq(invoiceReminders.invoiceId, invoiceId))
    .orderBy(asc(invoiceReminders.sentAt));

/** The postings of a document or of a payment by hand, oldest first. */
export const postingsOf = (tx: TenantTx, of: { invoiceId: string } | { manualPaymentId: string }) =>
  tx
    .select({
      id: transactions.id,
      kind: transactions.kind,
      memo: transactions.memo,
      effectiveOn: transactions.effectiveOn,
    })
    .from(transactions)
    .where(
      "invoiceId" in of
        ? eq(transactions.invoiceId, of.invoiceId)
        : eq(transactions.manualPaymentId, of.manualPaymentId),
    )
    .orderBy(asc(transactions.id));

/** A payment by hand, with who wrote it down and who decided. */
export async function paymentOf(tx: TenantTx, id: string) {
  const [found] = await tx
    .select({ payment: manualPayments, party: parties.name, station: stations.name, event: events.name })
    .from(manualPayments)
    .leftJoin(
      parties,
      and(eq(parties.organizationId, manualPayments.organizationId), eq(parties.id, manualPayments.partyId)),
    )
    .leftJoin(
      stations,
      and(eq(stations.organizationId, manualPayments.organizationId), eq(stations.id, manualPayments.stationId)),
    )
    .leftJoin(
      events,
      and(eq(events.organizationId, manualPayments.organizationId), eq(events.id, manualPayments.eventId)),
    )
    .where(eq(manualPayments.id, id));
  if (!found) return null;
  const { recordedBy, decidedBy, reversedBy } = found.payment;
  const ids = [recordedBy, decidedBy, reversedBy].flatMap((one) => one ?? []);
  const people = ids.length
    ? await tx
        .select({ id: userProfiles.userId, name: userProfiles.name })
        .from(userProfiles)
        .where(inArray(userProfiles.userId, ids))
    : [];
  const nameOf = (person: string | null) => people.find((one) => one.id === person)?.name ?? null;
  return { ...found, recordedBy: nameOf(recordedBy), decidedBy: nameOf(decidedBy), reversedBy: nameOf(reversedBy) };
}

/** What a payment settled, with what was taken back. */
export const allocationsOf = (tx: TenantTx, paymentId: string) =>
  tx
    .select({
      id: allocations.id,
      invoiceId: allocations.invoiceId,
      orderId: allocations.orderId,
      bookingId: allocations.bookingId,
      number: sql<string>`coalesce(${invoices.number}, ${orders.number}, ${bookings.number})`,
      party: sql<string>`coalesce(${parties.name}, ${orders.buyerName}, ${bookings.contactName})`,
      orderState: orders.state,
      amountMinor: allocations.amountMinor,
      effectiveOn: allocations.effectiveOn,
      reason: allocations.reason,
      reversesId: allocations.reversesId,
    })
    .from(allocations)
    .leftJoin(
      invoices,
      and(eq(invoices.organizationId, allocations.organizationId), eq(invoices.id, allocations.invoiceId)),
    )
    .leftJoin(parties, and(eq(parties.organizationId, invoices.organizationId), eq(parties.id, invoices.partyId)))
    .leftJoin(orders, and(eq(orders.organizationId, allocations.organizationId), eq(orders.id, allocations.orderId)))
    .leftJoin(
      bookings,
      and(eq(bookings.organizationId, allocations.organizationId), eq(bookings.id, allocations.bookingId)),
    )
    .where(eq(allocations.manualPaymentId, paymentId))
    .orderBy(asc(allocations.id));

/** Whom a document or a payment can be for. */
export const partyChoices = (tx: TenantTx) =>
  tx
    .select({
      id: parties.id,
      name: parties.name,
      kind: parties.kind,
      country: parties.country,
      region: parties.region,
      termsDays: parties.termsDays,
    })
    .from(parties)
    .where(eq(parties.archived, false))
    .orderBy(asc(parties.name))
    .limit(2000);

export async function partyOf(tx: TenantTx, id: string) {
  const [party] = await tx.select().from(parties).where(eq(parties.id, id));
  return party;
}

/** What a contract repeats, the next one first. */
export const recurringOf = (tx: TenantTx) =>
  tx
    .select({
      id: recurringInvoices.id,
      contract: recurringInvoices.contract,
      party: parties.name,
      every: recurringInvoices.every,
      nextOn: recurringInvoices.nextOn,
      endsOn: recurringInvoices.endsOn,
      made: recurringInvoices.made,
      active: recurringInvoices.active,
    })
    .from(recurringInvoices)
    .innerJoin(
      parties,
      and(eq(parties.organizationId, recurringInvoices.organizationId), eq(parties.id, recurringInvoices.partyId)),
    )
    .orderBy(desc(recurringInvoices.active), asc(recurringInvoices.nextOn));
