import { Check, X } from "lucide-react";
import type { ReactNode } from "react";
import { Money } from "#components/data/money";
import { AccountLink, Amount, StickyHead, TableCard, TextLink } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { Card, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { type Span, withSearch } from "#lib/payments/addresses";
import type { ReportLine, Statement } from "#lib/payments/statements";

export type FinancialStatementsProps = { slug: string; from: string; to: string; statements: readonly Statement[] };

/** Income statement of the days and balance sheet at their end, one pair a currency. */
export function FinancialStatements({ slug, from, to, statements }: FinancialStatementsProps) {
  if (statements.length === 0)
    return (
      <Card>
        <Empty title="Nothing was posted by then">Choose later days, or sell a first ticket.</Empty>
      </Card>
    );
  return (
    <div className="grid gap-8">
      {statements.map((one) => {
        const { currency, totals } = one;
        const shared = { slug, currency };
        return (
          <section
            key={currency}
            aria-label={`Statements in ${currency}`}
            className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[repeat(2,minmax(0,1fr))]"
          >
            <Sheet title="Income statement" text={`What was earned and spent in these days, in ${currency}`}>
              <Part {...shared} title="Income" lines={one.income} total={totals.income} span={{ from, to }} />
              <Part {...shared} title="Expenses" lines={one.expenses} total={totals.expenses} span={{ from, to }} />
              <Sum {...shared} title="Result" minor={one.result} />
            </Sheet>
            <Sheet title="Balance sheet" text={`What was owned and owed at the end of the last day, in ${currency}`}>
              <Part {...shared} title="Assets" lines={one.assets} total={totals.assets} span={{ to }} />
              <Part {...shared} title="Liabilities" lines={one.liabilities} total={totals.liabilities} span={{ to }} />
              <Part {...shared} title="Equity" lines={one.equity} total={totals.equity} span={{ to }} />
              <Sum
                {...shared}
                title="Result since the first entry"
                href={withSearch(`/${slug}/payments/reports`, { from: "1900-01-01", to })}
                minor={one.resultSoFar}
              />
              <Sum
                {...shared}
                title="Liabilities, equity and result"
                minor={totals.liabilities + totals.equity + one.resultSoFar}
                proof={one.balanced}
              />
            </Sheet>
          </section>
        );
      })}
    </div>
  );
}

function Sheet({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <TableCard>
      <CardHeader>
        <div className="grid gap-0.5 pb-2">
          <CardTitle>{title}</CardTitle>
          <CardDescription>{text}</CardDescription>
        </div>
      </CardHeader>
      <Table label={title}>
        <TableHeader className="sr-only">
          <TableRow>
            <TableHead>Account</TableHead>
            <TableHead>Amount</TableHead>
          </TableRow>
        </TableHeader>
        {children}
      </Table>
    </TableCard>
  );
}

type PartProps = {
  slug: string;
  currency: string;
  title: string;
  lines: readonly ReportLine[];
  total: bigint;
  span: Span;
};

function Part({ slug, currency, title, lines, total, span }: PartProps) {
  return (
    <TableBody className="border-b">
      <TableRow className="border-0 hover:bg-transparent">
        <StickyHead scope="rowgroup" className="h-auto pt-3 pb-1 font-semibold text-[0.8125rem] text-foreground">
          {title}
        </StickyHead>
        <TableCell />
      </TableRow>
      {lines.map((line) => (
        <TableRow key={line.accountId} className="border-0">
          <StickyHead scope="row" className="h-auto py-1.5">
            <AccountLink slug={slug} account={line} span={span} />
          </StickyHead>
          <Amount>
            <Money minor={line.amountMinor} currency={currency} />
          </Amount>
        </TableRow>
      ))}
      <TableRow className="border-0 hover:bg-transparent">
        <StickyHead scope="row" className="h-9 font-medium text-foreground">
          Total {title.toLowerCase()}
        </StickyHead>
        <Amount className="font-medium">
          <Money minor={total} currency={currency} />
        </Amount>
      </TableRow>
    </TableBody>
  );
}

type SumProps = { currency: string; title: string; minor: bigint; proof?: boolean; href?: string };

function Sum({ currency, title, minor, proof, href }: SumProps) {
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
      </TableRow>
    </TableBody>
  );
}
