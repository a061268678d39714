import { ChartPanel } from "#components/data/chart-panel";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day, Time } from "#components/data/time";
import { TextLink } from "#components/payments/report";
import { OrderLink, Panel } from "#components/sponsorship/panel";
import { Badge } from "#components/ui/badge";
import { TableCell, TableRow } from "#components/ui/table";
import { formatMoney } from "#lib/money";
import { type FigureKind, monthsFrom, rowsHref } from "#lib/sponsorship/figures";
import type { MineFacts } from "#lib/sponsorship/queries/mine";
import { orderStates } from "#lib/sponsorship/words";

type Scope = { slug: string; sponsor?: string };

/** Whom the sponsored events reached, from the organizers' analytics. */
export function MineReach({ mine, slug, zone, sponsor }: Scope & { mine: MineFacts; zone: string }) {
  const { reach, reachAsOf } = mine;
  const cell = (eventId: string, kind: FigureKind, count: number) => (
    <TableCell className="figures text-right">
      {count === 0 ? (
        "0"
      ) : (
        <TextLink href={rowsHref(slug, { kind, side: "sponsor", sponsor, event: eventId })}>
          {count.toLocaleString("en")}
        </TextLink>
      )}
    </TableCell>
  );
  const views = reach.reduce((sum, one) => sum + one.views, 0);
  return (
    <Panel
      id="reach"
      title={`Reach: ${views.toLocaleString("en")} impressions`}
      text={
        <>
          Views and clicks of each event's public page by visitors who agreed to be counted, and tickets scanned at the
          door, since you paid.{" "}
          {reachAsOf ? (
            <>
              As of <Time at={reachAsOf} zone={zone} named />.
            </>
          ) : null}
        </>
      }
      empty="Nothing is counted before an order is paid."
      none={reach.length === 0}
      heads={["Event", "Organizer", "Since", "Impressions", "Clicks", "Attendance"]}
      figures={["Impressions", "Clicks", "Attendance"]}
    >
      {reach.map((one) => (
        <TableRow key={one.eventId}>
          <TableCell className="min-w-40">{one.event}</TableCell>
          <TableCell>{one.organizer}</TableCell>
          <TableCell>
            <Day day={one.since} />
          </TableCell>
          {cell(one.eventId, "views", one.views)}
          {cell(one.eventId, "clicks", one.clicks)}
          {cell(one.eventId, "arrivals", one.arrivals)}
        </TableRow>
      ))}
    </Panel>
  );
}

/** Every order, what is held on top, each with its statement. */
export function MineOrders({ orders, slug }: { orders: MineFacts["orders"]; slug: string }) {
  return (
    <Panel
      id="orders"
      title="Orders"
      text="What you agreed to, and by when the money held for it must be released or returned."
      empty="You have no orders yet. An accepted proposal becomes one."
      none={orders.length === 0}
      heads={["Order", "What", "State", "Total", "Held", "Must leave by", "Statement"]}
      figures={["Total", "Held"]}
    >
      {orders.map((one) => (
        <TableRow key={one.id}>
          <TableCell>
            <OrderLink slug={slug} one={{ orderId: one.id, number: one.number }} />
          </TableCell>
          <TableCell className="min-w-48">
            {one.title}
            <span className="block text-[0.8125rem] text-muted-foreground">
              {one.event}, {one.organizer}
            </span>
          </TableCell>
          <TableCell>
            <StateBadge state={one.state} {...orderStates[one.state]} />
          </TableCell>
          <TableCell className="text-right">
            <Money minor={one.totalMinor} currency={one.currency} />
          </TableCell>
          <TableCell className="text-right">
            {one.heldMinor === 0n ? <Nothing /> : <Money minor={one.heldMinor} currency={one.currency} />}
          </TableCell>
          <TableCell>
            <LeaveBy day={one.mustLeaveBy} left={one.left} />
          </TableCell>
          <TableCell>
            <TextLink href={`/${slug}/sponsorship/orders/${one.id}#statement`}>
              Statement<span className="sr-only"> of {one.number}</span>
            </TextLink>
          </TableCell>
        </TableRow>
      ))}
    </Panel>
  );
}

const Nothing = () => <span className="text-muted-foreground">–</span>;

/** By when held money must have left: released or returned. */
function LeaveBy({ day, left }: { day: string | null; left: number | null }) {
  if (!day || left === null) return <Nothing />;
  return (
    <>
      <Day day={day} />{" "}
      {left <= 7 ? (
        <Badge variant={left < 0 ? "danger" : "warning"}>{left < 0 ? "Overdue" : `${left} days left`}</Badge>
      ) : null}
    </>
  );
}

type MonthsProps = Scope & { mine: MineFacts; currency: string; from: string };

/** The last twelve months in one currency. */
export function MineMonths({ mine, currency, from, slug, sponsor }: MonthsProps) {
  const found = mine.months.filter((one) => one.currency === currency);
  const points = monthsFrom(from, 12).map((month) => {
    const one = found.find((each) => each.month === month.key);
    return {
      label: month.label,
      href: rowsHref(slug, {
        kind: "paid",
        side: "sponsor",
        currency,
        sponsor,
        from: month.from,
        before: month.before,
      }),
      paid: String(one?.paid ?? 0n),
      released: String(one?.released ?? 0n),
      refunded: String(one?.refunded ?? 0n),
    };
  });
  const sum = (figure: "paid" | "released") => found.reduce((total, one) => total + one[figure], 0n);
  return (
    <ChartPanel
      title={`Month by month, ${currency}`}
      description="Paid, released and refunded in the last twelve months; a point leads to what was paid in it"
      axis="Month"
      shape="bar"
      currency={currency}
      series={[
        { key: "paid", label: "Paid", color: 1 },
        { key: "released", label: "Released", color: 2 },
        { key: "refunded", label: "Refunded", color: 4 },
      ]}
      points={points}
      summary={`In twelve months ${formatMoney(sum("paid"), currency)} were paid and ${formatMoney(sum("released"), currency)} released for what was delivered.`}
    />
  );
}
