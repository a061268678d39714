import { sql } from "drizzle-orm";
import { check, date, index, pgPolicy, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, minor, moment } from "#db/columns";
import { gateway, gatewayPayments } from "#db/schema/gateway";

/** The test gateway's own accounts: what it holds for each merchant's account, what banks dispute, what it pays out. */
const key = () => uuid("id").primaryKey().defaultRandom();
const flowOnly = () => pgPolicy("flow", { for: "all", to: "gr_flow", using: sql`true`, withCheck: sql`true` });

/** A sweep of an account's balance to its bank. */
export const gatewayPayouts = gateway.table(
  "payouts",
  {
    id: key(),
    account: text("account").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency(),
    state: text("state", { enum: ["in_transit", "paid", "failed"] })
      .notNull()
      .default("in_transit"),
    arrivalOn: date("arrival_on").notNull(),
    arrivesAt: moment("arrives_at").notNull(),
    statementReference: text("statement_reference").notNull(),
    createdAt: createdAt(),
  },
  (t) => [check("something_swept", sql`${t.amountMinor} > 0`), index().on(t.account), flowOnly()],
);

/** A bank takes a payment back, or part of it, until the gateway has decided. */
export const gatewayDisputes = gateway.table(
  "disputes",
  {
    id: key(),
    paymentId: uuid("payment_id")
      .notNull()
      .references(() => gatewayPayments.id),
    amountMinor: minor("amount_minor").notNull(),
    feeMinor: minor("fee_minor").notNull(),
    reason: text("reason").notNull(),
    state: text("state", { enum: ["needs_response", "under_review", "won", "lost"] })
      .notNull()
      .default("needs_response"),
    evidence: text("evidence"),
    opensAt: moment("opens_at").notNull(),
    respondUntil: moment("respond_until").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index().on(t.paymentId),
    check("dispute_amounts", sql`${t.amountMinor} > 0 and ${t.feeMinor} >= 0`),
    flowOnly(),
  ],
);

/** One change of an account's balance. */
export const gatewayBalanceTransactions = gateway.table(
  "balance_transactions",
  {
    id: key(),
    account: text("account").notNull(),
    merchant: text("merchant").notNull(),
    paymentId: uuid("payment_id").references(() => gatewayPayments.id),
    kind: text("kind").notNull(),
    grossMinor: minor("gross_minor").notNull(),
    feeMinor: minor("fee_minor").notNull(),
    currency: currency(),
    /** The merchant's own reference of what it is about. */
    reference: text("reference"),
    availableOn: date("available_on").notNull(),
    payoutId: uuid("payout_id").references(() => gatewayPayouts.id),
    createdAt: createdAt(),
  },
  (t) => [
    index("unpaid").on(t.account, t.currency).where(sql`payout_id is null`),
    index().on(t.payoutId),
    index().on(t.paymentId),
    uniqueIndex("one_fee_correction").on(t.paymentId).where(sql`kind = 'fee'`),
    flowOnly(),
  ],
);
