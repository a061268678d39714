"use client";

import { useQuery } from "@tanstack/react-query";
import { DashboardCharts } from "#components/analytics/dashboard-charts";
import { EventTable, SourceTable } from "#components/analytics/dashboard-tables";
import { Funnel } from "#components/analytics/funnel";
import { Heat } from "#components/analytics/heat";
import { FilesOf } from "#components/analytics/panels";
import { Watched } from "#components/analytics/watched";
import { Figure, Figures } from "#components/data/figure";
import { Money } from "#components/data/money";
import { Time } from "#components/data/time";
import { Badge } from "#components/ui/badge";
import { changeSince, neutral } from "#lib/analytics/rules";
import { addressOf, Board, type BoardFilter, visitorWords } from "#lib/analytics/rules/board";
import { comparedWith, comparedWords, daysWords } from "#lib/analytics/rules/compare";
import { boardTables } from "#lib/analytics/rules/panels";
import type { Dashboard } from "#lib/analytics/rules/reports";
import { formatMoment, zoneName } from "#lib/time";

type Props = { slug: string; filter: BoardFilter; first: Board; dashboard: Dashboard; mayExport: boolean };

/** Asks twice a minute while somebody looks; a page in the background rests, and what is shown stays until the answer is there. */
export function DashboardBoard({ slug, filter, first, dashboard, mayExport }: Props) {
  const address = addressOf(filter);
  const { data: board, isError } = useQuery({
    queryKey: ["board", slug, address],
    queryFn: async ({ signal }) => {
      const answer = await fetch(`/api/${slug}/analytics/board?${address}`, { cache: "no-store", signal });
      if (!answer.ok) throw new Error(String(answer.status));
      return Board.parse(await answer.json());
    },
    initialData: first,
    refetchInterval: 30_000,
    refetchOnWindowFocus: "always",
  });
  const { totals, previous, currency, period } = board;
  const rows = (kind: string) => `/${slug}/analytics/rows?${addressOf(filter, { kind, ...period })}`;
  const compared = filter.compare === "none" ? null : comparedWords(filter.span, filter.compare);
  const change = (now: bigint, before: bigint) => (compared ? changeSince(now, before, compared) : undefined);
  const refunds = change(BigInt(totals.refundedMinor), BigInt(previous.refundedMinor));
  const net = (of: typeof totals) => BigInt(of.grossMinor) - BigInt(of.refundedMinor);
  const asOf = new Date(board.asOf ?? Date.now());
  const files = mayExport
    ? {
        ...{ slug, dashboard, address, zone: board.zone, period: daysWords(period) },
        asOf: `${formatMoment(asOf, board.zone)} ${zoneName(asOf, board.zone)}`,
      }
    : null;
  const tables = boardTables({ slug, filter, board });
  const menu = (name: string) => <FilesOf panels={tables} name={name} files={files} />;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <p className="flex flex-wrap items-center gap-2 text-muted-foreground" role="status">
        <Badge variant={isError ? "warning" : "success"}>{isError ? "No connection" : "Live"}</Badge>
        <span>
          {board.asOf ? (
            <>
              As of <Time at={board.asOf} zone={board.zone} named />
            </>
          ) : (
            "Nothing was counted yet: the first run of the rollup is due within a minute."
          )}
          {board.otherCurrencies.length > 0
            ? `. Sales in ${board.otherCurrencies.join(", ")} are not in these amounts.`
            : ""}
        </span>
      </p>
      <Figures>
        <Figure
          label="Page views"
          value={totals.views.toLocaleString("en")}
          change={change(BigInt(totals.views), BigInt(previous.views))}
          href={rows("views")}
          fresh={`${visitorWords(totals.visitors)} who agreed`}
        />
        <Figure
          label="Orders paid"
          value={totals.orders.toLocaleString("en")}
          change={change(BigInt(totals.orders), BigInt(previous.orders))}
          href={rows("orders")}
          fresh={totals.tickets === 1 ? "1 ticket" : `${totals.tickets.toLocaleString("en")} tickets`}
        />
        <Figure
          label="Sales"
          value={<Money minor={totals.grossMinor} currency={currency} />}
          change={change(BigInt(totals.grossMinor), BigInt(previous.grossMinor))}
          href={rows("orders")}
          fresh="What buyers paid, tax included"
        />
        <Figure
          label="Refunded"
          value={<Money minor={totals.refundedMinor} currency={currency} />}
          change={refunds && neutral(refunds)}
          href={rows("refunds")}
          fresh={
            <>
              Leaves <Money minor={net(totals)} currency={currency} />
            </>
          }
        />
      </Figures>
      <Funnel board={board} rows={rows} menu={menu("funnel")} />
      {board.watched && board.watched.plays > 0 ? <Watched watched={board.watched} rows={rows} /> : null}
      <DashboardCharts slug={slug} filter={filter} board={board} files={files} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
        <SourceTable slug={slug} filter={filter} board={board} menu={menu("sources")} />
        <Heat
          hours={board.hours}
          figures={{ orders: "Orders", views: "Views", arrivals: "Arrivals" }}
          clock={`On the clock of ${board.zone.replaceAll("_", " ")}`}
          menu={menu("hours")}
        />
      </div>
      {filter.event ? null : <EventTable slug={slug} filter={filter} board={board} menu={menu("events")} />}
      <p className="text-muted-foreground text-xs">
        {daysWords(period)}, on the clock of {board.zone.replaceAll("_", " ")}
        {compared ? `, compared with ${daysWords(comparedWith(period, filter.compare))}` : ""}. A refund counts on the
        day on which it was sent.
      </p>
    </div>
  );
}
