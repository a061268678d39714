import "server-only";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { accounts, entries, transactions } from "#db/schema/payments";
import type { TenantTx } from "#db/tenant";
import { majorUnits } from "#lib/money";
import { transactionKinds } from "#lib/payments/rules";
import { digitsOf } from "#lib/ref/rules";

/**
 * The organization's book as a plain-text-accounting journal (the syntax that hledger and ledger-cli share), in order
 * of day: another program can check every figure. Days are inclusive. Streams a page of transactions at a time.
 */
export async function* journalExport(
  tx: TenantTx,
  { from, to, pageSize = 500 }: { from?: string; to?: string; pageSize?: number } = {},
): AsyncGenerator<string> {
  const used = await tx.select({ code: accounts.code, currency: accounts.currency }).from(accounts);
  const currencies = [...new Set(used.map(({ currency }) => currency))].toSorted();
  const codes = [...new Set(used.map(({ code }) => code))].toSorted();
  yield `${[...currencies.map(commodity), ...codes.map((code) => `account ${code}`)].join("\n")}\n`;
  let last: { effectiveOn: string; id: string } | undefined;
  do {
    const page = await transactionsAfter(tx, { from, to, last, pageSize });
    if (page.length > 0) yield `\n${(await written(tx, page)).join("\n")}`;
    last = page.length === pageSize ? page.at(-1) : undefined;
  } while (last);
}

type Transaction = Awaited<ReturnType<typeof transactionsAfter>>[number];
type Page = { from?: string; to?: string; last?: { effectiveOn: string; id: string }; pageSize: number };

function transactionsAfter(tx: TenantTx, { from, to, last, pageSize }: Page) {
  const wanted: (SQL | undefined)[] = [
    from ? sql`${transactions.effectiveOn} >= ${from}::date` : undefined,
    to ? sql`${transactions.effectiveOn} <= ${to}::date` : undefined,
    last && sql`(${transactions.effectiveOn}, ${transactions.id}) > (${last.effectiveOn}::date, ${last.id}::uuid)`,
  ];
  return tx
    .select({
      id: transactions.id,
      kind: transactions.kind,
      effectiveOn: transactions.effectiveOn,
      memo: transactions.memo,
      orderId: transactions.orderId,
      groupId: transactions.groupId,
      reversesId: transactions.reversesId,
    })
    .from(transactions)
    .where(and(...wanted))
    .orderBy(asc(transactions.effectiveOn), asc(transactions.id))
    .limit(pageSize);
}

async function written(tx: TenantTx, page: Transaction[]): Promise<string[]> {
  const ids = sql.join(
    page.map(({ id }) => sql`${id}::uuid`),
    sql`, `,
  );
  const lines = await tx
    .select({
      transactionId: entries.transactionId,
      code: accounts.code,
      currency: entries.currency,
      amountMinor: entries.amountMinor,
    })
    .from(transactions)
    .innerJoin(
      entries,
      and(eq(entries.organizationId, transactions.organizationId), eq(entries.transactionId, transactions.id)),
    )
    .innerJoin(accounts, and(eq(accounts.organizationId, entries.organizationId), eq(accounts.id, entries.accountId)))
    .where(sql`${transactions.id} in (${ids})`)
    .orderBy(asc(entries.transactionId), asc(entries.line));
  const byTransaction = Map.groupBy(lines, ({ transactionId }) => transactionId);
  return page.map((transaction) => {
    const postings = (byTransaction.get(transaction.id) ?? []).map(
      ({ code, currency, amountMinor }) => `    ${code}  ${majorUnits(amountMinor, currency)} ${currency}`,
    );
    return `${[head(transaction), ...tags(transaction), ...postings].join("\n")}\n`;
  });
}

/** How many digits a currency has, said by example: `1000.00 USD`, `1000. JPY`. */
function commodity(currency: string): string {
  const example = majorUnits(1000n * 10n ** BigInt(digitsOf(currency)), currency);
  return `commodity ${example.includes(".") ? example : `${example}.`} ${currency}`;
}

function head({ effectiveOn, id, kind, memo }: Transaction): string {
  const words = memo ? `${transactionKinds[kind]}, ${oneLine(memo)}` : transactionKinds[kind];
  return `${effectiveOn} (${id}) ${words}`;
}

function tags({ orderId, groupId, reversesId }: Transaction): string[] {
  const named = { order: orderId, group: groupId, reverses: reversesId };
  return Object.entries(named).flatMap(([name, value]) => (value ? [`    ; ${name}: ${value}`] : []));
}

/** A memo is one line, and has nothing that the syntax reads as the start of a comment or of a payee. */
const oneLine = (memo: string) => memo.replace(/[\s;|]+/g, " ").trim();
