import { Check, X } from "lucide-react";
import type { ReactNode } from "react";
import { Money } from "#components/data/money";
import { Day } from "#components/data/time";
import { AccountLink, Amount, StickyHead, TableCard, TextLink } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { Card, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { accountHref, type Span, withSearch } from "#lib/payments/addresses";
import type { Lens } from "#lib/payments/reports/lens";
import type { ReportLine, Statement } from "#lib/payments/statements";

export type Compared = Statement & { span: Required<Span>; before: Required<Span> & { statement?: Statement } };
export type FinancialStatementsProps = {
  slug: string;
  lens: Lens;
  statements: readonly Compared[];
  /** Ways to take a statement away, by its name. */
  files: (report: "income-statement" | "balance-sheet") => ReactNode;
};

/** Income statement of the days and balance sheet at their end, each beside the days before, one pair a currency. */
export function FinancialStatements({ slug, lens, statements, files }: FinancialStatementsProps) {
  if (statements.length === 0)
    return (
      <Card>
        <Empty title="Nothing was posted by then">Choose later days, or sell a first ticket.</Empty>
      </Card>
    );
  return (
    <div className="grid gap-8">
      {statements.map((one) => (
        <section
          key={one.currency}
          aria-label={`Statements in ${one.currency}`}
          className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 2xl:grid-cols-[repeat(2,minmax(0,1fr))]"
        >
          <IncomeStatement {...{ slug, lens, one, files }} />
          <BalanceSheet {...{ slug, lens, one, files }} />
        </section>
      ))}
    </div>
  );
}

type StatementProps = Omit<FinancialStatementsProps, "statements"> & { one: Compared };

function IncomeStatement({ slug, lens, one, files }: StatementProps) {
  const { currency, span, before } = one;
  const shared = { slug, lens, one, days: (of: Required<Span>) => ({ from: of.from, to: of.to }) };
  const heads = [<Days key="now" {...span} />, <Days key="before" {...before} />];
  const text = `What was earned and spent in these days, in ${currency}`;
  return (
    <Sheet title="Income statement" text={text} heads={heads} actions={files("income-statement")}>
      <Part {...shared} title="Income" part="income" />
      <Part {...shared} title="Expenses" part="expenses" />
      <Sum currency={currency} title="Result" minor={one.result} earlier={before.statement?.result ?? 0n} />
    </Sheet>
  );
}

function BalanceSheet({ slug, lens, one, files }: StatementProps) {
  const { currency, span, before, totals } = one;
  const shared = { slug, lens, one, days: (of: Required<Span>) => ({ to: of.to }) };
  const heads = [<Day key="now" day={span.to} />, <Day key="before" day={before.to} />];
  const then = before.statement;
  const text = `What was owned and owed at the end of the last day, in ${currency}`;
  return (
    <Sheet title="Balance sheet" text={text} heads={heads} actions={files("balance-sheet")}>
      <Part {...shared} title="Assets" part="assets" />
      <Part {...shared} title="Liabilities" part="liabilities" />
      <Part {...shared} title="Equity" part="equity" />
      <Sum
        currency={currency}
        title="Result since the first entry"
        href={withSearch(`/${slug}/payments/reports`, { from: "1900-01-01", to: span.to, ...lens })}
        minor={one.resultSoFar}
        earlier={then?.resultSoFar ?? 0n}
      />
      <Sum
        currency={currency}
        title="Liabilities, equity and result"
        minor={totals.liabilities + totals.equity + one.resultSoFar}
        earlier={then ? then.totals.liabilities + then.totals.equity + then.resultSoFar : 0n}
        proof={one.balanced}
      />
    </Sheet>
  );
}

const Days = ({ from, to }: Required<Span>) => (
  <>
    <Day day={from} /> – <Day day={to} />
  </>
);

type SheetProps = { title: string; text: string; heads: readonly ReactNode[]; actions: ReactNode; children: ReactNode };

function Sheet({ title, text, heads, actions, children }: SheetProps) {
  return (
    <TableCard>
      <CardHeader>
        <div className="grid gap-0.5 pb-2">
          <CardTitle>{title}</CardTitle>
          <CardDescription>{text}</CardDescription>
        </div>
        <div data-print="hide" className="flex flex-wrap gap-1">
          {actions}
        </div>
      </CardHeader>
      <Table label={title}>
        <TableHeader>
          <TableRow>
            <StickyHead className="font-medium">Account</StickyHead>
            {heads.map((head, place) => (
              <TableHead key={String(place)} className="whitespace-normal text-right">
                {head}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        {children}
      </Table>
    </TableCard>
  );
}

type PartName = "income" | "expenses" | "assets" | "liabilities" | "equity";
type PartProps = {
  slug: string;
  lens: Lens;
  one: Compared;
  title: string;
  part: PartName;
  /** The days of an account's statement that explain a figure of this span. */
  days: (of: Required<Span>) => Span;
};

function Part({ slug, lens, one, title, part, days }: PartProps) {
  const { currency, span, before } = one;
  const former = new Map(before.statement?.[part].map((line) => [line.accountId, line]));
  const current = new Map(one[part].map((line) => [line.accountId, line]));
  const lines = [...new Map<string, ReportLine>([...current, ...former]).values()].toSorted((a, b) =>
    a.code < b.code ? -1 : 1,
  );
  return (
    <TableBody className="border-b">
      <TableRow className="border-0 hover:bg-transparent">
        <StickyHead scope="rowgroup" className="h-auto pt-3 pb-1 font-semibold text-[0.8125rem] text-foreground">
          {title}
        </StickyHead>
        <TableCell colSpan={2} />
      </TableRow>
      {lines.map((line) => (
        <TableRow key={line.accountId} className="border-0">
          <StickyHead scope="row" className="h-auto py-1.5">
            <AccountLink slug={slug} account={line} span={{ ...days(span), ...lens }} />
          </StickyHead>
          <Amount>
            <Money minor={current.get(line.accountId)?.amountMinor ?? 0n} currency={currency} />
          </Amount>
          <Amount className="text-muted-foreground">
            <a
              href={accountHref(slug, line.accountId, { ...days(before), ...lens })}
              className="underline-offset-4 hover:underline"
            >
              <Money minor={former.get(line.accountId)?.amountMinor ?? 0n} currency={currency} />
            </a>
          </Amount>
        </TableRow>
      ))}
      <TableRow className="border-0 hover:bg-transparent">
        <StickyHead scope="row" className="h-9 font-medium text-foreground">
          Total {title.toLowerCase()}
        </StickyHead>
        <Amount className="font-medium">
          <Money minor={one.totals[part]} currency={currency} />
        </Amount>
        <Amount className="text-muted-foreground">
          <Money minor={before.statement?.totals[part] ?? 0n} currency={currency} />
        </Amount>
      </TableRow>
    </TableBody>
  );
}

type SumProps = { currency: string; title: string; minor: bigint; earlier: bigint; proof?: boolean; href?: string };

function Sum({ currency, title, minor, earlier, proof, href }: SumProps) {
  const Icon = proof ? Check : X;
  return (
    <TableBody className="border-b bg-muted last:border-0">
      <TableRow className="hover:bg-transparent">
        <StickyHead scope="row" className="h-auto max-lg:bg-muted py-2.5 font-semibold text-foreground">
          {href ? <TextLink href={href}>{title}</TextLink> : title}
          {proof === undefined ? null : (
            <span
              className={`flex items-center gap-1 font-normal text-[0.8125rem] ${proof ? "text-success-text" : "text-destructive-text"}`}
            >
              {proof ? "equals the assets" : "differs from the assets"} <Icon aria-hidden className="size-3.5" />
            </span>
          )}
        </StickyHead>
        <Amount className="font-semibold">
          <Money minor={minor} currency={currency} />
        </Amount>
        <Amount className="text-muted-foreground">
          <Money minor={earlier} currency={currency} />
        </Amount>
      </TableRow>
    </TableBody>
  );
}
