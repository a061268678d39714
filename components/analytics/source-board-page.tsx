import type { Route } from "next";
import Link from "next/link";
import { Choice } from "#components/analytics/board-choice";
import { Figure, Figures } from "#components/data/figure";
import { Money } from "#components/data/money";
import { Time } from "#components/data/time";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { spans } from "#lib/analytics/rules";
import { daysWords } from "#lib/analytics/rules/compare";
import { shareOf } from "#lib/analytics/rules/series";
import {
  channelName,
  type SourceBoard,
  type SourceFilter,
  sourceRowsHref,
  touches,
} from "#lib/analytics/rules/sources";

type Props = { slug: string; filter: SourceFilter; board: SourceBoard };
const link = "inline-flex min-h-6 items-center rounded-sm underline-offset-4 hover:underline";

/** What was sold, by where its buyers came from. */
export function SourceBoardPage({ slug, filter, board }: Props) {
  const { currency, lines, period } = board;
  const known = lines.filter(({ channel }) => channel !== "unknown" && channel !== "staff");
  const sum = (list: typeof lines) => list.reduce((total, one) => total + BigInt(one.grossMinor), 0n);
  const share = (part: bigint) => shareOf(Number(part), Number(board.grossMinor));
  const unknown = sum(lines.filter(({ channel }) => channel === "unknown"));
  const rows = (narrowed: Parameters<typeof sourceRowsHref>[2]) =>
    sourceRowsHref(slug, filter, { ...period, ...narrowed });
  return (
    <>
      <PageHeader
        title="Where buyers come from"
        description={
          <>
            Amounts in {currency}, tax included.{" "}
            {board.asOf ? (
              <>
                As of <Time at={board.asOf} zone={board.zone} named />.
              </>
            ) : null}{" "}
            Only of visitors who agreed to being counted; the others are said to be unknown.
          </>
        }
      />
      <form
        action={`/${slug}/analytics/sources`}
        data-print="hide"
        className="mb-5 grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap"
        aria-label="Narrow down"
      >
        <Choice
          name="span"
          label="Period"
          value={filter.span}
          options={Object.entries(spans).map(([id, { label }]) => ({ id, name: `Last ${label}` }))}
        />
        <Choice
          name="touch"
          label="By"
          value={filter.touch}
          options={Object.entries(touches).map(([id, name]) => ({ id, name }))}
        />
        <Choice
          name="sold"
          label="Sold"
          value={filter.sold}
          options={[
            { id: "", name: "Tickets and bookings" },
            { id: "tickets", name: "Tickets" },
            { id: "bookings", name: "Bookings" },
          ]}
        />
        <Button type="submit" variant="outline">
          Show
        </Button>
      </form>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Figures>
          <Figure
            label="Sold"
            value={<Money minor={board.grossMinor} currency={currency} />}
            href={rows({ kind: "sales" })}
            fresh="All of it: the sources add up to this"
          />
          <Figure
            label="Given back"
            value={<Money minor={board.refundedMinor} currency={currency} />}
            href={rows({ kind: "refunds" })}
            fresh="On the day on which it was sent"
          />
          <Figure
            label="Of known sources"
            value={<Money minor={sum(known)} currency={currency} />}
            fresh={`${share(sum(known))} of what was sold`}
          />
          <Figure
            label="Unknown"
            value={<Money minor={unknown} currency={currency} />}
            href={rows({ kind: "sales", channel: "unknown" })}
            fresh={`${share(unknown)} of what was sold`}
          />
        </Figures>
        <Card role="group" aria-labelledby="sources-title">
          <CardHeader>
            <div className="grid gap-0.5">
              <CardTitle id="sources-title">{touches[filter.touch]}</CardTitle>
              <CardDescription>
                {filter.touch === "last"
                  ? "The last visit that said where from, or the code that was used"
                  : "The first visit of the 90 days before, or the code that was used"}
              </CardDescription>
            </div>
          </CardHeader>
          <CardContent>
            {lines.length === 0 ? (
              <Empty title="Nothing was sold">Choose a longer period.</Empty>
            ) : (
              <Table label={touches[filter.touch]}>
                <TableHeader>
                  <TableRow>
                    <TableHead>Source</TableHead>
                    <TableHead className="text-right">Begun</TableHead>
                    <TableHead className="text-right">Sales</TableHead>
                    <TableHead className="text-right">Sold for</TableHead>
                    <TableHead className="text-right">Share</TableHead>
                    <TableHead className="text-right">Given back</TableHead>
                  </TableRow>
                </TableHeader>
                <TableBody>
                  {lines.map((one) => (
                    <TableRow key={`${one.channel} ${one.source}`}>
                      <TableCell>
                        <Link
                          href={rows({ channel: one.channel, source: one.source }) as Route}
                          prefetch={false}
                          className={link}
                        >
                          {channelName(one.channel)}
                        </Link>
                        {one.source ? <span className="text-muted-foreground"> {one.source}</span> : null}
                      </TableCell>
                      <TableCell className="figures text-right">{one.begun.toLocaleString("en")}</TableCell>
                      <TableCell className="figures text-right">{one.sales.toLocaleString("en")}</TableCell>
                      <TableCell className="text-right">
                        <Money minor={one.grossMinor} currency={currency} />
                      </TableCell>
                      <TableCell className="figures text-right">{share(BigInt(one.grossMinor))}</TableCell>
                      <TableCell className="text-right">
                        <Money minor={one.refundedMinor} currency={currency} />
                      </TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            )}
          </CardContent>
        </Card>
        <p className="text-muted-foreground text-xs">
          {daysWords(period)}. A booking counts with what was paid for it.
        </p>
      </div>
    </>
  );
}
