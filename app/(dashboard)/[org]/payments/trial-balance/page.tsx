import type { Route } from "next";
import Link from "next/link";
import { ReportFacts } from "#components/payments/report";
import { ReportFiles } from "#components/payments/report-files";
import { ReportQuestions } from "#components/payments/report-questions";
import { ReportTabs } from "#components/payments/report-tabs";
import { TrialBalance } from "#components/payments/trial-balance";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { withSearch } from "#lib/payments/addresses";
import { trialBalanceSeen } from "#lib/payments/reports/balances";
import { isNarrow } from "#lib/payments/reports/lens";
import { reportView } from "#lib/payments/reports/view";

export const metadata = { title: "Trial balance" };

export default async function TrialBalancePage({ searchParams }: PageProps<"/[org]/payments/trial-balance">) {
  const view = await reportView(await searchParams, trialBalanceSeen);
  const { organization, slug, zone, madeAt, today, asked, choices, part, mayExport } = view;
  const { rows, atZero, totals } = view.drawn;
  const { from, to: asOf, lens, zeros } = asked;
  const currencies = [...new Set(rows.map((row) => row.currency))];
  const path = `/${slug}/payments/trial-balance`;
  const search = { from, to: asOf, ...lens, zeros: zeros ? "yes" : undefined };
  const csv = isNarrow(lens)
    ? undefined
    : withSearch(`/api${path}`, { ...search, asOf, from: undefined, to: undefined });
  return (
    <>
      <PageHeader
        title="Trial balance"
        description={<ReportFacts {...{ organization, currencies, asOf, madeAt, part }} />}
        actions={<ReportFiles path={`/api/${slug}/payments/reports/trial-balance`} {...{ csv, search, mayExport }} />}
      />
      <ReportTabs slug={slug} current="trial-balance" />
      <ReportQuestions action={path} {...{ asked, today, zone, choices }} asks="span" />
      <Button variant="ghost" size="sm" className="mb-3" asChild>
        <Link href={withSearch(path, { ...search, zeros: zeros ? undefined : "yes" }) as Route}>
          {zeros ? "Hide accounts at zero" : `Show ${atZero} accounts at zero`}
        </Link>
      </Button>
      <TrialBalance {...{ slug, from, asOf, lens, rows, totals }} />
    </>
  );
}
