import type { Route } from "next";
import Link from "next/link";
import { Checklist } from "#components/analytics/checklist";
import { UpcomingEvents } from "#components/analytics/upcoming-events";
import { ChartPanel } from "#components/data/chart-panel";
import { Figure, Figures } from "#components/data/figure";
import { Money } from "#components/data/money";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { type Change, type Point, type SpanKey, spans } from "#lib/analytics/rules";
import { formatMoney } from "#lib/money";
import { formatMoment, zoneName } from "#lib/time";

export type OverviewProps = {
  organization: { slug: string; name: string; zone: string; currency: string };
  span: SpanKey;
  asOf: Date;
  period: { from: string; before: string };
  sales: {
    points: Point[];
    total: { revenueMinor: bigint; tickets: number; orders: number };
    best: Point | null;
    changes: { revenue: Change; tickets: Change; orders: Change };
  } | null;
  wallet: { currency: string; postedMinor: bigint; availableMinor: bigint }[] | null;
  events:
    | {
        id: string;
        name: string;
        state: string;
        startsAt: Date;
        zone: string;
        venue: string | null;
        capacity: number;
        sold: number;
      }[]
    | null;
  steps: { venue: boolean; event: boolean; published: boolean; sale: boolean } | null;
};

/** How the business stands: money, tickets, and what is coming. */
export function Overview({ organization, span, asOf, period, sales, wallet, events, steps }: OverviewProps) {
  const { slug, currency, zone } = organization;
  const paid = `/${slug}/ticketing/orders?f.state=paid,partially_refunded,refunded&f.createdAt=${period.from}..${period.before}`;
  return (
    <>
      <PageHeader
        title="Overview"
        description={`As of ${formatMoment(asOf, zone)} ${zoneName(asOf, zone)}. Amounts in ${currency}.`}
        actions={sales ? <Spans slug={slug} chosen={span} /> : null}
      />
      <div className="grid gap-4">
        {steps && !(steps.event && steps.published && steps.sale) ? <Checklist slug={slug} steps={steps} /> : null}
        {sales ? (
          <>
            <Figures>
              <Figure
                label="Ticket income"
                value={<Money minor={sales.total.revenueMinor} currency={currency} />}
                change={sales.changes.revenue}
                href={`/${slug}/payments/journal?f.date=${period.from}..${period.before}`}
                fresh="Net of tax and refunds, from the ledger"
              />
              <Figure
                label="Tickets sold"
                value={sales.total.tickets.toLocaleString("en")}
                change={sales.changes.tickets}
                href={paid}
              />
              <Figure
                label="Orders"
                value={sales.total.orders.toLocaleString("en")}
                change={sales.changes.orders}
                href={paid}
              />
              {(wallet ?? [])
                .filter((one) => one.currency === currency)
                .map((one) => (
                  <Figure
                    key={one.currency}
                    label="Wallet, available"
                    value={<Money minor={one.availableMinor} currency={one.currency} />}
                    href={`/${slug}/payments/wallet`}
                    fresh="Held for you at the platform"
                  />
                ))}
            </Figures>
            <ChartPanel
              title={span === "12m" ? "Ticket income by month" : "Ticket income by day"}
              description={`${currency}, days in ${zone.replaceAll("_", " ")}`}
              axis={span === "12m" ? "Month" : "Day"}
              shape="bar"
              currency={currency}
              series={[{ key: "revenue", label: "Ticket income", color: 1 }]}
              points={sales.points.map(({ label, revenue }) => ({ label, revenue }))}
              summary={summaryOf(sales, span, currency)}
            />
          </>
        ) : null}
        {events ? <UpcomingEvents slug={slug} events={events} /> : null}
      </div>
    </>
  );
}

function Spans({ slug, chosen }: { slug: string; chosen: SpanKey }) {
  return (
    <nav aria-label="Period" className="flex gap-1">
      {(Object.keys(spans) as SpanKey[]).map((span) => (
        <Button key={span} variant={span === chosen ? "secondary" : "ghost"} size="sm" asChild>
          <Link
            href={`/${slug}?span=${span}` as Route}
            aria-current={span === chosen ? "true" : undefined}
            scroll={false}
          >
            {spans[span].label}
          </Link>
        </Button>
      ))}
    </nav>
  );
}

function summaryOf({ total, best }: NonNullable<OverviewProps["sales"]>, span: SpanKey, currency: string): string {
  if (total.orders === 0) return "Nothing was sold in this period.";
  const most = best
    ? ` The most was ${formatMoney(BigInt(best.revenue), currency)} ${span === "12m" ? "in" : "on"} ${best.label}.`
    : "";
  return `${formatMoney(total.revenueMinor, currency)} from ${total.tickets.toLocaleString("en")} tickets in ${total.orders.toLocaleString("en")} orders.${most}`;
}
