import type { Period, SpanKey } from "#lib/analytics/rules";
import { type Compare, comparedBucket, comparedLabel } from "#lib/analytics/rules/compare";
import { bucketsOf, isIn, named } from "#lib/analytics/rules/series";
import { formatMoney } from "#lib/money";
import type { Panel } from "#lib/system/figures";

export type DayOfIncome = { day: string; revenueMinor: bigint; tickets: number; orders: number };
type Asked = {
  days: DayOfIncome[];
  before: DayOfIncome[];
  period: Period;
  span: SpanKey;
  compare: Compare;
  currency: string;
  zone: string;
  slug: string;
};

const incomeIn = (days: DayOfIncome[], bucket: Period & { label: string }) =>
  days.filter(({ day }) => isIn(day, bucket)).reduce((sum, { revenueMinor }) => sum + revenueMinor, 0n);

/** What a period adds up to. */
export const incomeTotal = (days: DayOfIncome[]) =>
  days.reduce(
    (sum, day) => ({
      revenueMinor: sum.revenueMinor + day.revenueMinor,
      tickets: sum.tickets + day.tickets,
      orders: sum.orders + day.orders,
    }),
    { revenueMinor: 0n, tickets: 0, orders: 0 },
  );

/** Ticket income of the ledger over time; each point leads to its entries in the journal. */
export function incomePanel({ days, before, period, span, compare, currency, zone, slug }: Asked): Panel {
  const month = span === "12m";
  const total = incomeTotal(days);
  const buckets = bucketsOf({ period }, span);
  const most = buckets
    .map((bucket) => ({ label: bucket.label, minor: incomeIn(days, bucket) }))
    .reduce((top, one) => (one.minor > top.minor ? one : top), { label: "", minor: 0n });
  return {
    key: "income",
    title: month ? "Ticket income by month" : "Ticket income by day",
    description: `${currency}, days in ${zone.replaceAll("_", " ")}`,
    axis: month ? "Month" : "Day",
    shape: "bar",
    currency,
    series: [
      { key: "revenue", label: "Ticket income", color: 1 },
      ...(compare === "none" ? [] : [{ key: "before", label: comparedLabel(compare), color: 6, compared: 1 } as const]),
    ],
    points: buckets.map((bucket) => ({
      ...named(bucket, span),
      href: `/${slug}/payments/journal?f.date=${bucket.from}..${bucket.before}`,
      revenue: incomeIn(days, bucket).toString(),
      before: incomeIn(before, comparedBucket(bucket, period, compare)).toString(),
    })),
    summary:
      total.orders === 0
        ? "Nothing was sold in this period."
        : `${formatMoney(total.revenueMinor, currency)} from ${total.tickets.toLocaleString("en")} tickets in ${total.orders.toLocaleString("en")} orders.${most.label ? ` The most was ${formatMoney(most.minor, currency)} ${month ? "in" : "on"} ${most.label}.` : ""}`,
  };
}
