import { sql } from "drizzle-orm";
import { check, index, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, tenantKey, within } from "#db/columns";
import { approvalRequests } from "#db/schema/organizations/approvals";
import { invoices } from "#db/schema/payments-invoices";
import { manualPayments } from "#db/schema/payments-manual";
import { sponsorMilestones, sponsorshipOrders } from "#db/schema/sponsorship/orders";
import { partySide, sponsorFiles } from "#db/schema/sponsorship/proposals";
import { bothParties, sponsorId, sponsorship } from "#db/schema/sponsorship/schema";
import { sponsors } from "#db/schema/sponsorship/sponsors";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const fundingState = sponsorship.enum("funding_state", labels("funding"));
export const sponsorRefundState = sponsorship.enum("sponsor_refund_state", labels("sponsor_refund"));
export const sponsorDisputeState = sponsorship.enum("sponsor_dispute_state", labels("sponsor_dispute"));
export const chargebackState = sponsorship.enum("sponsor_chargeback_state", labels("chargeback"));

/** A sponsor paying an order whole: by card (the id is the gateway's reference), by a bank transfer or by an invoice. */
export const fundings = sponsorship.table(
  "fundings",
  {
    organizationId: organizationId(),
    id: id(),
    orderId: uuid("order_id").notNull(),
    sponsorId: sponsorId(),
    method: text("method", { enum: ["card", "transfer", "invoice"] }).notNull(),
    state: fundingState("state").notNull().default("waiting"),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency(),
    feeMinor: minor("fee_minor").notNull().default(sql`0`),
    gateway: text("gateway").notNull().default(""),
    paymentRef: text("payment_ref"),
    manualPaymentId: uuid("manual_payment_id"),
    invoiceId: uuid("invoice_id"),
    failure: text("failure"),
    expiresAt: moment("expires_at"),
    settledAt: moment("settled_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("funding_amount", sql`${t.amountMinor} > 0 and ${t.feeMinor} between 0 and ${t.amountMinor}`),
    uniqueIndex("funded_once").on(t.organizationId, t.orderId).where(sql`state = 'succeeded'`),
    index().on(t.sponsorId),
    ...within(t, t.orderId, sponsorshipOrders),
    ...within(t, t.manualPaymentId, manualPayments),
    ...within(t, t.invoiceId, invoices),
    ...within(t, t.sponsorId, sponsors),
    ...bothParties(),
  ],
);

/** The parties disagree about a part of the held money; only that part is frozen. */
export const sponsorDisputes = sponsorship.table(
  "sponsor_disputes",
  {
    organizationId: organizationId(),
    id: id(),
    orderId: uuid("order_id").notNull(),
    milestoneId: uuid("milestone_id"),
    sponsorId: sponsorId(),
    state: sponsorDisputeState("state").notNull().default("open"),
    side: partySide("side").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency(),
    reason: text("reason").notNull(),
    releasedMinor: minor("released_minor").notNull().default(sql`0`),
    refundedMinor: minor("refunded_minor").notNull().default(sql`0`),
    resolution: text("resolution").notNull().default(""),
    openedBy: uuid("opened_by").references(() => userProfiles.userId),
    openedAt: moment("opened_at").notNull().defaultNow(),
    closedAt: moment("closed_at"),
  },
  (t) => [
    tenantKey(t),
    check(
      "split_of_the_amount",
      sql`${t.amountMinor} > 0 and ${t.releasedMinor} + ${t.refundedMinor} <= ${t.amountMinor}`,
    ),
    check("closed_whole", sql`(${t.state} = 'open') = (${t.closedAt} is null)`),
    index().on(t.openedBy),
    index().on(t.sponsorId),
    ...within(t, t.orderId, sponsorshipOrders),
    ...within(t, t.milestoneId, sponsorMilestones),
    ...within(t, t.sponsorId, sponsors),
    ...bothParties(),
  ],
);

/** What a partySide says and shows in a dispute. */
export const disputeEvidence = sponsorship.table(
  "dispute_evidence",
  {
    organizationId: organizationId(),
    id: id(),
    disputeId: uuid("dispute_id").notNull(),
    sponsorId: sponsorId(),
    side: partySide("side").notNull(),
    author: text("author").notNull(),
    body: text("body").notNull(),
    fileId: uuid("file_id"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    index().on(t.createdBy),
    index().on(t.sponsorId),
    ...within(t, t.disputeId, sponsorDisputes),
    ...within(t, t.fileId, sponsorFiles),
    ...within(t, t.sponsorId, sponsors),
    ...bothParties(),
  ],
);

/** The sponsor's bank takes the card payment back, until the processor has decided. */
export const chargebacks = sponsorship.table(
  "chargebacks",
  {
    organizationId: organizationId(),
    id: id(),
    orderId: uuid("order_id").notNull(),
    sponsorId: sponsorId(),
    state: chargebackState("state").notNull().default("open"),
    gateway: text("gateway").notNull(),
    providerId: text("provider_id").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    /** What of the held money it freezes; the rest was released before. */
    frozenMinor: minor("frozen_minor").notNull(),
    feeMinor: minor("fee_minor").notNull(),
    currency: currency(),
    reason: text("reason").notNull().default(""),
    openedAt: moment("opened_at").notNull().defaultNow(),
    closedAt: moment("closed_at"),
  },
  (t) => [
    tenantKey(t),
    unique("one_chargeback_a_provider_id").on(t.organizationId, t.gateway, t.providerId),
    check(
      "chargeback_amounts",
      sql`${t.amountMinor} > 0 and ${t.frozenMinor} between 0 and ${t.amountMinor} and ${t.feeMinor} >= 0`,
    ),
    index().on(t.sponsorId),
    ...within(t, t.orderId, sponsorshipOrders),
    ...within(t, t.sponsorId, sponsors),
    ...bothParties(),
  ],
);

/** Money on its way back to the sponsor: out of the held funds, or after it was released. */
export const sponsorRefunds = sponsorship.table(
  "sponsor_refunds",
  {
    organizationId: organizationId(),
    id: id(),
    orderId: uuid("order_id").notNull(),
    fundingId: uuid("funding_id").notNull(),
    sponsorId: sponsorId(),
    state: sponsorRefundState("state").notNull().default("sending"),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency(),
    reason: text("reason").notNull(),
    failure: text("failure"),
    sentAt: moment("sent_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("refund_amount", sql`${t.amountMinor} > 0`),
    index().on(t.sponsorId),
    ...within(t, t.orderId, sponsorshipOrders),
    ...within(t, t.fundingId, fundings),
    ...within(t, t.sponsorId, sponsors),
    ...bothParties(),
  ],
);

export const movementKind = sponsorship.enum("movement_kind", [
  "funded",
  "locked",
  "released",
  "refunded",
  "returned",
  "disputed",
  "settled",
  "withdrawn",
  "charged_back",
  "chargeback_won",
  "chargeback_lost",
  "taken_back",
  "cancelled",
]);

/**
 * The history of an order's held funds, which both parties read as its statement. `delta` is what the held amount
 * changed by; where money moved, `group` is the posting in the books, and the two must say the same at commit.
 */
export const heldMovements = sponsorship.table(
  "held_movements",
  {
    organizationId: organizationId(),
    id: id(),
    orderId: uuid("order_id").notNull(),
    sponsorId: sponsorId(),
    kind: movementKind("kind").notNull(),
    /** One act, one movement: a second attempt with the same key does nothing. */
    key: text("key").notNull(),
    deltaMinor: minor("delta_minor").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    feeMinor: minor("fee_minor").notNull().default(sql`0`),
    taxMinor: minor("tax_minor").notNull().default(sql`0`),
    heldMinor: minor("held_minor").notNull(),
    currency: currency(),
    fromState: text("from_state").notNull(),
    toState: text("to_state").notNull(),
    groupId: uuid("group_id"),
    milestoneId: uuid("milestone_id"),
    disputeId: uuid("dispute_id"),
    requestId: uuid("request_id"),
    reason: text("reason").notNull().default(""),
    doneBy: uuid("done_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_movement_a_key").on(t.organizationId, t.orderId, t.key),
    check("money_has_a_posting", sql`${t.deltaMinor} = 0 or ${t.groupId} is not null`),
    index().on(t.doneBy),
    index().on(t.sponsorId),
    index().on(t.organizationId, t.groupId),
    ...within(t, t.orderId, sponsorshipOrders),
    ...within(t, t.milestoneId, sponsorMilestones),
    ...within(t, t.disputeId, sponsorDisputes),
    ...within(t, t.requestId, approvalRequests),
    ...within(t, t.sponsorId, sponsors),
    ...bothParties(),
  ],
);
