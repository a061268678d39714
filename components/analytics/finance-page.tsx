import { BoardChoice } from "#components/analytics/board-choice";
import { type DashboardFiles, Panels } from "#components/analytics/panels";
import { SaveReport } from "#components/analytics/report-forms";
import { Figure, Figures } from "#components/data/figure";
import { Money } from "#components/data/money";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { changeSince, neutral, spans } from "#lib/analytics/rules";
import { comparedWith, comparedWords, daysWords } from "#lib/analytics/rules/compare";
import type { FinancePoint } from "#lib/analytics/rules/finance";
import { type Finance, financePanels, statementOf, sumOfPoints } from "#lib/analytics/rules/finance-panels";
import { financeRowsHref } from "#lib/analytics/rules/finance-rows";
import { reportHref } from "#lib/analytics/rules/reports";
import { formatMoment, zoneName } from "#lib/time";

export type FinancePageProps = {
  finance: Finance;
  asOf: Date;
  mayExport: boolean;
  wallet: { availableMinor: bigint; postedMinor: bigint; inTransitMinor: bigint } | null;
};

/** Balances, payouts, fees and refunds over time, from the ledger. */
export function FinancePage({ finance, asOf, wallet, mayExport }: FinancePageProps) {
  const { slug, span, compare, currency, zone, period, points, before, walletAccount } = finance;
  const total = (figure: (point: FinancePoint) => bigint) => sumOfPoints(points, figure);
  const compared = compare === "none" ? null : comparedWords(span, compare);
  const change = (now: bigint, then: bigint) => (compared ? neutral(changeSince(now, then, compared)) : undefined);
  const changeOf = (figure: (point: FinancePoint) => bigint) => change(total(figure), sumOfPoints(before, figure));
  const address = new URLSearchParams({ span, compare }).toString();
  const drawn = `${formatMoment(asOf, zone)} ${zoneName(asOf, zone)}`;
  const files: DashboardFiles | null = mayExport
    ? { slug, dashboard: "finance", address, zone, period: daysWords(period), asOf: drawn }
    : null;
  const refunds = `/${slug}/analytics/rows?kind=refunds&from=${period.from}&before=${period.before}`;
  return (
    <>
      <PageHeader
        title="Money over time"
        actions={
          <>
            <SaveReport dashboard="finance" search={address} name="Money over time" mayShare={mayExport} />
            {files ? (
              <Button variant="outline" asChild>
                <a href={reportHref(slug, "finance", address)} download>
                  PDF
                </a>
              </Button>
            ) : null}
          </>
        }
        description={`From the ledger, in ${currency}, as of ${drawn}. Days on the clock of ${zone.replaceAll("_", " ")}.`}
      />
      <BoardChoice action={`/${slug}/analytics/finance`} span={span} compare={compare} />
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
            value={<Money minor={points.at(-1)?.heldMinor ?? 0n} currency={currency} />}
            change={change(points.at(-1)?.heldMinor ?? 0n, before.at(-1)?.heldMinor ?? 0n)}
            href={financeRowsHref(slug, "held", period)}
            fresh="Until what was promised is proven"
          />
          <Figure
            label="Left the wallet in payouts"
            value={<Money minor={total((one) => one.payoutsMinor)} currency={currency} />}
            change={changeOf((one) => one.payoutsMinor)}
            href={statementOf(slug, walletAccount, period)}
            fresh={`In the last ${spans[span].label}`}
          />
          <Figure
            label="Fees"
            value={<Money minor={total((one) => one.feesMinor)} currency={currency} />}
            change={changeOf((one) => one.feesMinor)}
            href={financeRowsHref(slug, "fees", period)}
            fresh="Of the platform and of processors"
          />
          <Figure
            label="Refunded"
            value={<Money minor={total((one) => one.refundsMinor)} currency={currency} />}
            change={changeOf((one) => one.refundsMinor)}
            href={refunds}
            fresh="On the day on which it was sent"
          />
        </Figures>
        <Panels panels={financePanels(finance)} files={files} />
        <p className="text-muted-foreground text-xs">
          {daysWords(period)}
          {compared ? `, compared with ${daysWords(comparedWith(period, compare))}` : ""}.
        </p>
      </div>
    </>
  );
}
