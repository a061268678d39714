import { sql } from "drizzle-orm";
import { boolean, jsonb, pgPolicy, text, unique, uuid } from "drizzle-orm/pg-core";
import { currency, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { payments } from "#db/schema/payments";
import { processorAccounts } from "#db/schema/payments-processor";

/**
 * What Stripe says, object by object and as it said it last. The books do not read these tables: they are for looking
 * something up, and for proving later what we were told. They belong to whose Stripe account it is.
 */
const common = () => ({
  organizationId: organizationId(),
  id: id(),
  accountId: uuid("account_id").notNull(),
  stripeId: text("stripe_id").notNull(),
  /** False for test keys. */
  livemode: boolean("livemode").notNull(),
  /** When Stripe made it, and when we last heard of it. */
  madeAt: moment("made_at").notNull(),
  seenAt: moment("seen_at").notNull().defaultNow(),
  data: jsonb("data").notNull(),
});
const money = () => ({
  status: text("status").notNull(),
  amountMinor: minor("amount_minor").notNull(),
  currency: currency(),
});
const flow = () => pgPolicy("flow", { for: "all", to: "gr_flow", using: sql`true`, withCheck: sql`true` });
const read = () => [...ownedBy({ read: "payments:read" }), flow()];

export const stripeEvents = payments.table("stripe_events", { ...common(), type: text("type").notNull() }, (t) => [
  tenantKey(t),
  unique("one_stripe_event").on(t.organizationId, t.stripeId),
  ...within(t, t.accountId, processorAccounts),
  ...read(),
]);

export const stripePaymentIntents = payments.table("stripe_payment_intents", { ...common(), ...money() }, (t) => [
  tenantKey(t),
  unique("one_stripe_intent").on(t.organizationId, t.stripeId),
  ...within(t, t.accountId, processorAccounts),
  ...read(),
]);

export const stripeRefunds = payments.table("stripe_refunds", { ...common(), ...money() }, (t) => [
  tenantKey(t),
  unique("one_stripe_refund").on(t.organizationId, t.stripeId),
  ...within(t, t.accountId, processorAccounts),
  ...read(),
]);

export const stripeDisputes = payments.table("stripe_disputes", { ...common(), ...money() }, (t) => [
  tenantKey(t),
  unique("one_stripe_dispute").on(t.organizationId, t.stripeId),
  ...within(t, t.accountId, processorAccounts),
  ...read(),
]);

export const stripeBalanceTransactions = payments.table(
  "stripe_balance_transactions",
  { ...common(), ...money() },
  (t) => [
    tenantKey(t),
    unique("one_stripe_balance_transaction").on(t.organizationId, t.stripeId),
    ...within(t, t.accountId, processorAccounts),
    ...read(),
  ],
);

export const stripePayouts = payments.table("stripe_payouts", { ...common(), ...money() }, (t) => [
  tenantKey(t),
  unique("one_stripe_payout").on(t.organizationId, t.stripeId),
  ...within(t, t.accountId, processorAccounts),
  ...read(),
]);
