import type { Route } from "next";
import Link from "next/link";
import { DayField } from "#components/payments/day-field";
import { PrintButton } from "#components/payments/print-button";
import { Questions, ReportFacts } from "#components/payments/report";
import { TrialBalance } from "#components/payments/trial-balance";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { dayOf, flagOf, withSearch } from "#lib/payments/addresses";
import { trialBalance } from "#lib/payments/queries/reports";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { dayIn } from "#lib/time";

export const metadata = { title: "Trial balance" };

export default async function TrialBalancePage({ searchParams }: PageProps<"/[org]/payments/trial-balance">) {
  const actor = await requireActor("payments:read");
  const organization = await openOrganization();
  const [params, madeAt] = [await searchParams, new Date()];
  const [asOf, all] = [dayOf(params, "asOf") ?? dayIn(madeAt, organization.zone), flagOf(params, "zeros")];
  const { rows, totals } = await read("payments:read", (tx) => trialBalance(tx, { asOf, zeros: true }));
  const shown = all ? rows : rows.filter((row) => row.balanceMinor !== 0n);
  const zeros = rows.length - rows.filter((row) => row.balanceMinor !== 0n).length;
  const currencies = [...new Set(shown.map((row) => row.currency))];
  const path = `/${organization.slug}/payments/trial-balance`;
  return (
    <>
      <PageHeader
        title="Trial balance"
        description={<ReportFacts organization={organization} currencies={currencies} asOf={asOf} madeAt={madeAt} />}
        actions={
          <>
            {can(actor, "analytics:export") ? (
              <Button variant="outline" asChild>
                <a href={withSearch(`/api${path}`, { asOf, zeros: all ? "yes" : undefined })}>Download CSV</a>
              </Button>
            ) : null}
            <PrintButton />
          </>
        }
      />
      <Questions action={path}>
        <DayField name="asOf" label="As of the end of" day={asOf} />
        {all ? <input type="hidden" name="zeros" value="yes" /> : null}
        <Button type="submit">Show</Button>
        <Button variant="ghost" asChild>
          <Link href={withSearch(path, { asOf, zeros: all ? undefined : "yes" }) as Route}>
            {all ? "Hide accounts at zero" : `Show ${zeros} accounts at zero`}
          </Link>
        </Button>
      </Questions>
      <TrialBalance slug={organization.slug} asOf={asOf} rows={shown} totals={totals} />
    </>
  );
}
