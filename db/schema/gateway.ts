import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgPolicy, pgSchema, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, ownedBy, tenantKey } from "#db/columns";
import { organizations } from "#db/schema/organizations";
import { userProfiles } from "#db/schema/users";

/**
 * The built-in test gateway, kept apart as if it were another company: it knows merchants and references, not
 * organizations and orders, and tells the product what happened only by signed webhooks. Functions alone touch it.
 */
export const gateway = pgSchema("gateway");

/** Random all through: whoever knows a payment's id may open its page. */
const key = () => uuid("id").primaryKey().defaultRandom();
const flowOnly = () => pgPolicy("flow", { for: "all", to: "gr_flow", using: sql`true`, withCheck: sql`true` });

/** A payment that a merchant asked for. No card number is ever stored: the last four digits are. */
export const gatewayPayments = gateway.table(
  "payments",
  {
    id: key(),
    /** The merchant's account here; the product uses the organization's id. */
    merchant: text("merchant").notNull(),
    /** The merchant's own reference, and what makes asking twice one payment. */
    reference: text("reference").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency(),
    description: text("description").notNull(),
    returnUrl: text("return_url").notNull(),
    cancelUrl: text("cancel_url").notNull(),
    state: text("state", { enum: ["waiting", "processing", "succeeded", "failed", "cancelled"] })
      .notNull()
      .default("waiting"),
    feeMinor: minor("fee_minor").notNull().default(sql`0`),
    refundedMinor: minor("refunded_minor").notNull().default(sql`0`),
    card: text("card"),
    failure: text("failure"),
    /** When a payment in processing succeeds: some banks take their time. */
    settlesAt: moment("settles_at"),
    expiresAt: moment("expires_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("one_payment_a_reference").on(t.merchant, t.reference),
    check("something_paid", sql`${t.amountMinor} > 0`),
    check("last_four", sql`${t.card} ~ '^[0-9]{4}$'`),
    check("refund_in_range", sql`${t.refundedMinor} between 0 and ${t.amountMinor}`),
    flowOnly(),
  ],
);

/** Money sent back, once per reference. */
export const gatewayRefunds = gateway.table(
  "refunds",
  {
    id: key(),
    paymentId: uuid("payment_id")
      .notNull()
      .references(() => gatewayPayments.id),
    reference: text("reference").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("one_refund_a_reference").on(t.paymentId, t.reference),
    check("something_refunded", sql`${t.amountMinor} > 0`),
    flowOnly(),
  ],
);

/** A webhook on its way to the merchant. Two rows with one event are the same news told twice. */
export const deliveries = gateway.table(
  "deliveries",
  {
    id: key(),
    /** None for news of an account, such as a payout. */
    paymentId: uuid("payment_id").references(() => gatewayPayments.id),
    eventId: text("event_id").notNull(),
    body: text("body").notNull(),
    deliverAt: moment("deliver_at").notNull().defaultNow(),
    deliveredAt: moment("delivered_at"),
    createdAt: createdAt(),
  },
  (t) => [index().on(t.paymentId), flowOnly()],
);

/** What gateways told us, exactly as they said it, stored before it is answered: the receiver's side. */
export const webhookEvents = gateway.table(
  "webhook_events",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    gateway: text("gateway").notNull(),
    eventId: text("event_id").notNull(),
    kind: text("kind").notNull(),
    rawBody: text("raw_body").notNull(),
    /** The headers that sign it, as they came: the worker checks them again before it believes anything. */
    signature: jsonb("signature").notNull(),
    /** How often the same news arrived; it has an effect once. */
    times: integer("times").notNull().default(1),
    receivedAt: moment("received_at").notNull().defaultNow(),
    processedAt: moment("processed_at"),
    /** Why it had no effect. */
    error: text("error"),
    /** Whose key signed it, where the gateway has a key an account. */
    accountId: uuid("account_id"),
    /** Who asked for it to be processed again, last. */
    replayedBy: uuid("replayed_by").references(() => userProfiles.userId),
    replayedAt: moment("replayed_at"),
  },
  (t) => [
    tenantKey(t),
    unique("one_event_a_gateway").on(t.organizationId, t.gateway, t.eventId),
    index().on(t.organizationId, t.receivedAt.desc().nullsFirst()),
    index().on(t.replayedBy),
    ...ownedBy({ read: "payments:read" }),
    flowOnly(),
  ],
);
