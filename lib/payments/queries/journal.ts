import "server-only";
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { accounts, entries, transactions } from "#db/schema/payments";
import { userProfiles } from "#db/schema/users";
import type { TenantTx } from "#db/tenant";
import type { AccountKind } from "#lib/payments/chart";
import { rowsOf } from "#lib/payments/queries/rows";
import { type StatementCursor, statementPage } from "#lib/payments/queries/statement-page";
import type { TransactionKind } from "#lib/payments/rules";

/** The organization's accounts, for lists and choices. */
export const accountList = (tx: TenantTx) =>
  tx
    .select({
      id: accounts.id,
      code: accounts.code,
      name: accounts.name,
      kind: accounts.kind,
      currency: accounts.currency,
      state: accounts.state,
      mirror: accounts.mirror,
    })
    .from(accounts)
    .orderBy(asc(accounts.code), asc(accounts.currency));

/** One account with what it stands at now, or nothing. */
export async function accountById(tx: TenantTx, { accountId }: { accountId: string }) {
  const [row] = await rowsOf<{
    code: string;
    name: string;
    kind: AccountKind;
    normal: number;
    currency: string;
    state: string;
    balance_minor: string;
  }>(tx, sql`select * from payments.account_balances() where account_id = ${accountId}`);
  if (!row) return undefined;
  const { code, name, kind, currency, state, normal } = row;
  return { id: accountId, code, name, kind, currency, state, balanceMinor: BigInt(normal) * BigInt(row.balance_minor) };
}

/** An account's lines, newest first, each with the balance after it. `next` continues where the page ends. */
export async function accountStatement(
  tx: TenantTx,
  page: { accountId: string; from?: string; to?: string; after?: StatementCursor; limit?: number },
) {
  const { accountId, from, to, after, limit = 50 } = page;
  return statementPage(
    tx,
    sql`select * from payments.statement(${accountId}, ${from ?? null}::date, ${to ?? null}::date, ${after?.effectiveOn ?? null}::date,
          ${after?.transactionId ?? null}::uuid, ${after?.line ?? null}::smallint, ${limit + 1}::integer)`,
    limit,
  );
}

export type JournalCursor = { effectiveOn: string; id: string };

/** Transactions, newest first, with their size: the sum of the debits, per currency. */
export async function journal(
  tx: TenantTx,
  page: { kind?: TransactionKind; from?: string; to?: string; after?: JournalCursor; limit?: number } = {},
) {
  const { kind, from, to, after, limit = 50 } = page;
  const wanted: (SQL | undefined)[] = [
    kind && eq(transactions.kind, kind),
    from ? sql`${transactions.effectiveOn} >= ${from}::date` : undefined,
    to ? sql`${transactions.effectiveOn} <= ${to}::date` : undefined,
    after && sql`(${transactions.effectiveOn}, ${transactions.id}) < (${after.effectiveOn}::date, ${after.id}::uuid)`,
  ];
  const found = await tx
    .select({
      id: transactions.id,
      kind: transactions.kind,
      effectiveOn: transactions.effectiveOn,
      postedAt: transactions.postedAt,
      memo: transactions.memo,
      orderId: transactions.orderId,
      payoutId: transactions.payoutId,
      groupId: transactions.groupId,
      reversesId: transactions.reversesId,
      lineCount: transactions.lineCount,
      sizes,
    })
    .from(transactions)
    .where(and(...wanted))
    .orderBy(desc(transactions.effectiveOn), desc(transactions.id))
    .limit(limit + 1);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows, next: last && { effectiveOn: last.effectiveOn, id: last.id } };
}

/** The sum of a transaction's debits, per currency. Looked up row by row, by the key of its entries. */
const sizes = sql<{ currency: string; amount: string }[]>`(
  select jsonb_agg(jsonb_build_object('currency', s.currency, 'amount', s.amount::text) order by s.currency)
  from (
    select e.currency, sum(greatest(e.amount_minor, 0)) as amount from ${entries} e
    where e.organization_id = ${transactions.organizationId} and e.transaction_id = ${transactions.id} group by e.currency
  ) s)`.mapWith((found: { currency: string; amount: string }[]) =>
  found.map(({ currency, amount }) => ({ currency, amountMinor: BigInt(amount) })),
);

/** A transaction with its lines, who posted it, what it reverses and what reversed it; undefined when it is not in this book. */
export async function transactionById(tx: TenantTx, { transactionId }: { transactionId: string }) {
  const [header] = await tx
    .select({ transaction: transactions, author: userProfiles.name })
    .from(transactions)
    .leftJoin(userProfiles, eq(userProfiles.userId, transactions.createdBy))
    .where(eq(transactions.id, transactionId));
  if (!header) return undefined;
  const lines = await tx
    .select({
      line: entries.line,
      accountId: entries.accountId,
      code: accounts.code,
      name: accounts.name,
      currency: entries.currency,
      amountMinor: entries.amountMinor,
    })
    .from(entries)
    .innerJoin(accounts, and(eq(accounts.organizationId, entries.organizationId), eq(accounts.id, entries.accountId)))
    .where(eq(entries.transactionId, transactionId))
    .orderBy(asc(entries.line));
  const [reversal] = await tx
    .select({ id: transactions.id })
    .from(transactions)
    .where(eq(transactions.reversesId, transactionId));
  return { ...header.transaction, author: header.author, lines, reversedById: reversal?.id };
}
