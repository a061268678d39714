import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { Day, Time } from "#components/data/time";
import { TextLink } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { Card, CardContent } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { dayPlus, isMoney, type RowsAsked, rowsHref } from "#lib/sponsorship/figures";
import type { FigureRow, FigureRows as Found } from "#lib/sponsorship/queries/rows";

type Props = Found & {
  slug: string;
  zone: string;
  currency: string;
  label: string;
  asked: RowsAsked;
  pageSize: number;
};

/** The rows that a figure of a dashboard is the sum of, with that sum. */
export function FigureRows({ slug, zone, currency, label, asked, rows, n, minor, count, pageSize }: Props) {
  const money = isMoney(asked.kind);
  const at = (page: number) => rowsHref(slug, { ...asked, page }) as Route;
  return (
    <>
      <PageHeader
        title={label}
        crumbs={[
          asked.side === "organizer"
            ? { label: "Sponsorship overview", href: `/${slug}/sponsorship/overview` }
            : { label: "Our sponsorships", href: `/${slug}/sponsorship/mine` },
          { label },
        ]}
        description={
          <>
            <Span asked={asked} /> Days on the clock of {zone.replaceAll("_", " ")}.
          </>
        }
      />
      <p className="mb-3 font-medium">
        {n.toLocaleString("en")} {n === 1 ? "row" : "rows"}, together{" "}
        {money ? <Money minor={minor} currency={currency} /> : count.toLocaleString("en")}
      </p>
      {rows.length === 0 ? (
        <Empty title="No rows">Nothing adds up to this figure in this time.</Empty>
      ) : (
        <Card>
          <CardContent className="pt-4">
            <Table label={label}>
              <TableHeader>
                <TableRow>
                  <TableHead>When</TableHead>
                  <TableHead>{money ? "Number" : "Event"}</TableHead>
                  <TableHead>{asked.side === "organizer" ? "Sponsor" : "Organizer"}</TableHead>
                  {money ? <TableHead>What</TableHead> : null}
                  <TableHead className="text-right">{money ? "Amount" : "Count"}</TableHead>
                </TableRow>
              </TableHeader>
              <TableBody>
                {rows.map((row) => (
                  <TableRow key={row.id}>
                    <TableCell>
                      <When row={row} zone={zone} />
                    </TableCell>
                    <TableCell>
                      {row.path ? <TextLink href={`/${slug}/sponsorship/${row.path}`}>{row.name}</TextLink> : row.name}
                    </TableCell>
                    <TableCell>{row.party}</TableCell>
                    {money ? <TableCell className="min-w-48">{row.what}</TableCell> : null}
                    <TableCell className="figures text-right">
                      {money ? <Money minor={row.minor} currency={currency} /> : row.count.toLocaleString("en")}
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </CardContent>
        </Card>
      )}
      {n > pageSize ? (
        <nav aria-label="Pages" className="mt-3 flex items-center gap-2">
          {asked.page > 1 ? (
            <Button variant="outline" size="sm" asChild>
              <Link href={at(asked.page - 1)}>Newer</Link>
            </Button>
          ) : null}
          <span className="text-muted-foreground">
            Page {asked.page} of {Math.ceil(n / pageSize)}
          </span>
          {asked.page * pageSize < n ? (
            <Button variant="outline" size="sm" asChild>
              <Link href={at(asked.page + 1)}>Older</Link>
            </Button>
          ) : null}
        </nav>
      ) : null}
    </>
  );
}

function When({ row, zone }: { row: FigureRow; zone: string }) {
  if (row.at) return <Time at={row.at} zone={zone} />;
  return row.day ? <Day day={row.day} /> : null;
}

/** Which days are meant, and of what. */
function Span({ asked: { from, before, by } }: { asked: RowsAsked }) {
  const what = by === "leave" ? "Must leave " : by === "since" ? "Held since " : "";
  if (from && before)
    return (
      <>
        {what}
        <Day day={from} /> to <Day day={dayPlus(before, -1)} />.
      </>
    );
  if (from)
    return (
      <>
        {what}
        <Day day={from} /> or later.
      </>
    );
  if (before)
    return (
      <>
        {what}
        <Day day={dayPlus(before, -1)} /> or earlier.
      </>
    );
  return <>Of all time, as it stands now.</>;
}
