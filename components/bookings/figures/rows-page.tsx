import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { Time } from "#components/data/time";
import { NothingYet } from "#components/events/plan-list";
import { PageHeader } from "#components/shell/page-header";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { FigureRow } from "#lib/bookings/queries/figures";
import { type FigureName, figureWords } from "#lib/bookings/rules/figures";

type Props = { slug: string; figure: FigureName; from: string; until: string; rows: FigureRow[] };
const places = {
  booking: "bookings",
  transaction: "payments/journal",
  lead: "crm/leads",
  review: "feedback/reviews",
} as const;

/** The rows that a figure is the sum of, and that sum. */
export function FigureRowsPage({ slug, figure, from, until, rows }: Props) {
  const { title, text } = figureWords[figure];
  const withMoney = rows.some(({ amountMinor }) => amountMinor !== null);
  const withMinutes = rows.some(({ minutes }) => minutes !== null);
  const minutes = rows.reduce((sum, row) => sum + (row.minutes ?? 0), 0);
  const sums = [
    ...Map.groupBy(
      rows.filter(({ amountMinor }) => amountMinor !== null),
      ({ currency }) => currency ?? "",
    ),
  ];
  return (
    <>
      <PageHeader
        title={title}
        description={`${text} From ${from} until before ${until}, on each station's own calendar.`}
        crumbs={[{ label: "Overview", href: `/${slug}/bookings/overview` }, { label: title }]}
      />
      {rows.length === 0 ? (
        <NothingYet title="Nothing in this period">Choose another period on the overview.</NothingYet>
      ) : (
        <Table label={title}>
          <TableHeader>
            <TableRow>
              <TableHead>What</TableHead>
              <TableHead>When</TableHead>
              <TableHead>Station</TableHead>
              {withMinutes ? <TableHead className="text-right">Minutes</TableHead> : null}
              {withMoney ? <TableHead className="text-right">Amount</TableHead> : null}
              {figure === "reviews" ? <TableHead className="text-right">Stars</TableHead> : null}
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={`${row.kind} ${row.id} ${row.detail} ${row.currency}`}>
                <TableHead scope="row" className="font-medium text-foreground">
                  <Link
                    href={`/${slug}/${places[row.kind]}/${row.id}` as Route}
                    className="underline underline-offset-4"
                  >
                    {row.title}
                  </Link>
                  {figure === "booked" ? null : (
                    <span className="block font-normal text-muted-foreground text-xs">{row.detail}</span>
                  )}
                </TableHead>
                <TableCell>
                  <Time at={row.at} zone={row.zone} show={row.kind === "transaction" ? "day" : "moment"} named />
                </TableCell>
                <TableCell>{row.station}</TableCell>
                {withMinutes ? <TableCell className="figures text-right">{row.minutes}</TableCell> : null}
                {withMoney ? (
                  <TableCell className="text-right">
                    {row.amountMinor === null ? null : <Money minor={row.amountMinor} currency={row.currency ?? ""} />}
                  </TableCell>
                ) : null}
                {figure === "reviews" ? <TableCell className="figures text-right">{row.weight}</TableCell> : null}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      <p className="mt-3 flex flex-wrap gap-x-4 text-muted-foreground">
        <span>{rows.length === 1 ? "One row" : `${rows.length} rows`}</span>
        {withMinutes ? <span>{minutes} minutes together</span> : null}
        {sums.map(([currency, list]) => (
          <span key={currency}>
            <Money minor={list.reduce((sum, row) => sum + BigInt(row.amountMinor ?? 0), 0n)} currency={currency} />{" "}
            together
          </span>
        ))}
        {figure === "ended" ? <span>{rows.filter(({ flag }) => flag).length} at which nobody came</span> : null}
        {figure === "leads" ? <span>{rows.filter(({ flag }) => flag).length} became customers</span> : null}
      </p>
    </>
  );
}
