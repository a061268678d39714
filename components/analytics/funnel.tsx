import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { type Board, funnelOf } from "#lib/analytics/rules/board";
import { shareOf } from "#lib/analytics/rules/series";

/** From looking to coming: each step with its share of the one before. */
export function Funnel({ board, rows, menu }: { board: Board; rows: (kind: string) => string; menu?: ReactNode }) {
  const { views, checkouts, orders, tickets, arrivals } = board.totals;
  const shares = [
    null,
    views > 0 ? `${shareOf(checkouts, views)} of views` : null,
    checkouts > 0 ? `${shareOf(orders, checkouts)} of checkouts` : null,
    orders > 0 ? `${(tickets / orders).toFixed(1)} an order` : null,
    tickets > 0 ? `${shareOf(arrivals, tickets)} of tickets` : null,
  ];
  const steps = funnelOf(board.totals).map((step, place) => ({ ...step, of: shares[place] }));
  const most = Math.max(1, ...steps.map(({ count }) => count));
  return (
    <Card role="group" aria-labelledby="funnel-title">
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle id="funnel-title">From looking to coming</CardTitle>
          <CardDescription>
            Views are of people who agreed to being counted; sales at the door have no checkout
          </CardDescription>
        </div>
        {menu}
      </CardHeader>
      <CardContent>
        <ol className="grid gap-2">
          {steps.map(({ label, count, kind, of }) => (
            <li
              key={label}
              className="grid grid-cols-[9rem_minmax(0,1fr)] items-center gap-x-4 gap-y-1 max-sm:grid-cols-1"
            >
              <Link
                href={rows(kind) as Route}
                prefetch={false}
                className="flex min-h-6 items-center rounded-sm underline-offset-4 hover:underline"
              >
                {label}
              </Link>
              <div className="flex items-center gap-3">
                <span
                  aria-hidden
                  className="h-5 rounded-sm bg-(--chart-1)"
                  style={{ width: `${count === 0 ? 0 : Math.max(0.5, (count / most) * 60)}%` }}
                />
                <span className="figures font-medium">{count.toLocaleString("en")}</span>
                {of ? <span className="text-[0.8125rem] text-muted-foreground">{of}</span> : null}
              </div>
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  );
}
