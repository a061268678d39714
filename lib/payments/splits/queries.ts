import "server-only";
import { asc, desc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { answer, jsonOf } from "#db/answer";
import { transactions } from "#db/schema/payments";
import { autoSplitLines, autoSplits, splitRuns } from "#db/schema/payments/planning";
import type { TenantTx } from "#db/tenant";
import { rowsOf } from "#lib/payments/queries/rows";
import { SplitSource } from "#lib/payments/splits/rules";
import { sourceOf } from "#lib/payments/splits/source";

/** The live splits with their lines in order. */
export async function splits(tx: TenantTx) {
  const found = await tx.select().from(autoSplits).where(isNull(autoSplits.archivedAt)).orderBy(asc(autoSplits.name));
  const lines = await tx.select().from(autoSplitLines).orderBy(asc(autoSplitLines.position));
  return found.map((split) => ({ ...split, lines: lines.filter(({ splitId }) => splitId === split.id) }));
}
export type Split = Awaited<ReturnType<typeof splits>>[number];

/** What was set aside and stands, per reserve and currency. */
export async function reserves(tx: TenantTx) {
  const found = await rowsOf<{ accountId: string; reserve: string; name: string; currency: string; balance: string }>(
    tx,
    sql`select account_id as "accountId", substring(code from '[^:]+$') as reserve, name, currency, normal * balance_minor as balance
        from payments.account_balances() where code like 'equity:allocated:%' order by code, currency`,
  );
  return found.map(({ balance, ...row }) => ({ ...row, balanceMinor: BigInt(balance) }));
}
export type Reserve = Awaited<ReturnType<typeof reserves>>[number];

/** What a split was applied to, newest first. */
export const runsOf = (tx: TenantTx, { splitId }: { splitId: string }) =>
  tx
    .select({ run: splitRuns, transactionId: transactions.id })
    .from(splitRuns)
    .leftJoin(transactions, eq(transactions.splitRunId, splitRuns.id))
    .where(eq(splitRuns.splitId, splitId))
    .orderBy(desc(splitRuns.createdAt), desc(splitRuns.id))
    .limit(100);

const minor = z.string().transform(BigInt);
const Preview = z.object({
  amountMinor: minor,
  freeMinor: minor,
  currency: z.string(),
  already: z.boolean(),
  parts: z.array(z.object({ position: z.number(), reserve: z.string(), amountMinor: minor })),
});
export type Preview = z.output<typeof Preview>;

/** What applying a split would set aside; throws what applying it would. */
export async function previewOf(tx: TenantTx, asked: unknown): Promise<Preview> {
  const source = SplitSource.parse(asked);
  return Preview.parse(await answer(tx, sql`payments.preview_split(${jsonOf(await sourceOf(tx, source))})`));
}
