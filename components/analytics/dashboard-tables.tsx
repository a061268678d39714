import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Money } from "#components/data/money";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { channels } from "#lib/analytics/rules/beacon";
import { addressOf, type Board, type BoardFilter } from "#lib/analytics/rules/board";
import { shareOf } from "#lib/analytics/rules/series";

type Props = { slug: string; filter: BoardFilter; board: Board; menu?: ReactNode };
const link = "inline-flex min-h-6 items-center rounded-sm underline-offset-4 hover:underline";

/** Where visitors came from. */
export function SourceTable({ slug, filter, board, menu }: Props) {
  const name = (channel: string) => channels[channel as keyof typeof channels] ?? channel;
  return (
    <Card role="group" aria-labelledby="sources-title">
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle id="sources-title">Where visitors come from</CardTitle>
          <CardDescription>By page views; the site or campaign that sent them</CardDescription>
        </div>
        {menu}
      </CardHeader>
      <CardContent>
        {board.sources.length === 0 ? (
          <p className="text-muted-foreground">
            Nothing yet. Visitors are asked at the foot of your public pages, and counted once they agree.
          </p>
        ) : (
          <Table label="Where visitors come from">
            <TableHeader>
              <TableRow>
                <TableHead>Came by</TableHead>
                <TableHead className="text-right">Views</TableHead>
                <TableHead className="text-right">Share</TableHead>
                <TableHead className="text-right">Clicks</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {board.sources.map((one) => (
                <TableRow key={`${one.channel} ${one.source}`}>
                  <TableCell>
                    <Link
                      href={
                        `/${slug}/analytics/rows?${addressOf(filter, { kind: "views", channel: one.channel, ...board.period })}` as Route
                      }
                      prefetch={false}
                      className={link}
                    >
                      {name(one.channel)}
                    </Link>
                    {one.source ? <span className="text-muted-foreground"> {one.source}</span> : null}
                  </TableCell>
                  <TableCell className="figures text-right">{one.views.toLocaleString("en")}</TableCell>
                  <TableCell className="figures text-right">{shareOf(one.views, board.totals.views)}</TableCell>
                  <TableCell className="figures text-right">{one.clicks.toLocaleString("en")}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </CardContent>
    </Card>
  );
}

/** The events of the period, best first; each leads to its own dashboard. */
export function EventTable({ slug, filter, board, menu }: Props) {
  return (
    <Card role="group" aria-labelledby="events-title">
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle id="events-title">Events</CardTitle>
          <CardDescription>{`The ten that sold most in this period, in ${board.currency}`}</CardDescription>
        </div>
        {menu}
      </CardHeader>
      <CardContent>
        {board.events.length === 0 ? (
          <p className="text-muted-foreground">No event was looked at or sold anything in this period.</p>
        ) : (
          <Table label="Events">
            <TableHeader>
              <TableRow>
                <TableHead>Event</TableHead>
                <TableHead className="text-right">Views</TableHead>
                <TableHead className="text-right">Orders</TableHead>
                <TableHead className="text-right">Sales</TableHead>
                <TableHead className="text-right">Refunded</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {board.events.map((event) => (
                <TableRow key={event.id}>
                  <TableCell>
                    <Link
                      href={`/${slug}/analytics/events/${event.id}?span=${filter.span}` as Route}
                      prefetch={false}
                      className={link}
                    >
                      {event.name}
                    </Link>
                  </TableCell>
                  <TableCell className="figures text-right">{event.views.toLocaleString("en")}</TableCell>
                  <TableCell className="figures text-right">{event.orders.toLocaleString("en")}</TableCell>
                  <TableCell className="text-right">
                    <Money minor={event.grossMinor} currency={board.currency} />
                  </TableCell>
                  <TableCell className="text-right">
                    <Money minor={event.refundedMinor} currency={board.currency} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </CardContent>
    </Card>
  );
}
