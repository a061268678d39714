import { ChartPanel } from "#components/data/chart-panel";
import type { ChartPoint } from "#components/data/series";
import { addressOf, type Board, type BoardFilter, visitorWords } from "#lib/analytics/rules/board";
import { type Bucket, bucketsOf, isIn, sumOf } from "#lib/analytics/rules/series";
import { formatMoney } from "#lib/money";

type Props = { slug: string; filter: BoardFilter; board: Board };

/** The days of the period as charts; each point leads to the rows that add up to it. */
export function DashboardCharts({ slug, filter, board }: Props) {
  const { currency, zone } = board;
  const buckets = bucketsOf(board, filter.span);
  const axis = filter.span === "12m" ? "Month" : "Day";
  const rows = (kind: string, { from, before }: Bucket) =>
    `/${slug}/analytics/rows?${addressOf(filter, { kind, from, before })}`;
  const clock = `Days in ${zone.replaceAll("_", " ")}`;
  const daysIn = (bucket: Bucket) => board.days.filter(({ day }) => isIn(day, bucket));
  const sales = buckets.map((bucket): ChartPoint => {
    const days = daysIn(bucket);
    return {
      label: bucket.label,
      href: rows("orders", bucket),
      gross: sumOf(days, (one) => one.grossMinor).toString(),
      refunded: sumOf(days, (one) => one.refundedMinor).toString(),
    };
  });
  const looks = buckets.map(
    (bucket): ChartPoint => ({
      label: bucket.label,
      href: rows("views", bucket),
      views: daysIn(bucket).reduce((sum, one) => sum + one.views, 0),
    }),
  );
  const shown = board.tiers.slice(0, 6);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
      {shown.length > 0 ? (
        <ChartPanel
          title={`Sales by ${axis.toLowerCase()} and kind of ticket`}
          description={`${currency}, tax included. ${clock}`}
          axis={axis}
          shape="stacked"
          currency={currency}
          series={shown.map(({ id, name }, index) => ({ key: id, label: name, color: ((index % 6) + 1) as 1 }))}
          points={buckets.map((bucket) => ({
            label: bucket.label,
            href: rows("orders", bucket),
            ...Object.fromEntries(
              shown.map(({ id }) => [
                id,
                sumOf(
                  board.tierDays.filter((one) => one.tierId === id && isIn(one.day, bucket)),
                  (one) => one.grossMinor,
                ).toString(),
              ]),
            ),
          }))}
          summary={board.tiers
            .map(
              (tier) =>
                `${tier.name}: ${tier.tickets.toLocaleString("en")} for ${formatMoney(BigInt(tier.grossMinor), currency)}`,
            )
            .join(". ")}
        />
      ) : (
        <ChartPanel
          title={`Sales by ${axis.toLowerCase()}`}
          description={`${currency}, tax included. ${clock}`}
          axis={axis}
          shape="bar"
          currency={currency}
          series={[
            { key: "gross", label: "Sales", color: 1 },
            { key: "refunded", label: "Refunded", color: 4 },
          ]}
          points={sales}
          summary={
            board.totals.orders === 0
              ? "Nothing was sold in this period."
              : `${board.totals.orders.toLocaleString("en")} orders for ${formatMoney(BigInt(board.totals.grossMinor), currency)}, of which ${formatMoney(BigInt(board.totals.refundedMinor), currency)} went back.`
          }
        />
      )}
      <ChartPanel
        title={`Page views by ${axis.toLowerCase()}`}
        description={clock}
        axis={axis}
        shape="bar"
        series={[{ key: "views", label: "Views", color: 2 }]}
        points={looks}
        summary={
          board.totals.views === 0
            ? "Nobody who agreed to being counted looked at a page in this period."
            : `${board.totals.views.toLocaleString("en")} views by ${visitorWords(board.totals.visitors)}.`
        }
      />
    </div>
  );
}
