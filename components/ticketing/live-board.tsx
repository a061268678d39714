"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { ChartPanel } from "#components/data/chart-panel";
import { Figure, Figures } from "#components/data/figure";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { Badge } from "#components/ui/badge";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Progress } from "#components/ui/progress";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formatMoney } from "#lib/money";
import { LiveView, shareIn } from "#lib/ticketing/rules/live";
import { formatMoment, zoneName } from "#lib/time";

type Props = {
  slug: string;
  event: { id: string; name: string };
  first: LiveView;
  mayExport: boolean;
  actions?: ReactNode;
};

const grouped = (count: number) => count.toLocaleString("en");

/** Asks every eight seconds while somebody looks; a page in the background rests. */
export function LiveBoard({ slug, event, first, mayExport, actions }: Props) {
  const { data: view, isError } = useQuery({
    queryKey: ["live", event.id],
    queryFn: async ({ signal }) => {
      const answer = await fetch(`/api/${slug}/events/${event.id}/live`, { cache: "no-store", signal });
      if (!answer.ok) throw new Error(String(answer.status));
      return LiveView.parse(await answer.json());
    },
    initialData: first,
    refetchInterval: 8_000,
    refetchOnWindowFocus: "always",
  });
  const asOf = new Date(view.asOf);
  const files = (kind: string) =>
    mayExport
      ? {
          ...{ name: `${slug}-live-${kind}`, period: event.name, zone: view.zone },
          asOf: `${formatMoment(asOf, view.zone)} ${zoneName(asOf, view.zone)}`,
        }
      : undefined;
  const rows = `f.event=${encodeURIComponent(event.name)}`;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="flex flex-wrap items-center gap-2 text-muted-foreground">
          <Badge variant={isError ? "warning" : "success"}>{isError ? "No connection" : "Live"}</Badge>
          <span>
            As of <Time at={view.asOf} zone={view.zone} named />
          </span>
        </p>
        {actions}
      </div>
      <Figures>
        <Figure
          label="Arrived"
          value={`${grouped(view.arrived)} of ${grouped(view.expected)}`}
          href={`/${slug}/ticketing/attendees?${rows}&f.state=redeemed`}
          fresh={<Progress value={shareIn(view)} label={`${shareIn(view)} % are in`} />}
        />
        <Figure
          label="Tickets sold"
          value={`${grouped(view.sold)} of ${grouped(view.quota)}`}
          href={`/${slug}/ticketing/attendees?${rows}`}
        />
        <Figure
          label="Paid by buyers"
          value={<Money minor={BigInt(view.paidMinor)} currency={view.currency} />}
          href={`/${slug}/ticketing/orders?${rows}&f.state=paid,partially_refunded,refunded`}
          fresh={view.orders === 1 ? "1 order" : `${grouped(view.orders)} orders`}
        />
        <Figure
          label="Refunded"
          value={<Money minor={BigInt(view.refundedMinor)} currency={view.currency} />}
          href={`/${slug}/ticketing/orders?${rows}&f.state=partially_refunded,refunded`}
        />
      </Figures>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
        <ChartPanel
          title="Revenue by hour"
          description={`What buyers paid, in ${view.currency}, by the clocks of ${view.zone.replaceAll("_", " ")}`}
          axis="Hour"
          shape="bar"
          currency={view.currency}
          series={[{ key: "revenue", label: "Paid", color: 1 }]}
          points={view.hours.map(({ label, revenueMinor }) => ({ label, revenue: revenueMinor }))}
          summary={earned(view)}
          files={files("revenue")}
        />
        <ChartPanel
          title="Sold and arrived by hour"
          description={`Tickets, by the clocks of ${view.zone.replaceAll("_", " ")}`}
          axis="Hour"
          shape="bar"
          series={[
            { key: "sold", label: "Sold", color: 2 },
            { key: "arrived", label: "Arrived", color: 1 },
          ]}
          points={view.hours.map(({ label, sold, arrived }) => ({ label, sold, arrived }))}
          summary={busiest(view)}
          files={files("arrivals")}
        />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
        <GateFigures gates={view.gates} />
        <Scans slug={slug} view={view} />
      </div>
    </div>
  );
}

function GateFigures({ gates }: { gates: LiveView["gates"] }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>By gate</CardTitle>
      </CardHeader>
      <CardContent>
        {gates.length === 0 ? (
          <p className="text-muted-foreground">Nobody was scanned yet.</p>
        ) : (
          <Table label="Arrivals by gate">
            <TableHeader>
              <TableRow>
                <TableHead>Gate</TableHead>
                <TableHead className="text-right">In</TableHead>
                <TableHead className="text-right">Twice</TableHead>
                <TableHead className="text-right">Refused</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {gates.map((gate) => (
                <TableRow key={gate.name}>
                  <TableHead scope="row" className="font-medium text-foreground">
                    {gate.name}
                  </TableHead>
                  <TableCell className="figures text-right">{gate.arrived}</TableCell>
                  <TableCell className="figures text-right">{gate.repeated}</TableCell>
                  <TableCell className="figures text-right">{gate.refused}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </CardContent>
    </Card>
  );
}

const outcomes = {
  verified: { label: "Verified", tone: "success" },
  repeated: { label: "Already in", tone: "warning" },
  refused: { label: "Refused", tone: "danger" },
  undone: { label: "Undone", tone: "neutral" },
} as const;

function Scans({ slug, view }: { slug: string; view: LiveView }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Latest scans</CardTitle>
      </CardHeader>
      <CardContent>
        {view.scans.length === 0 ? (
          <p className="text-muted-foreground">They appear here as the doors scan.</p>
        ) : (
          <ol className="divide-y">
            {view.scans.map((scan) => (
              <li key={scan.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
                <div className="min-w-0 break-words">
                  {scan.orderId ? (
                    <Link
                      href={`/${slug}/ticketing/orders/${scan.orderId}` as Route}
                      className="font-medium underline-offset-4 hover:underline"
                    >
                      {scan.attendee}
                    </Link>
                  ) : (
                    <span className="font-medium">Nobody's code</span>
                  )}
                  <p className="text-[0.8125rem] text-muted-foreground">
                    {[scan.tier, scan.gate, scan.by, scan.outcome === "verified" ? null : scan.words]
                      .filter(Boolean)
                      .join(" · ")}
                  </p>
                </div>
                <p className="flex items-center gap-2 text-[0.8125rem] text-muted-foreground">
                  <Time at={scan.at} zone={view.zone} />
                  <StateBadge state={scan.outcome} {...outcomes[scan.outcome]} />
                </p>
              </li>
            ))}
          </ol>
        )}
      </CardContent>
    </Card>
  );
}

function earned({ hours, currency }: LiveView): string {
  const sum = hours.reduce((total, hour) => total + BigInt(hour.revenueMinor), 0n);
  return `${formatMoney(sum, currency)} in these ${hours.length} hours, before refunds and fees.`;
}

function busiest({ hours }: LiveView): string {
  const arrived = hours.reduce((sum, hour) => sum + hour.arrived, 0);
  const sold = hours.reduce((sum, hour) => sum + hour.sold, 0);
  const most = hours.reduce(
    (best, hour) => (hour.arrived > best.arrived ? hour : best),
    hours[0] ?? { label: "", arrived: 0 },
  );
  const peak = most.arrived > 0 ? ` Most came in the hour from ${most.label}.` : "";
  return `${sold} sold and ${arrived} arrived in these ${hours.length} hours.${peak}`;
}
