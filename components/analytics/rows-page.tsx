import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { Day, Time } from "#components/data/time";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { Card, CardContent } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { RowsFound } from "#lib/analytics/queries/rows";
import { addressOf, type BoardFilter, isVisit, type RowKind, rowKinds } from "#lib/analytics/rules/board";

type Props = RowsFound & {
  slug: string;
  zone: string;
  kind: RowKind;
  period: { from: string; before: string };
  filter: BoardFilter;
  event: { id: string; name: string } | null;
  currency: string;
  page: number;
};
const size = 50;

/** The rows that a figure is the sum of, with that sum. */
export function RowsPage(props: Props) {
  const { slug, zone, kind, period, filter, event, currency, page, rows, count, quantity, amountMinor, keptFrom } =
    props;
  const money = kind === "orders" || kind === "refunds";
  const last = new Date(Date.parse(`${period.before}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const at = (to: number) => `/${slug}/analytics/rows?${addressOf(filter, { kind, ...period })}&page=${to}`;
  return (
    <>
      <PageHeader
        title={rowKinds[kind]}
        description={
          <>
            <Day day={period.from} />
            {last === period.from ? "" : " to "}
            {last === period.from ? null : <Day day={last} />}, on the clock of {zone.replaceAll("_", " ")}
            {event ? `, for ${event.name}` : ""}
            {filter.channel && isVisit(kind) ? `, who came by ${filter.channel}` : ""}.
          </>
        }
        crumbs={[{ label: rowKinds[kind] }]}
      />
      <p className="mb-3 font-medium">
        {count.toLocaleString("en")} {count === 1 ? "row" : "rows"}
        {kind === "arrivals" && quantity !== count ? `, ${quantity.toLocaleString("en")} who stayed in` : ""}
        {money ? (
          <>
            , together <Money minor={amountMinor} currency={currency} />
          </>
        ) : null}
      </p>
      {keptFrom && isVisit(kind) && period.from < new Date(keptFrom).toISOString().slice(0, 10) ? (
        <p className="mb-3 text-muted-foreground">
          Single visits before {new Date(keptFrom).toISOString().slice(0, 10)} are no longer kept; their counts are.
        </p>
      ) : null}
      {rows.length === 0 ? (
        <Empty title="No rows">Nothing happened in this time. Choose another point of the chart.</Empty>
      ) : (
        <Card>
          <CardContent className="pt-4">
            <Table label={rowKinds[kind]}>
              <TableHeader>
                <TableRow>
                  <TableHead>When</TableHead>
                  <TableHead>Event</TableHead>
                  <TableHead>{isVisit(kind) ? "Came by" : "Order"}</TableHead>
                  {money ? (
                    <TableHead className="text-right">Amount</TableHead>
                  ) : (
                    <TableHead className="text-right">Count</TableHead>
                  )}
                </TableRow>
              </TableHeader>
              <TableBody>
                {rows.map((row) => (
                  <TableRow key={row.id}>
                    <TableCell>
                      <Time at={row.at} zone={zone} />
                    </TableCell>
                    <TableCell>{row.event ?? "Programme"}</TableCell>
                    <TableCell>
                      {row.orderId && row.number ? (
                        <Link
                          href={`/${slug}/ticketing/orders/${row.orderId}` as Route}
                          className="inline-flex min-h-6 items-center underline underline-offset-4"
                        >
                          {row.number}
                        </Link>
                      ) : (
                        row.what
                      )}
                    </TableCell>
                    <TableCell className="figures text-right">
                      {money && row.currency ? <Money minor={row.amountMinor} currency={row.currency} /> : row.quantity}
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </CardContent>
        </Card>
      )}
      {count > size ? (
        <nav aria-label="Pages" className="mt-3 flex items-center gap-2">
          {page > 1 ? (
            <Button variant="outline" size="sm" asChild>
              <Link href={at(page - 1) as Route}>Newer</Link>
            </Button>
          ) : null}
          <span className="text-muted-foreground">
            Page {page} of {Math.ceil(count / size)}
          </span>
          {page * size < count ? (
            <Button variant="outline" size="sm" asChild>
              <Link href={at(page + 1) as Route}>Older</Link>
            </Button>
          ) : null}
        </nav>
      ) : null}
    </>
  );
}
