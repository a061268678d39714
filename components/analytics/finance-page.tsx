import type { Route } from "next";
import Link from "next/link";
import { ChartPanel } from "#components/data/chart-panel";
import { Figure, Figures } from "#components/data/figure";
import { Money } from "#components/data/money";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { type SpanKey, spans } from "#lib/analytics/rules";
import type { FinancePoint } from "#lib/analytics/rules/finance";
import { formatMoney } from "#lib/money";
import { formatMoment, zoneName } from "#lib/time";

export type FinancePageProps = {
  slug: string;
  span: SpanKey;
  currency: string;
  zone: string;
  asOf: Date;
  period: { from: string; before: string };
  points: FinancePoint[];
  wallet: { availableMinor: bigint; postedMinor: bigint; inTransitMinor: bigint } | null;
  walletAccount: string | null;
};

/** Balances, payouts, fees and refunds over time, from the ledger. */
export function FinancePage({
  slug,
  span,
  currency,
  zone,
  asOf,
  period,
  points,
  wallet,
  walletAccount,
}: FinancePageProps) {
  const total = (figure: (point: FinancePoint) => bigint) => points.reduce((sum, point) => sum + figure(point), 0n);
  const last = points.at(-1);
  const lastDay = (before: string) =>
    new Date(Date.parse(`${before}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const statement = (id: string | null, from: string, before: string) =>
    id ? `/${slug}/payments/accounts/${id}?from=${from}&to=${lastDay(before)}` : `/${slug}/payments/accounts`;
  const axis = span === "12m" ? "Month" : "Day";
  const refunds = `/${slug}/analytics/rows?kind=refunds&from=${period.from}&before=${period.before}`;
  return (
    <>
      <PageHeader
        title="Money over time"
        description={`From the ledger, in ${currency}, as of ${formatMoment(asOf, zone)} ${zoneName(asOf, zone)}. Days on the clock of ${zone.replaceAll("_", " ")}.`}
        actions={
          <nav aria-label="Period" className="flex gap-1">
            {(Object.keys(spans) as SpanKey[]).map((key) => (
              <Button key={key} variant={key === span ? "secondary" : "ghost"} size="sm" asChild>
                <Link
                  href={`/${slug}/analytics/finance?span=${key}` as Route}
                  aria-current={key === span ? "true" : undefined}
                >
                  {spans[key].label}
                </Link>
              </Button>
            ))}
          </nav>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Figures>
          <Figure
            label="Wallet, available"
            value={<Money minor={wallet?.availableMinor ?? 0n} currency={currency} />}
            href={`/${slug}/payments/wallet`}
            fresh={
              <>
                Posted <Money minor={wallet?.postedMinor ?? 0n} currency={currency} />
              </>
            }
          />
          <Figure
            label="Held for others"
            value={<Money minor={last?.heldMinor ?? 0n} currency={currency} />}
            href={`/${slug}/payments/accounts`}
            fresh="Until what was promised is proven"
          />
          <Figure
            label="Left the wallet in payouts"
            value={<Money minor={total((one) => one.payoutsMinor)} currency={currency} />}
            href={statement(walletAccount, period.from, period.before)}
            fresh={`In the last ${spans[span].label}`}
          />
          <Figure
            label="Fees and refunds"
            value={
              <Money minor={total((one) => one.feesMinor) + total((one) => one.refundsMinor)} currency={currency} />
            }
            href={refunds}
            fresh={
              <>
                <Money minor={total((one) => one.refundsMinor)} currency={currency} /> of it refunded
              </>
            }
          />
        </Figures>
        <ChartPanel
          title="Wallet and money held"
          description={`At the end of each ${axis.toLowerCase()}, ${currency}`}
          axis={axis}
          shape="line"
          currency={currency}
          series={[
            { key: "wallet", label: "Wallet", color: 1 },
            { key: "held", label: "Held", color: 3 },
          ]}
          points={points.map((point) => ({
            label: point.label,
            href: statement(walletAccount, point.from, point.before),
            wallet: point.walletMinor.toString(),
            held: point.heldMinor.toString(),
          }))}
          summary={`The wallet stands at ${formatMoney(last?.walletMinor ?? 0n, currency)}; ${formatMoney(last?.heldMinor ?? 0n, currency)} is held.`}
        />
        <ChartPanel
          title={`Income, fees and refunds by ${axis.toLowerCase()}`}
          description={`${currency}, by the day on which they were booked`}
          axis={axis}
          shape="bar"
          currency={currency}
          series={[
            { key: "income", label: "Income", color: 1 },
            { key: "fees", label: "Fees", color: 5 },
            { key: "refunds", label: "Refunds", color: 4 },
          ]}
          points={points.map((point) => ({
            label: point.label,
            href: `/${slug}/payments/journal?f.date=${point.from}..${point.before}`,
            income: point.incomeMinor.toString(),
            fees: point.feesMinor.toString(),
            refunds: point.refundsMinor.toString(),
          }))}
          summary={`Income of ${formatMoney(
            total((one) => one.incomeMinor),
            currency,
          )}, net of refunds; fees took ${formatMoney(
            total((one) => one.feesMinor),
            currency,
          )}.`}
        />
        <ChartPanel
          title={`Payouts by ${axis.toLowerCase()}`}
          description={`${currency}, by the day on which they left the wallet`}
          axis={axis}
          shape="bar"
          currency={currency}
          series={[{ key: "payouts", label: "Payouts", color: 2 }]}
          points={points.map((point) => ({
            label: point.label,
            href: statement(walletAccount, point.from, point.before),
            payouts: point.payoutsMinor.toString(),
          }))}
          summary={`${formatMoney(
            total((one) => one.payoutsMinor),
            currency,
          )} left the wallet in this time.`}
        />
      </div>
    </>
  );
}
