import { ChartPanel } from "#components/data/chart-panel";
import type { BoardProps } from "#components/sponsorship/board-page";
import { bucketsOf, isIn as isDayIn } from "#lib/analytics/rules/series";
import { formatMoney } from "#lib/money";
import { ages, type Bucket, daysOfBucket, deadlines, isIn, rowsHref, weeksOf } from "#lib/sponsorship/figures";

/** Held money by how long it has been held, and by when it must have left. */
export function HeldCharts({ board, slug, currency, event, today }: BoardProps) {
  const total = board.held.reduce((sum, one) => sum + one.heldMinor, 0n);
  const frozen = board.held.reduce((sum, one) => sum + one.frozenMinor, 0n);
  const points = (buckets: readonly Bucket[], by: "leave" | "since") =>
    buckets.map((bucket) => ({
      label: bucket.label,
      href: rowsHref(slug, {
        kind: "held",
        side: "organizer",
        currency,
        event,
        by,
        ...daysOfBucket(today, bucket, by),
      }),
      held: String(
        board.held
          .filter((one) => isIn(by === "leave" ? one.left : one.days, bucket))
          .reduce((sum, one) => sum + one.heldMinor, 0n),
      ),
    }));
  const late = board.held.filter(({ left }) => left < 0).reduce((sum, one) => sum + one.heldMinor, 0n);
  const series = [{ key: "held", label: "Held", color: 3 }] as const;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
      <ChartPanel
        title="Held, by when it must leave"
        description={`${currency}, now, by the days that are left; a bar leads to its orders`}
        axis="Days left"
        shape="bar"
        currency={currency}
        series={series}
        points={points(deadlines, "leave")}
        summary={`${formatMoney(total, currency)} are held${late > 0n ? `; ${formatMoney(late, currency)} should have left by now` : "; nothing is overdue"}.`}
      />
      <ChartPanel
        title="Held, by age"
        description={`${currency}, by the days since it was paid; a bar leads to its orders`}
        axis="Days held"
        shape="bar"
        currency={currency}
        series={series}
        points={points(ages, "since")}
        summary={`${formatMoney(total, currency)} in ${board.held.length === 1 ? "one order" : `${board.held.length} orders`}; disputes freeze ${formatMoney(frozen, currency)} of it.`}
      />
    </div>
  );
}

/** What was released and what it cost, over the period. */
export function OverTime({ board, slug, span, currency, event, period }: BoardProps) {
  const axis = span === "12m" ? "Month" : span === "90d" ? "Week from" : "Day";
  const buckets = span === "90d" ? weeksOf(period) : bucketsOf({ period }, span);
  const sum = (figure: "released" | "fees" | "paid", bucket?: { from: string; before: string; label: string }) =>
    board.days.filter(({ day }) => !bucket || isDayIn(day, bucket)).reduce((total, one) => total + one[figure], 0n);
  return (
    <ChartPanel
      title={`Paid, released and fees by ${axis.toLowerCase().replace(" from", "")}`}
      description={`${currency}, on the organization's calendar; a bar leads to what was released in it`}
      axis={axis}
      shape="bar"
      currency={currency}
      series={[
        { key: "paid", label: "Paid by sponsors", color: 1 },
        { key: "released", label: "Released", color: 2 },
        { key: "fees", label: "Platform fees", color: 5 },
      ]}
      points={buckets.map((bucket) => ({
        label: bucket.label,
        href: rowsHref(slug, {
          kind: "released",
          side: "organizer",
          currency,
          event,
          from: bucket.from,
          before: bucket.before,
        }),
        paid: String(sum("paid", bucket)),
        released: String(sum("released", bucket)),
        fees: String(sum("fees", bucket)),
      }))}
      summary={`${formatMoney(sum("released"), currency)} were released, of which fees took ${formatMoney(sum("fees"), currency)}; ${formatMoney(sum("paid"), currency)} came in.`}
    />
  );
}
