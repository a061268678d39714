import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { bookings } from "#db/schema/bookings/bookings";
import { organizations } from "#db/schema/organizations";
import { invoices } from "#db/schema/payments-invoices";
import { manualPayments } from "#db/schema/payments-manual";
import { byFlow, payments } from "#db/schema/payments-schema";
import { orders } from "#db/schema/ticketing";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const cardPaymentState = payments.enum("card_payment_state", labels("card_payment"));

/** An invoice or a booking being paid by card; its id is the reference that the gateway knows. */
export const cardPayments = payments.table(
  "card_payments",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    invoiceId: uuid("invoice_id"),
    bookingId: uuid("booking_id"),
    state: cardPaymentState("state").notNull().default("waiting"),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency(),
    feeMinor: minor("fee_minor").notNull().default(sql`0`),
    gateway: text("gateway").notNull(),
    paymentRef: text("payment_ref"),
    failure: text("failure"),
    expiresAt: moment("expires_at").notNull(),
    settledAt: moment("settled_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("amount_positive", sql`${t.amountMinor} > 0`),
    check("one_card_target", sql`num_nonnulls(${t.invoiceId}, ${t.bookingId}) = 1`),
    ...within(t, t.invoiceId, invoices),
    ...within(t, t.bookingId, bookings),
    ...ownedBy({ read: "payments:read" }),
    byFlow(),
  ],
);

/**
 * What settles what, and since which day: never changed, taken back by a row with the opposite amount. One source at
 * most (none: a write-off) and one target; another kind of target joins as another column.
 */
export const allocations = payments.table(
  "allocations",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    kind: text("kind", { enum: ["payment", "card", "credit", "write_off"] }).notNull(),
    manualPaymentId: uuid("manual_payment_id"),
    cardPaymentId: uuid("card_payment_id"),
    creditNoteId: uuid("credit_note_id"),
    invoiceId: uuid("invoice_id"),
    orderId: uuid("order_id"),
    bookingId: uuid("booking_id"),
    /** Its foreign key is in `72-sponsorship.sql`: its table comes after this one. */
    sponsorshipOrderId: uuid("sponsorship_order_id"),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency(),
    /** The day of its posting. */
    effectiveOn: date("effective_on").notNull(),
    reason: text("reason").notNull().default(""),
    reversesId: uuid("reverses_id"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("one_target", sql`num_nonnulls(${t.invoiceId}, ${t.orderId}, ${t.bookingId}, ${t.sponsorshipOrderId}) = 1`),
    check("one_source", sql`num_nonnulls(${t.manualPaymentId}, ${t.cardPaymentId}, ${t.creditNoteId}) <= 1`),
    check("sign", sql`${t.amountMinor} <> 0 and (${t.amountMinor} < 0) = (${t.reversesId} is not null)`),
    uniqueIndex("allocation_reversed_once").on(t.organizationId, t.reversesId).where(sql`reverses_id is not null`),
    foreignKey({ columns: [t.organizationId, t.reversesId], foreignColumns: [t.organizationId, t.id] }),
    index().on(t.createdBy),
    index().on(t.organizationId, t.sponsorshipOrderId),
    ...within(t, t.manualPaymentId, manualPayments),
    ...within(t, t.cardPaymentId, cardPayments),
    ...within(t, t.creditNoteId, invoices),
    ...within(t, t.invoiceId, invoices),
    ...within(t, t.orderId, orders),
    ...within(t, t.bookingId, bookings),
    ...ownedBy({ read: "payments:read" }),
    byFlow(),
  ],
);

/** A reminder that went out; each kind once an invoice. */
export const invoiceReminders = payments.table(
  "invoice_reminders",
  {
    organizationId: organizationId(),
    invoiceId: uuid("invoice_id").notNull(),
    kind: text("kind", { enum: ["before_due", "on_due", "after_7", "after_14", "after_30"] }).notNull(),
    sentAt: moment("sent_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.invoiceId, t.kind] }),
    foreignKey({ columns: [t.organizationId, t.invoiceId], foreignColumns: [invoices.organizationId, invoices.id] }),
    ...ownedBy({ read: "payments:read" }),
    byFlow(),
  ],
);
