import { sql } from "drizzle-orm";
import { bigint, check, date, foreignKey, index, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, minor, moment, organizationId, tenantKey } from "#db/columns";
import { accounts, books, readable, transactions } from "#db/schema/payments";
import { bytes, payments } from "#db/schema/payments-schema";
import { userProfiles } from "#db/schema/users";

/** A closed period: who closed it, and the head of the chain that its statement prints. */
export const periods = payments.table(
  "periods",
  {
    organizationId: organizationId().references(() => books.organizationId),
    id: id(),
    startsOn: date("starts_on").notNull(),
    endsOn: date("ends_on").notNull(),
    note: text("note").notNull().default(""),
    closedBy: uuid("closed_by").references(() => userProfiles.userId),
    closedAt: moment("closed_at").notNull().defaultNow(),
    chainN: bigint("chain_n", { mode: "bigint" }).notNull(),
    chainHead: bytes("chain_head").notNull(),
  },
  (t) => [
    tenantKey(t),
    // A period that was reopened is closed again as another row.
    index("periods_by_end").on(t.organizationId, t.endsOn),
    check("ends_after_start", sql`${t.endsOn} >= ${t.startsOn}`),
    index().on(t.closedBy),
    ...readable(),
  ],
);

/** What every account stood at when a period was closed: where a question about an old day starts. */
export const periodBalances = payments.table(
  "period_balances",
  {
    organizationId: organizationId(),
    periodId: uuid("period_id").notNull(),
    accountId: uuid("account_id").notNull(),
    balanceMinor: minor("balance_minor").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.periodId, t.accountId] }),
    foreignKey({ columns: [t.organizationId, t.accountId], foreignColumns: [accounts.organizationId, accounts.id] }),
    index().on(t.organizationId, t.accountId),
    foreignKey({ columns: [t.organizationId, t.periodId], foreignColumns: [periods.organizationId, periods.id] }),
    ...readable(),
  ],
);

/** The hash chain of a book: each transaction's leaf, and the head after it. */
export const seals = payments.table(
  "seals",
  {
    organizationId: organizationId(),
    n: bigint("n", { mode: "bigint" }).notNull(),
    transactionId: uuid("transaction_id").notNull(),
    leaf: bytes("leaf").notNull(),
    hash: bytes("hash").notNull(),
    sealedAt: moment("sealed_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.n] }),
    unique("sealed_once").on(t.organizationId, t.transactionId),
    foreignKey({
      columns: [t.organizationId, t.transactionId],
      foreignColumns: [transactions.organizationId, transactions.id],
    }),
    ...readable(),
  ],
);
