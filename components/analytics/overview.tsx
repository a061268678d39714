import type { Route } from "next";
import Link from "next/link";
import { BoardChoice } from "#components/analytics/board-choice";
import { Checklist } from "#components/analytics/checklist";
import { Panels } from "#components/analytics/panels";
import { Tasks } from "#components/analytics/tasks";
import { UpcomingEvents, type UpcomingEventsProps } from "#components/analytics/upcoming-events";
import { ChartPanel } from "#components/data/chart-panel";
import { Figure, Figures } from "#components/data/figure";
import { Money } from "#components/data/money";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import type { Task } from "#lib/analytics/queries/tasks";
import { changeSince } from "#lib/analytics/rules";
import type { Board, BoardFilter } from "#lib/analytics/rules/board";
import { comparedWith, comparedWords, daysWords } from "#lib/analytics/rules/compare";
import { type DayOfIncome, incomePanel, incomeTotal } from "#lib/analytics/rules/overview";
import { boardCharts } from "#lib/analytics/rules/panels";
import { formatMoment, zoneName } from "#lib/time";

type House = { slug: string; name: string; zone: string; currency: string };
export type OverviewProps = {
  organization: House;
  filter: BoardFilter;
  asOf: Date;
  period: { from: string; before: string };
  income: { days: DayOfIncome[]; before: DayOfIncome[] } | null;
  board: Board | null;
  wallet: { currency: string; postedMinor: bigint; availableMinor: bigint }[] | null;
  events: UpcomingEventsProps["events"] | null;
  steps: { venue: boolean; event: boolean; published: boolean; sale: boolean } | null;
  tasks: Partial<Record<Task, number>>;
  waiting: Partial<Record<string, number>>;
  sponsor: boolean;
};

/** How things stand for whoever looks: what waits for them, their figures, and what is coming. */
export function Overview(props: OverviewProps) {
  const { organization, filter, asOf, period, income, board, events, steps, tasks, waiting, sponsor } = props;
  const { slug, currency, zone } = organization;
  const compared = filter.compare === "none" ? null : daysWords(comparedWith(period, filter.compare));
  return (
    <>
      <PageHeader
        title="Overview"
        description={`As of ${formatMoment(asOf, zone)} ${zoneName(asOf, zone)}. Amounts in ${currency}.`}
        actions={
          sponsor ? (
            <Button variant="outline" asChild>
              <Link href={`/${slug}/sponsorship/mine` as Route}>Your sponsorships</Link>
            </Button>
          ) : null
        }
      />
      {income || board ? <BoardChoice action={`/${slug}`} span={filter.span} compare={filter.compare} /> : null}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {steps && !(steps.event && steps.published && steps.sale) ? <Checklist slug={slug} steps={steps} /> : null}
        {income ? <Income {...props} income={income} /> : null}
        {board ? <Sales {...props} board={board} /> : null}
        {income || board ? (
          <p className="text-muted-foreground text-xs">
            {daysWords(period)}
            {compared ? `, compared with ${compared}` : ""}.
          </p>
        ) : null}
        <Tasks slug={slug} waiting={waiting} tasks={tasks} sponsor={sponsor} />
        {events ? <UpcomingEvents slug={slug} events={events} /> : null}
      </div>
    </>
  );
}

const changeOf = ({ span, compare }: BoardFilter) => {
  const words = compare === "none" ? null : comparedWords(span, compare);
  return (now: bigint, then: bigint) => (words ? changeSince(now, then, words) : undefined);
};

/** For whoever sees the books. */
function Income({ organization, filter, period, income, wallet }: OverviewProps & Present<"income">) {
  const { slug, currency, zone } = organization;
  const [now, then] = [incomeTotal(income.days), incomeTotal(income.before)];
  const change = changeOf(filter);
  const paid = `/${slug}/ticketing/orders?f.state=paid,partially_refunded,refunded&f.createdAt=${period.from}..${period.before}`;
  const { key: _, shape, ...panel } = incomePanel({ ...income, ...filter, period, currency, zone, slug });
  return (
    <>
      <Figures>
        <Figure
          label="Ticket income"
          value={<Money minor={now.revenueMinor} currency={currency} />}
          change={change(now.revenueMinor, then.revenueMinor)}
          href={`/${slug}/payments/journal?f.date=${period.from}..${period.before}`}
          fresh="Net of tax and refunds, from the ledger"
        />
        <Figure
          label="Tickets sold"
          value={now.tickets.toLocaleString("en")}
          change={change(BigInt(now.tickets), BigInt(then.tickets))}
          href={paid}
        />
        <Figure
          label="Orders"
          value={now.orders.toLocaleString("en")}
          change={change(BigInt(now.orders), BigInt(then.orders))}
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
      <ChartPanel {...panel} shape={shape === "table" ? "bar" : shape} />
    </>
  );
}

type Present<K extends "income" | "board"> = { [P in K]: NonNullable<OverviewProps[P]> };

/** For whoever sees dashboards and not the books: from the rollups. */
function Sales({ organization, filter, board }: OverviewProps & Present<"board">) {
  const { slug, currency } = organization;
  const { totals, previous } = board;
  const change = changeOf(filter);
  const dashboard = `/${slug}/analytics?span=${filter.span}&compare=${filter.compare}`;
  return (
    <>
      <Figures>
        <Figure
          label="Sales"
          value={<Money minor={totals.grossMinor} currency={currency} />}
          change={change(BigInt(totals.grossMinor), BigInt(previous.grossMinor))}
          href={dashboard}
          fresh="What buyers paid, tax included"
        />
        <Figure
          label="Tickets sold"
          value={totals.tickets.toLocaleString("en")}
          change={change(BigInt(totals.tickets), BigInt(previous.tickets))}
          href={dashboard}
        />
        <Figure
          label="Page views"
          value={totals.views.toLocaleString("en")}
          change={change(BigInt(totals.views), BigInt(previous.views))}
          href={dashboard}
        />
        <Figure
          label="Arrived"
          value={totals.arrivals.toLocaleString("en")}
          change={change(BigInt(totals.arrivals), BigInt(previous.arrivals))}
          href={dashboard}
        />
      </Figures>
      <Panels panels={boardCharts({ slug, filter, board }).slice(0, 1)} files={null} />
    </>
  );
}
