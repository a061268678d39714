import { sql } from "drizzle-orm";
import { boolean, check, date, index, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { payments, transactions } from "#db/schema/payments";
import { bankAccounts, bankLines } from "#db/schema/payments-bank";
import { invoices } from "#db/schema/payments-invoices";
import { manualPayments } from "#db/schema/payments-manual";
import { payouts } from "#db/schema/payments-payouts";
import { processorPayouts } from "#db/schema/payments-processor";
import { userProfiles } from "#db/schema/users";

/**
 * Part of a bank line is this entry of the ledger account behind the bank account. A match is a row, never an edit:
 * undoing it says so here, and reverses what it posted. Rows of one act were made, and are undone, together.
 */
export const reconciliationMatches = payments.table(
  "reconciliation_matches",
  {
    organizationId: organizationId(),
    id: id(),
    actId: uuid("act_id").notNull(),
    bankAccountId: uuid("bank_account_id").notNull(),
    bankLineId: uuid("bank_line_id").notNull(),
    kind: text("kind", {
      enum: ["entry", "category", "write_off", "payout", "processor_payout", "manual_payment", "invoice"],
    }).notNull(),
    /** The entry on the bank's ledger account, and the day it is dated. */
    transactionId: uuid("transaction_id").notNull(),
    entryLine: smallint("entry_line").notNull(),
    entryOn: date("entry_on").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    /** The match made the transaction, so undoing it reverses it. */
    posted: boolean("posted").notNull(),
    /** Of this organization; the platform's own lines name whose it is by the entry alone. */
    payoutId: uuid("payout_id"),
    processorPayoutId: uuid("processor_payout_id"),
    manualPaymentId: uuid("manual_payment_id"),
    invoiceId: uuid("invoice_id"),
    memo: text("memo").notNull().default(""),
    /** Why it was suggested, as it was shown; empty when a person found it. */
    reasons: text("reasons").array().notNull().default(sql`'{}'`),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
    undoneBy: uuid("undone_by").references(() => userProfiles.userId),
    undoneAt: moment("undone_at"),
    reversalId: uuid("reversal_id"),
  },
  (t) => [
    tenantKey(t),
    check("match_moves_something", sql`${t.amountMinor} <> 0`),
    index("matches_of_line").on(t.organizationId, t.bankLineId).where(sql`undone_at is null`),
    index("matches_of_entry").on(t.organizationId, t.transactionId, t.entryLine).where(sql`undone_at is null`),
    index("matches_of_act").on(t.organizationId, t.actId),
    ...within(t, t.bankAccountId, bankAccounts),
    ...within(t, t.bankLineId, bankLines),
    ...within(t, t.transactionId, transactions),
    ...within(t, t.reversalId, transactions),
    ...within(t, t.payoutId, payouts),
    ...within(t, t.processorPayoutId, processorPayouts),
    ...within(t, t.manualPaymentId, manualPayments),
    ...within(t, t.invoiceId, invoices),
    index().on(t.createdBy),
    index().on(t.undoneBy),
    ...ownedBy({ read: "payments:read" }),
  ],
);

/** What lines with these words are, remembered from the last time somebody said so. */
export const bankRules = payments.table(
  "bank_rules",
  {
    organizationId: organizationId(),
    id: id(),
    bankAccountId: uuid("bank_account_id").notNull(),
    /** Small letters; a line with all of it in its text or counterparty is meant. */
    contains: text("contains").notNull(),
    direction: text("direction", { enum: ["in", "out"] }).notNull(),
    /** The code of the account on the other side. */
    account: text("account").notNull(),
    memo: text("memo").notNull().default(""),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
    forgottenAt: moment("forgotten_at"),
  },
  (t) => [
    tenantKey(t),
    check("contains_words", sql`length(${t.contains}) between 3 and 100`),
    uniqueIndex("one_bank_rule")
      .on(t.organizationId, t.bankAccountId, t.contains, t.direction)
      .where(sql`forgotten_at is null`),
    ...within(t, t.bankAccountId, bankAccounts),
    index().on(t.createdBy),
    ...ownedBy({ read: "payments:read" }),
  ],
);
