import "server-only";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { accounts, entries, transactions } from "#db/schema/payments";
import type { TenantTx } from "#db/tenant";
import { majorUnits } from "#lib/money";
import { transactionKinds } from "#lib/payments/rules";
import { digitsOf } from "#lib/ref/rules";

/**
 * The organization's book as a plain-text-accounting journal, in the syntax that hledger and ledger-cli share or in
 * beancount's, in order of day: another program can check every figure. Days are inclusive. Streams a page of
 * transactions at a time.
 */
export async function* journalExport(
  tx: TenantTx,
  { from, to, pageSize = 500, syntax = "hledger" }: JournalWish = {},
): AsyncGenerator<string> {
  const { opening, entry } = syntaxes[syntax];
  const used = await tx.select({ code: accounts.code, currency: accounts.currency }).from(accounts);
  const currencies = [...new Set(used.map(({ currency }) => currency))].toSorted();
  const codes = [...new Set(used.map(({ code }) => code))].toSorted();
  yield `${opening(currencies, codes).join("\n")}\n`;
  let last: { effectiveOn: string; id: string } | undefined;
  do {
    const page = await transactionsAfter(tx, { from, to, last, pageSize });
    if (page.length > 0) yield `\n${(await written(tx, page)).map(entry).join("\n")}`;
    last = page.length === pageSize ? page.at(-1) : undefined;
  } while (last);
}

export type Syntax = "hledger" | "beancount";
export type JournalWish = { from?: string; to?: string; pageSize?: number; syntax?: Syntax };

/** What stands at the top of a file, and how one transaction is written. */
const syntaxes: Record<
  Syntax,
  { opening: (currencies: string[], codes: string[]) => string[]; entry: (one: Written) => string }
> = {
  hledger: {
    opening: (currencies, codes) => [...currencies.map(commodity), ...codes.map((code) => `account ${code}`)],
    entry: ({ transaction, postings }) => {
      const lines = postings.map(
        ({ code, currency, amountMinor }) => `    ${code}  ${majorUnits(amountMinor, currency)} ${currency}`,
      );
      return `${[head(transaction), ...tags(transaction), ...lines].join("\n")}\n`;
    },
  },
  beancount: {
    opening: (currencies, codes) => [
      ...currencies.map((currency) => `option "operating_currency" "${currency}"`),
      ...codes.map((code) => `1900-01-01 open ${beancountAccount(code)}`),
    ],
    entry: ({ transaction, postings }) => {
      const { effectiveOn, id, kind, memo } = transaction;
      const words = [transactionKinds[kind], memo].map(
        (text) => `"${oneLine(text).replaceAll('"', "'").replaceAll("\\", "/")}"`,
      );
      const named = { order: transaction.orderId, group: transaction.groupId, reverses: transaction.reversesId };
      const meta = Object.entries({ id, ...named }).flatMap(([name, value]) =>
        value ? [`  ${name}: "${value}"`] : [],
      );
      const lines = postings.map(
        ({ code, currency, amountMinor }) =>
          `  ${beancountAccount(code)}  ${majorUnits(amountMinor, currency)} ${currency}`,
      );
      return `${[`${effectiveOn} * ${words.join(" ")}`, ...meta, ...lines].join("\n")}\n`;
    },
  },
};

/** Each part of a name begins with a capital or a digit there: `assets:bank:main` is `Assets:Bank:Main`. */
export const beancountAccount = (code: string) =>
  code
    .split(":")
    .map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}`)
    .join(":");

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

type Written = { transaction: Transaction; postings: { code: string; currency: string; amountMinor: bigint }[] };

async function written(tx: TenantTx, page: Transaction[]): Promise<Written[]> {
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
  return page.map((transaction) => ({ transaction, postings: byTransaction.get(transaction.id) ?? [] }));
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
