import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { Time } from "#components/data/time";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { Card, CardContent } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { SourceRowsFound } from "#lib/analytics/queries/sources";
import type { Period } from "#lib/analytics/rules";
import { daysWords } from "#lib/analytics/rules/compare";
import {
  channelName,
  type SourceFilter,
  type SourceRowsAsked,
  sourceRowsHref,
  touches,
} from "#lib/analytics/rules/sources";

type Props = SourceRowsFound & {
  slug: string;
  zone: string;
  currency: string;
  filter: SourceFilter;
  narrowed: SourceRowsAsked;
  period: Period;
};
const deeds: Record<string, string> = {
  checkout: "Checkout begun",
  paid: "Order paid",
  refunded: "Given back",
  booked: "Booked",
  confirmed: "Confirmed",
  deposit: "Deposit",
  balance: "Balance",
};

/** The rows that a source's figures are the sum of, with those sums. */
export function SourceRowsPage({ slug, zone, currency, filter, narrowed, period, rows, ...sums }: Props) {
  const { channel, source, campaign, code, page } = narrowed;
  const { kind } = narrowed;
  const at = (to: number) => {
    const asked = { kind, ...period, ...(channel ? { channel } : {}), ...(campaign ? { campaign } : {}) };
    return `${sourceRowsHref(slug, filter, { ...asked, ...(source === undefined ? {} : { source }) })}${code ? `&code=${encodeURIComponent(code)}` : ""}&page=${to}`;
  };
  const name = campaign ? `Campaign ${campaign}` : channel ? channelName(channel) : "All sources";
  return (
    <>
      <PageHeader
        title={`${name}${source ? `, ${source}` : ""}`}
        description={`${touches[filter.touch]}. ${daysWords(period)}, on the clock of ${zone.replaceAll("_", " ")}.`}
        crumbs={[{ label: "Where buyers come from", href: `/${slug}/analytics/sources` }, { label: name }]}
      />
      <p className="mb-3 font-medium">
        {sums.begun.toLocaleString("en")} begun, {sums.sales.toLocaleString("en")} sold for{" "}
        <Money minor={sums.grossMinor} currency={currency} />, <Money minor={sums.refundedMinor} currency={currency} />{" "}
        given back
      </p>
      {rows.length === 0 ? (
        <Empty title="No rows">Nothing came from there in this time.</Empty>
      ) : (
        <Card>
          <CardContent className="pt-4">
            <Table label={name}>
              <TableHeader>
                <TableRow>
                  <TableHead>When</TableHead>
                  <TableHead>What</TableHead>
                  <TableHead>Of</TableHead>
                  <TableHead>Came by</TableHead>
                  <TableHead className="text-right">Sold for</TableHead>
                  <TableHead className="text-right">Given back</TableHead>
                </TableRow>
              </TableHeader>
              <TableBody>
                {rows.map((row) => (
                  <TableRow key={row.id}>
                    <TableCell>
                      <Time at={row.at} zone={zone} />
                    </TableCell>
                    <TableCell>{deeds[row.what] ?? row.what}</TableCell>
                    <TableCell>
                      {row.number ? (
                        <Link
                          href={
                            (row.orderId
                              ? `/${slug}/ticketing/orders/${row.orderId}`
                              : `/${slug}/bookings/${row.bookingId}`) as Route
                          }
                          className="inline-flex min-h-6 items-center underline underline-offset-4"
                        >
                          {row.number}
                        </Link>
                      ) : null}{" "}
                      <span className="text-muted-foreground">{row.place}</span>
                    </TableCell>
                    <TableCell>
                      {channelName(row.channel)}
                      {row.source ? `, ${row.source}` : ""}
                    </TableCell>
                    <TableCell className="text-right">
                      <Money minor={row.grossMinor} currency={currency} />
                    </TableCell>
                    <TableCell className="text-right">
                      <Money minor={row.refundedMinor} currency={currency} />
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </CardContent>
        </Card>
      )}
      {sums.count > 50 ? (
        <nav aria-label="Pages" className="mt-3 flex items-center gap-2">
          {page > 1 ? (
            <Button variant="outline" size="sm" asChild>
              <Link href={at(page - 1) as Route}>Newer</Link>
            </Button>
          ) : null}
          <span className="text-muted-foreground">
            Page {page} of {Math.ceil(sums.count / 50)}
          </span>
          {page * 50 < sums.count ? (
            <Button variant="outline" size="sm" asChild>
              <Link href={at(page + 1) as Route}>Older</Link>
            </Button>
          ) : null}
        </nav>
      ) : null}
    </>
  );
}
