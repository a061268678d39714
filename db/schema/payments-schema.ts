import { sql } from "drizzle-orm";
import { customType, pgPolicy, pgSchema } from "drizzle-orm/pg-core";

/** The schema itself, in a file of its own: the ledger's tables point at documents, and the documents are tables of it too. */
export const payments = pgSchema("payments");

export const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** What a transaction was; the words are in `lib/payments/rules.ts`. */
export const transactionKind = payments.enum("transaction_kind", [
  "sale",
  "refund",
  "manual",
  "reversal",
  "payout",
  "dispute",
  "sweep",
  "fee",
  "payment",
  "allocation",
  "invoice",
  "bill",
  "credit_note",
  "write_off",
  "tax_payment",
  "exchange",
  "recognition",
  "reserve",
  "credits",
  "bank",
  "hold",
  "release",
]);

/** A document's functions decide and write as `gr_flow`, and post through the ledger's; requests only read. */
export const byFlow = () => pgPolicy("flow", { for: "all", to: "gr_flow", using: sql`true`, withCheck: sql`true` });
