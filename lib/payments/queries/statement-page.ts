import "server-only";
import type { SQL } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { rowsOf } from "#lib/payments/queries/rows";
import type { TransactionKind } from "#lib/payments/rules";

/** Where a statement goes on: the last line of the page before. */
export type StatementCursor = { effectiveOn: string; transactionId: string; line: number };
export type StatementLine = Awaited<ReturnType<typeof statementPage>>["lines"][number];

/**
 * One page of an account's lines, each with what it stood at after it. `query` asks for one line more than `limit`, in
 * the columns of `payments.statement`; `next` continues where the page ends.
 */
export async function statementPage(tx: TenantTx, query: SQL, limit: number) {
  const found = await rowsOf<{
    transaction_id: string;
    line: number;
    effective_on: string;
    posted_at: string;
    kind: TransactionKind;
    memo: string;
    order_id: string | null;
    currency: string;
    amount_minor: string;
    balance_minor: string;
  }>(tx, query);
  const lines = found.slice(0, limit).map((row) => ({
    transactionId: row.transaction_id,
    line: row.line,
    effectiveOn: row.effective_on,
    postedAt: row.posted_at,
    kind: row.kind,
    memo: row.memo,
    orderId: row.order_id,
    currency: row.currency,
    amountMinor: BigInt(row.amount_minor),
    balanceMinor: BigInt(row.balance_minor),
  }));
  const last = found.length > limit ? lines.at(-1) : undefined;
  return { lines, next: last && { effectiveOn: last.effectiveOn, transactionId: last.transactionId, line: last.line } };
}
