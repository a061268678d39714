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
import { lensChoices, lensNames } from "#lib/payments/queries/seen";
import { trialBalanceSeen } from "#lib/payments/reports/balances";
import { isNarrow, knownWords } from "#lib/payments/reports/lens";
import { askedOf } from "#lib/payments/reports/names";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { dayIn } from "#lib/time";

export const metadata = { title: "Trial balance" };

export default async function TrialBalancePage({ searchParams }: PageProps<"/[org]/payments/trial-balance">) {
  const actor = await requireActor("payments:read");
  const organization = await openOrganization();
  const { slug, zone } = organization;
  const madeAt = new Date();
  const today = dayIn(madeAt, zone);
  const asked = askedOf(await searchParams, today);
  const { to: asOf, lens, zeros } = asked;
  const { rows, atZero, totals, choices, names } = await read("payments:read", async (tx) => ({
    ...(await trialBalanceSeen(tx, { ...asked, slug, zone })),
    choices: await lensChoices(tx),
    names: await lensNames(tx, lens),
  }));
  const known = knownWords(lens, zone);
  const part = [...names, ...(known ? [known] : [])];
  const currencies = [...new Set(rows.map((row) => row.currency))];
  const path = `/${slug}/payments/trial-balance`;
  const search = { asOf, ...lens, zeros: zeros ? "yes" : undefined };
  const csv = isNarrow(lens) ? undefined : withSearch(`/api${path}`, search);
  return (
    <>
      <PageHeader
        title="Trial balance"
        description={<ReportFacts {...{ organization, currencies, asOf, madeAt, part }} />}
        actions={
          <ReportFiles
            path={`/api/${slug}/payments/reports/trial-balance`}
            {...{ csv, search: { ...search, asOf: undefined, to: asOf } }}
            mayExport={can(actor, "analytics:export")}
          />
        }
      />
      <ReportTabs slug={slug} current="trial-balance" />
      <ReportQuestions action={path} {...{ asked, today, zone, choices }} asks="day" />
      <Button variant="ghost" size="sm" className="mb-3" asChild>
        <Link href={withSearch(path, { ...search, zeros: zeros ? undefined : "yes" }) as Route}>
          {zeros ? "Hide accounts at zero" : `Show ${atZero} accounts at zero`}
        </Link>
      </Button>
      <TrialBalance {...{ slug, asOf, lens, rows, totals }} />
    </>
  );
}
