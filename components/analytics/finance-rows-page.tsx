import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { Day } from "#components/data/time";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { Card, CardContent } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { FinanceRowsFound } from "#lib/analytics/queries/finance-rows";
import type { Period } from "#lib/analytics/rules";
import { daysWords } from "#lib/analytics/rules/compare";
import { type FinanceRowKind, financeRowKinds, financeRowsHref } from "#lib/analytics/rules/finance-rows";

type Props = FinanceRowsFound & { slug: string; kind: FinanceRowKind; period: Period; currency: string; page: number };

/** The entries of the ledger that a figure is the sum of, with that sum. */
export function FinanceRowsPage({ slug, kind, period, currency, page, rows, count, amountMinor }: Props) {
  const at = (to: number) => `${financeRowsHref(slug, kind, period)}&page=${to}` as Route;
  return (
    <>
      <PageHeader
        title={financeRowKinds[kind]}
        description={
          kind === "held"
            ? `Every entry until the end of ${daysWords({ from: period.before, before: period.before })}: together what is held.`
            : `${daysWords(period)}, by the day of the entry.`
        }
        crumbs={[{ label: "Money over time", href: `/${slug}/analytics/finance` }, { label: financeRowKinds[kind] }]}
      />
      <p className="mb-3 font-medium">
        {count.toLocaleString("en")} {count === 1 ? "entry" : "entries"}, together{" "}
        <Money minor={amountMinor} currency={currency} />
      </p>
      {rows.length === 0 ? (
        <Empty title="No entries">Nothing was booked in this time.</Empty>
      ) : (
        <Card>
          <CardContent className="pt-4">
            <Table label={financeRowKinds[kind]}>
              <TableHeader>
                <TableRow>
                  <TableHead>Day</TableHead>
                  <TableHead>Entry</TableHead>
                  <TableHead>Account</TableHead>
                  <TableHead className="text-right">Amount</TableHead>
                </TableRow>
              </TableHeader>
              <TableBody>
                {rows.map((row, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a transaction may have several lines here
                  <TableRow key={`${row.transactionId} ${place}`}>
                    <TableCell>
                      <Day day={row.day} />
                    </TableCell>
                    <TableCell>
                      <Link
                        href={`/${slug}/payments/journal/${row.transactionId}` as Route}
                        prefetch={false}
                        className="inline-flex min-h-6 items-center underline underline-offset-4"
                      >
                        {row.memo}
                      </Link>
                    </TableCell>
                    <TableCell>{row.account}</TableCell>
                    <TableCell className="text-right">
                      <Money minor={row.amountMinor} currency={currency} />
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </CardContent>
        </Card>
      )}
      {count > 50 ? (
        <nav aria-label="Pages" className="mt-3 flex items-center gap-2">
          {page > 1 ? (
            <Button variant="outline" size="sm" asChild>
              <Link href={at(page - 1)}>Newer</Link>
            </Button>
          ) : null}
          <span className="text-muted-foreground">
            Page {page} of {Math.ceil(count / 50)}
          </span>
          {page * 50 < count ? (
            <Button variant="outline" size="sm" asChild>
              <Link href={at(page + 1)}>Older</Link>
            </Button>
          ) : null}
        </nav>
      ) : null}
    </>
  );
}
