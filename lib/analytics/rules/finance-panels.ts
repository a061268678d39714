import { type Period, type SpanKey, spans } from "#lib/analytics/rules";
import { type Compare, comparedLabel } from "#lib/analytics/rules/compare";
import type { FinancePoint } from "#lib/analytics/rules/finance";
import { named } from "#lib/analytics/rules/series";
import { formatMoney } from "#lib/money";
import type { ChartSeries, Panel } from "#lib/system/figures";

export type Finance = {
  slug: string;
  span: SpanKey;
  compare: Compare;
  currency: string;
  zone: string;
  period: Period;
  points: FinancePoint[];
  /** The compared days, point for point. */
  before: FinancePoint[];
  walletAccount: string | null;
};

const lastDay = (before: string) => new Date(Date.parse(`${before}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** An account's statement of these days, or the chart of accounts where there is no such account yet. */
export const statementOf = (slug: string, id: string | null, { from, before }: Period) =>
  id ? `/${slug}/payments/accounts/${id}?from=${from}&to=${lastDay(before)}` : `/${slug}/payments/accounts`;

export const sumOfPoints = (points: readonly FinancePoint[], figure: (point: FinancePoint) => bigint) =>
  points.reduce((sum, point) => sum + figure(point), 0n);

/** Balances, income, fees, refunds and payouts over time, for the screen, for files and for paper. */
export function financePanels(finance: Finance): Panel[] {
  const { slug, span, compare, currency, points, before, walletAccount } = finance;
  const axis = span === "12m" ? "Month" : "Day";
  const last = points.at(-1);
  const beside = (key: string, what: string, kind: 1 | 2 = 1): ChartSeries[] =>
    compare === "none"
      ? []
      : [{ key, label: `${what}, ${comparedLabel(compare).toLowerCase()}`, color: 6, compared: kind }];
  const sum = (figure: (point: FinancePoint) => bigint) => formatMoney(sumOfPoints(points, figure), currency);
  return [
    {
      key: "balances",
      title: "Wallet and money held",
      description: `At the end of each ${axis.toLowerCase()}, ${currency}`,
      axis,
      shape: "line",
      currency,
      series: [
        { key: "wallet", label: "Wallet", color: 1 },
        { key: "held", label: "Held", color: 3 },
        ...beside("walletBefore", "Wallet"),
        ...beside("heldBefore", "Held", 2),
      ],
      points: points.map((point, place) => ({
        ...named(point, span),
        href: statementOf(slug, walletAccount, point),
        wallet: point.walletMinor.toString(),
        held: point.heldMinor.toString(),
        walletBefore: (before[place]?.walletMinor ?? 0n).toString(),
        heldBefore: (before[place]?.heldMinor ?? 0n).toString(),
      })),
      summary: `The wallet stands at ${formatMoney(last?.walletMinor ?? 0n, currency)}; ${formatMoney(last?.heldMinor ?? 0n, currency)} is held.`,
    },
    {
      key: "income",
      title: `Income, fees and refunds by ${axis.toLowerCase()}`,
      description: `${currency}, by the day on which they were booked`,
      axis,
      shape: "bar",
      currency,
      series: [
        { key: "income", label: "Income", color: 1 },
        { key: "fees", label: "Fees", color: 5 },
        { key: "refunds", label: "Refunds", color: 4 },
        ...beside("incomeBefore", "Income"),
      ],
      points: points.map((point, place) => ({
        ...named(point, span),
        href: `/${slug}/payments/journal?f.date=${point.from}..${point.before}`,
        income: point.incomeMinor.toString(),
        fees: point.feesMinor.toString(),
        refunds: point.refundsMinor.toString(),
        incomeBefore: (before[place]?.incomeMinor ?? 0n).toString(),
      })),
      summary: `Income of ${sum((one) => one.incomeMinor)}, net of refunds; fees took ${sum((one) => one.feesMinor)}.`,
    },
    {
      key: "payouts",
      title: `Payouts by ${axis.toLowerCase()}`,
      description: `${currency}, by the day on which they left the wallet`,
      axis,
      shape: "bar",
      currency,
      series: [{ key: "payouts", label: "Payouts", color: 2 }, ...beside("payoutsBefore", "Payouts")],
      points: points.map((point, place) => ({
        ...named(point, span),
        href: statementOf(slug, walletAccount, point),
        payouts: point.payoutsMinor.toString(),
        payoutsBefore: (before[place]?.payoutsMinor ?? 0n).toString(),
      })),
      summary: `${sum((one) => one.payoutsMinor)} left the wallet in the last ${spans[span].label}.`,
    },
  ];
}
