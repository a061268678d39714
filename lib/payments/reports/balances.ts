import "server-only";
import type { TenantTx } from "#db/tenant";
import { accountHref, type Span, shiftDay } from "#lib/payments/addresses";
import { totalsOf } from "#lib/payments/queries/reports";
import { type AccountSeen, accountsSeen, type View } from "#lib/payments/queries/seen";
import { type Lens, spanBefore } from "#lib/payments/reports/lens";
import {
  currenciesOf,
  type Report,
  type Sheet,
  type SheetColumn,
  type SheetRow,
  sumRow,
} from "#lib/payments/reports/sheet";
import { byCurrencyAndKind, kindNames, normalOf, type Statement, statementsOf } from "#lib/payments/statements";

/** What a report is asked: whose, which days, which part, and what it is compared with. */
export type Question = {
  slug: string;
  zone: string;
  from: string;
  to: string;
  lens: Lens;
  /** Accounts at zero too. */
  zeros?: boolean;
};

const money = (key: string, label: string): SheetColumn => ({ key, label, kind: "money" });
const account = { key: "account", label: "Account", kind: "text" } as const;
const code = { key: "code", label: "Code", kind: "code" } as const;

/** Rows of the trial balance: where each account stood at the end of `to`, and at the end of the day before `from`. */
export async function standingsSeen(tx: TenantTx, { from, to, lens, zone, zeros }: Question) {
  const rows = await accountsSeen(tx, { from, to, lens, zone });
  return zeros ? rows : rows.filter(({ openingMinor, closingMinor }) => openingMinor !== 0n || closingMinor !== 0n);
}

/**
 * The trial balance as its screen shows it: rows by side beside what they stood at before the span, how many are left out
 * at zero, and the proof per currency.
 */
export async function trialBalanceSeen(tx: TenantTx, question: Question) {
  const all = (await accountsSeen(tx, question)).map((row) => {
    const standing = normalOf(row.kind) * row.closingMinor;
    return { ...row, debitMinor: standing > 0n ? standing : 0n, creditMinor: standing < 0n ? -standing : 0n };
  });
  const moved = all.filter(({ openingMinor, closingMinor }) => openingMinor !== 0n || closingMinor !== 0n);
  const rows = question.zeros ? all : moved;
  return { rows, atZero: all.length - moved.length, totals: totalsOf(rows) };
}

/** Every account on the side where it stands, with what it stood at before the span and what moved in it. */
export async function trialBalanceReport(tx: TenantTx, question: Question): Promise<Report> {
  const { slug, from, to, lens } = question;
  const found = await standingsSeen(tx, question);
  const sheets = byCurrencyAndKind(found).map(({ currency, kinds }): Sheet => {
    const columns = [
      account,
      code,
      money("before", `Before ${from}`),
      money("debits", "Debits"),
      money("credits", "Credits"),
    ];
    const all = [...columns, money("debit", "Debit balance"), money("credit", "Credit balance")];
    const link = (row: AccountSeen, span: Span) => accountHref(slug, row.accountId, { ...span, ...lens });
    const rows = kinds.flatMap(({ kind, rows: own }): SheetRow[] => [
      { id: kind, level: "group", cells: { account: kindNames[kind] } },
      ...own.map((row): SheetRow => {
        const standing = normalOf(kind) * row.closingMinor;
        const at = { currency, href: link(row, { to }) };
        return {
          id: row.accountId,
          cells: {
            account: { text: row.name, href: link(row, { to }) },
            code: row.code,
            before: { minor: row.openingMinor, currency, href: link(row, { to: shiftDay(from, -1) }) },
            debits: { minor: row.debitMinor, currency, href: link(row, { from, to }) },
            credits: { minor: row.creditMinor, currency, href: link(row, { from, to }) },
            debit: standing >= 0n ? { minor: standing, ...at } : null,
            credit: standing < 0n ? { minor: -standing, ...at } : null,
          },
        };
      }),
    ]);
    const { before: _, ...total } = sumRow("Total", rows, all, currency).cells;
    const sum: SheetRow = { id: `total ${currency}`, level: "sum", cells: total };
    return { name: currency, columns: all, rows: [...rows, sum], empty: "" };
  });
  return { sheets, currencies: currenciesOf(found) };
}

