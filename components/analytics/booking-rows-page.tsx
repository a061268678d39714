import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { Time } from "#components/data/time";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { Card, CardContent } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { BookingRowsFound } from "#lib/analytics/queries/booking-rows";
import {
  type BookingFilter,
  type BookingRowKind,
  bookingAddress,
  bookingRowKinds,
  type LeadKey,
  leads,
  moneyKinds,
} from "#lib/analytics/rules/booking-board";
import { daysWords } from "#lib/analytics/rules/compare";

type Props = BookingRowsFound & {
  slug: string;
  kind: BookingRowKind;
  period: { from: string; before: string };
  filter: BookingFilter;
  chef?: string | undefined;
  ahead?: LeadKey | undefined;
  currency: string;
  page: number;
};
const size = 50;

/** The rows that a figure of bookings is the sum of, with that sum. */
export function BookingRowsPage(props: Props) {
  const { slug, kind, period, filter, chef, ahead, currency, page, rows, count, quantity, minutes, amountMinor } =
    props;
  const money = moneyKinds.includes(kind);
  const now = kind === "depositDue" || kind === "balanceDue";
  const at = (to: number) =>
    `/${slug}/analytics/bookings/rows?${bookingAddress(filter, { kind, ...period, chef, ahead })}&page=${to}`;
  return (
    <>
      <PageHeader
        title={bookingRowKinds[kind]}
        description={
          now
            ? "As the bookings stand now."
            : `${daysWords(period)}, on each station's own clock${ahead ? `, booked ahead: ${leads[ahead].label.toLowerCase()}` : ""}.`
        }
        crumbs={[
          { label: "Bookings in figures", href: `/${slug}/analytics/bookings` },
          { label: bookingRowKinds[kind] },
        ]}
      />
      <p className="mb-3 font-medium">
        {count.toLocaleString("en")} {count === 1 ? "row" : "rows"}
        {!money && quantity !== count ? `, ${quantity.toLocaleString("en")} that stayed so` : ""}
        {kind === "served" ? `, ${(minutes / 60).toFixed(1)} hours` : ""}
        {money ? (
          <>
            , together <Money minor={amountMinor} currency={currency} />
          </>
        ) : null}
      </p>
      {rows.length === 0 ? (
        <Empty title="No rows">Nothing happened in this time. Choose another point of the chart.</Empty>
      ) : (
        <Card>
          <CardContent className="pt-4">
            <Table label={bookingRowKinds[kind]}>
              <TableHeader>
                <TableRow>
                  <TableHead>{now ? "Takes place" : "When"}</TableHead>
                  <TableHead>Booking</TableHead>
                  <TableHead>What</TableHead>
                  <TableHead className="text-right">{money ? "Amount" : "Count"}</TableHead>
                </TableRow>
              </TableHeader>
              <TableBody>
                {rows.map((row) => (
                  <TableRow key={row.id}>
                    <TableCell>
                      <Time at={row.at} zone={row.zone} />
                    </TableCell>
                    <TableCell>
                      {row.bookingId ? (
                        <Link
                          href={`/${slug}/bookings/${row.bookingId}` as Route}
                          className="inline-flex min-h-6 items-center underline underline-offset-4"
                        >
                          {row.title}
                        </Link>
                      ) : (
                        row.title
                      )}
                    </TableCell>
                    <TableCell>{row.what}</TableCell>
                    <TableCell className="figures text-right">
                      {money ? <Money minor={row.amountMinor} currency={currency} /> : row.quantity}
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
