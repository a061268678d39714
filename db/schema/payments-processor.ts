import { sql } from "drizzle-orm";
import { check, date, index, integer, pgPolicy, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { organizations } from "#db/schema/organizations";
import { bytes, payments, readable, transactions } from "#db/schema/payments";
import { cardPayments } from "#db/schema/payments-settling";
import { orders } from "#db/schema/ticketing";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const disputeState = payments.enum("dispute_state", labels("dispute"));
export const processorPayoutState = payments.enum("processor_payout_state", labels("processor_payout"));
export const processorTransactionKind = payments.enum("processor_transaction_kind", [
  "payment",
  "refund",
  "dispute",
  "dispute_reversal",
  "fee",
  "payout",
  "payout_reversal",
  "adjustment",
]);

const flow = () => pgPolicy("flow", { for: "all", to: "gr_flow", using: sql`true`, withCheck: sql`true` });
const seen = () => [...readable(), flow()];

/**
 * An organization's own account at a processor; without an active one its sales go through the built-in test gateway.
 * Keys are sealed by `lib/payments/processor/seal.ts`, and no request may read them.
 */
export const processorAccounts = payments.table(
  "processor_accounts",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    /** Also the last part of its clearing account: `stripe` with live keys, `stripe-test` with test keys. */
    gateway: text("gateway", { enum: ["stripe", "stripe-test"] }).notNull(),
    state: text("state", { enum: ["active", "disconnected"] })
      .notNull()
      .default("active"),
    /** The account's id at the processor, as its key answered. */
    providerAccount: text("provider_account").notNull(),
    sealedKey: text("sealed_key").notNull(),
    sealedWebhookSecret: text("sealed_webhook_secret").notNull(),
    /** The key's last four characters. */
    keyHint: text("key_hint").notNull(),
    connectedBy: uuid("connected_by").references(() => userProfiles.userId),
    disconnectedAt: moment("disconnected_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("one_active_processor").on(t.organizationId).where(sql`state = 'active'`),
    index().on(t.connectedBy),
    check("gateway_known", sql`${t.gateway} in ('stripe', 'stripe-test')`),
    check("account_state_known", sql`${t.state} in ('active', 'disconnected')`),
    ...ownedBy({ read: "payments:read" }),
    flow(),
  ],
);

/** Money that a processor sends to the bank, or takes from it when negative: what one line of the bank's statement is made of. */
export const processorPayouts = payments.table(
  "processor_payouts",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    gateway: text("gateway").notNull(),
    providerId: text("provider_id").notNull(),
    state: processorPayoutState("state").notNull().default("pending"),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency(),
    /** The day on which the bank should have it. */
    arrivalOn: date("arrival_on").notNull(),
    /** What the bank's statement says of it. */
    statementReference: text("statement_reference").notNull().default(""),
    /** How many balance transactions the processor says it is made of. */
    transactionCount: integer("transaction_count"),
    failure: text("failure"),
    paidAt: moment("paid_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_payout_a_provider_id").on(t.organizationId, t.gateway, t.providerId),
    check("something_paid_out", sql`${t.amountMinor} <> 0`),
    index().on(t.organizationId, t.arrivalOn),
    ...seen(),
  ],
);

/** Every change of a balance at a processor, as the processor accounts for it: the middle of ledger, processor, bank. */
export const processorTransactions = payments.table(
  "processor_transactions",
  {
    /** Whose account it is: the platform's where the platform collects. */
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    gateway: text("gateway").notNull(),
    providerId: text("provider_id").notNull(),
    kind: processorTransactionKind("kind").notNull(),
    grossMinor: minor("gross_minor").notNull(),
    feeMinor: minor("fee_minor").notNull().default(sql`0`),
    netMinor: minor("net_minor").notNull(),
    currency: currency(),
    occurredAt: moment("occurred_at").notNull(),
    /** From this day on it may be part of a payout. */
    availableOn: date("available_on").notNull(),
    /** For whom it was taken, where that is somebody else. */
    merchantOrganizationId: uuid("merchant_organization_id").references(() => organizations.id),
    /** Our id of the order, refund or dispute. */
    sourceId: uuid("source_id"),
    description: text("description").notNull().default(""),
    processorPayoutId: uuid("processor_payout_id"),
    /** The posting in this organization's book; null while the books do not know of it. */
    transactionId: uuid("transaction_id"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_transaction_a_provider_id").on(t.organizationId, t.gateway, t.providerId),
    check("net_is_gross_less_fee", sql`${t.netMinor} = ${t.grossMinor} - ${t.feeMinor}`),
    index().on(t.organizationId, t.occurredAt),
    index().on(t.merchantOrganizationId),
    ...within(t, t.processorPayoutId, processorPayouts),
    ...within(t, t.transactionId, transactions),
    ...seen(),
  ],
);

/** A buyer's bank takes money back. Belongs to whoever sold; the money is withheld from the processor's account holder. */
export const disputes = payments.table(
  "disputes",
  {
    organizationId: organizationId(),
    id: id(),
    /** What was paid: an order, or the card payment of a booking or an invoice. */
    orderId: uuid("order_id"),
    cardPaymentId: uuid("card_payment_id"),
    gateway: text("gateway").notNull(),
    providerId: text("provider_id").notNull(),
    state: disputeState("state").notNull().default("open"),
    amountMinor: minor("amount_minor").notNull(),
    feeMinor: minor("fee_minor").notNull().default(sql`0`),
    currency: currency(),
    /** The processor's word for why, such as `fraudulent`. */
    reason: text("reason").notNull(),
    respondUntil: moment("respond_until"),
    openedAt: moment("opened_at").notNull(),
    /** What was written to the processor. */
    evidence: text("evidence").notNull().default(""),
    answeredBy: uuid("answered_by").references(() => userProfiles.userId),
    answeredAt: moment("answered_at"),
    /** Why the processor did not take the answer. */
    failure: text("failure"),
    closedAt: moment("closed_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_dispute_a_provider_id").on(t.organizationId, t.gateway, t.providerId),
    check("one_disputed_payment", sql`num_nonnulls(${t.orderId}, ${t.cardPaymentId}) = 1`),
    check("something_disputed", sql`${t.amountMinor} > 0 and ${t.feeMinor} >= 0`),
    check("evidence_length", sql`length(${t.evidence}) <= 20000`),
    index().on(t.answeredBy),
    index().on(t.organizationId, t.openedAt),
    ...within(t, t.orderId, orders),
    ...within(t, t.cardPaymentId, cardPayments),
    ...seen(),
  ],
);

/** A file that goes to the processor with the answer to a dispute. */
export const disputeFiles = payments.table(
  "dispute_files",
  {
    organizationId: organizationId(),
    id: id(),
    disputeId: uuid("dispute_id").notNull(),
    name: text("name").notNull(),
    contentType: text("content_type", { enum: ["application/pdf", "image/png", "image/jpeg"] }).notNull(),
    content: bytes("content").notNull(),
    uploadedBy: uuid("uploaded_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("file_name_length", sql`length(${t.name}) between 1 and 120`),
    check("file_kind", sql`${t.contentType} in ('application/pdf', 'image/png', 'image/jpeg')`),
    check("file_size", sql`octet_length(${t.content}) between 1 and 921600`),
    index().on(t.uploadedBy),
    ...within(t, t.disputeId, disputes),
    ...seen(),
  ],
);