/** Income and expenses of the span and, beside them, of the one before. */
export async function statementsSeen(tx: TenantTx, { from, to, lens, zone }: Question) {
  const before = spanBefore({ from, to });
  const view: View = { from, to, lens, zone };
  const now = statementsOf(await accountsSeen(tx, view));
  const then = statementsOf(await accountsSeen(tx, { ...view, ...before }));
  return now.map((statement) => ({
    ...statement,
    span: { from, to },
    before: { ...before, statement: then.find(({ currency }) => currency === statement.currency) },
  }));
}
export type ComparedStatement = Awaited<ReturnType<typeof statementsSeen>>[number];

type Part = readonly [label: string, "income" | "expenses" | "assets" | "liabilities" | "equity"];

/** The parts of one kind of statement, as rows: lines of both spans, their totals, and what is left. */
function partsOf(one: ComparedStatement, slug: string, lens: Lens, parts: readonly Part[], flow: boolean): SheetRow[] {
  const { currency, span, before } = one;
  const days = ({ from, to }: Required<Span>): Span => (flow ? { from, to } : { to });
  return parts.flatMap(([label, part]) => {
    const former = new Map(before.statement?.[part].map((line) => [line.accountId, line]));
    const lines = new Map([...former, ...one[part].map((line) => [line.accountId, line] as const)]);
    const now = new Map(one[part].map((line) => [line.accountId, line]));
    const rows = [...lines.values()].map((line): SheetRow => {
      const figure = (found: { amountMinor: bigint } | undefined, of: Required<Span>) => ({
        minor: found?.amountMinor ?? 0n,
        currency,
        href: accountHref(slug, line.accountId, { ...days(of), ...lens }),
      });
      return {
        id: `${part} ${line.accountId}`,
        cells: {
          account: { text: line.name, href: figure(undefined, span).href },
          code: line.code,
          current: figure(now.get(line.accountId), span),
          former: figure(former.get(line.accountId), before),
        },
      };
    });
    const total = totalRow(`Total ${label.toLowerCase()}`, currency, one.totals[part], before.statement?.totals[part]);
    return [{ id: part, level: "group", cells: { account: label } } as SheetRow, ...rows, total];
  });
}

const totalRow = (label: string, currency: string, now: bigint, earlier = 0n): SheetRow => ({
  id: `total ${label}`,
  level: "sum",
  cells: { account: label, current: { minor: now, currency }, former: { minor: earlier, currency } },
});

export async function incomeStatementReport(tx: TenantTx, question: Question): Promise<Report> {
  const parts = [
    ["Income", "income"],
    ["Expenses", "expenses"],
  ] as const;
  return statementReport(
    tx,
    question,
    (one) => [
      ...partsOf(one, question.slug, question.lens, parts, true),
      totalRow("Result", one.currency, one.result, one.before.statement?.result),
    ],
    true,
  );
}

export async function balanceSheetReport(tx: TenantTx, question: Question): Promise<Report> {
  const parts = [
    ["Assets", "assets"],
    ["Liabilities", "liabilities"],
    ["Equity", "equity"],
  ] as const;
  const right = ({ totals, resultSoFar }: Statement) => totals.liabilities + totals.equity + resultSoFar;
  return statementReport(
    tx,
    question,
    (one) => [
      ...partsOf(one, question.slug, question.lens, parts, false),
      totalRow("Result since the first entry", one.currency, one.resultSoFar, one.before.statement?.resultSoFar),
      totalRow(
        "Liabilities, equity and result",
        one.currency,
        right(one),
        one.before.statement && right(one.before.statement),
      ),
    ],
    false,
  );
}

async function statementReport(
  tx: TenantTx,
  question: Question,
  rowsOf: (one: ComparedStatement) => SheetRow[],
  flow: boolean,
) {
  const compared = await statementsSeen(tx, question);
  const before = spanBefore(question);
  const label = ({ from, to }: Required<Span>) => (flow ? `${from} to ${to}` : `End of ${to}`);
  const columns = [account, code, money("current", label(question)), money("former", label(before))];
  const sheets = compared.map((one): Sheet => ({ name: one.currency, columns, rows: rowsOf(one), empty: "" }));
  return { sheets, currencies: currenciesOf(compared) };
}
