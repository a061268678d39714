import type { AccountKind } from "#lib/payments/chart";

/**
 * Balances arranged as accountants read them. Pure. Amounts are minor units on the account's normal side; nothing is
 * ever added across currencies.
 */
export const kindNames: Record<AccountKind, string> = {
  asset: "Assets",
  liability: "Liabilities",
  equity: "Equity",
  income: "Income",
  expense: "Expenses",
};
const order = Object.keys(kindNames) as AccountKind[];

/** 1 where a debit increases an account of this kind, -1 where a credit does. */
export const normalOf = (kind: AccountKind): 1n | -1n => (kind === "asset" || kind === "expense" ? 1n : -1n);

/** Rows per currency, and in it per kind, in the order of the chart; kinds without rows are left out. */
export function byCurrencyAndKind<Row extends { currency: string; kind: AccountKind }>(rows: readonly Row[]) {
  return [...Map.groupBy(rows, ({ currency }) => currency)].map(([currency, own]) => ({
    currency,
    kinds: order.flatMap((kind) => {
      const members = own.filter((row) => row.kind === kind);
      return members.length > 0 ? [{ kind, rows: members }] : [];
    }),
  }));
}

export type Standing = {
  accountId: string;
  code: string;
  name: string;
  kind: AccountKind;
  currency: string;
  /** At the end of the day before the span, and at the end of its last day. */
  openingMinor: bigint;
  closingMinor: bigint;
};
export type ReportLine = { accountId: string; code: string; name: string; amountMinor: bigint };
export type Statement = ReturnType<typeof statementsOf>[number];

/** Per currency: what was earned and spent in the span, and what is owned, owed and left at its end. */
export function statementsOf(standings: readonly Standing[]) {
  return [...Map.groupBy(standings, ({ currency }) => currency)].map(([currency, own]) => {
    const lines = (kind: AccountKind, amountOf: (row: Standing) => bigint): ReportLine[] =>
      own
        .filter((row) => row.kind === kind && amountOf(row) !== 0n)
        .map((row) => ({ accountId: row.accountId, code: row.code, name: row.name, amountMinor: amountOf(row) }));
    const moved = (row: Standing) => row.closingMinor - row.openingMinor;
    const standing = (row: Standing) => row.closingMinor;
    const [income, expenses] = [lines("income", moved), lines("expense", moved)];
    const [assets, liabilities, equity] = [
      lines("asset", standing),
      lines("liability", standing),
      lines("equity", standing),
    ];
    const result = sum(income) - sum(expenses);
    const resultSoFar = sum(lines("income", standing)) - sum(lines("expense", standing));
    return {
      currency,
      ...{ income, expenses, result, assets, liabilities, equity, resultSoFar },
      totals: {
        income: sum(income),
        expenses: sum(expenses),
        assets: sum(assets),
        liabilities: sum(liabilities),
        equity: sum(equity),
      },
      balanced: sum(assets) === sum(liabilities) + sum(equity) + resultSoFar,
    };
  });
}

/** One currency's amounts. */
export const sum = (lines: readonly { amountMinor: bigint }[]) =>
  lines.reduce((total, { amountMinor }) => total + amountMinor, 0n);
