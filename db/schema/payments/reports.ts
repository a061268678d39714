import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, numeric, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, tenantKey } from "#db/columns";
import { payments, readable, transactions } from "#db/schema/payments";
import { periods } from "#db/schema/payments-periods";
import { userProfiles } from "#db/schema/users";

/** Money changed from one currency into another: what left, what arrived, at which rate and who published it. */
export const exchanges = payments.table(
  "exchanges",
  {
    organizationId: organizationId(),
    id: id(),
    transactionId: uuid("transaction_id").notNull(),
    soldCurrency: currency("sold_currency"),
    soldMinor: minor("sold_minor").notNull(),
    boughtCurrency: currency("bought_currency"),
    boughtMinor: minor("bought_minor").notNull(),
    /** Major units bought for one major unit sold, as its source gives it. */
    rate: numeric("rate", { precision: 24, scale: 12 }).notNull(),
    rateSource: text("rate_source").notNull(),
    rateOn: date("rate_on").notNull(),
    /** What `rate` would have brought; the difference to what arrived is the gain (or, below zero, the loss). */
    expectedMinor: minor("expected_minor").notNull(),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_exchange_a_transaction").on(t.organizationId, t.transactionId),
    foreignKey({
      columns: [t.organizationId, t.transactionId],
      foreignColumns: [transactions.organizationId, transactions.id],
    }),
    check(
      "exchange_amounts",
      sql`${t.soldMinor} > 0 and ${t.boughtMinor} > 0 and ${t.expectedMinor} > 0 and ${t.rate} > 0`,
    ),
    check("two_currencies", sql`${t.soldCurrency} <> ${t.boughtCurrency}`),
    index("exchanges_by_author").on(t.createdBy),
    ...readable(),
  ],
);

/** A closed period that was opened again: why, who asked, who agreed, and where the lock date went. Never changed. */
export const reopenings = payments.table(
  "reopenings",
  {
    organizationId: organizationId(),
    id: id(),
    periodId: uuid("period_id").notNull(),
    reason: text("reason").notNull(),
    requestedBy: uuid("requested_by")
      .notNull()
      .references(() => userProfiles.userId),
    /** Somebody else; null where nobody else could have agreed. */
    approvedBy: uuid("approved_by").references(() => userProfiles.userId),
    lockedThrough: date("locked_through").notNull(),
    lockedBefore: date("locked_before").notNull(),
    reopenedAt: moment("reopened_at").notNull().defaultNow(),
  },
  (t) => [
    tenantKey(t),
    unique("reopened_once").on(t.organizationId, t.periodId),
    foreignKey({ columns: [t.organizationId, t.periodId], foreignColumns: [periods.organizationId, periods.id] }),
    check("reopening_goes_back", sql`${t.lockedThrough} < ${t.lockedBefore}`),
    check("somebody_else_agreed", sql`${t.approvedBy} is distinct from ${t.requestedBy}`),
    index("reopenings_by_asker").on(t.requestedBy),
    index("reopenings_by_approver").on(t.approvedBy),
    ...readable(),
  ],
);
