import { DayField } from "#components/payments/day-field";
import { FinancialStatements } from "#components/payments/financial-statements";
import { PrintButton } from "#components/payments/print-button";
import { Questions, ReportFacts } from "#components/payments/report";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { spanOf } from "#lib/payments/addresses";
import { standings } from "#lib/payments/queries/statement";
import { statementsOf } from "#lib/payments/statements";
import { openOrganization, read, requireActor } from "#lib/session";
import { dayIn } from "#lib/time";

export const metadata = { title: "Statements" };

export default async function ReportsPage({ searchParams }: PageProps<"/[org]/payments/reports">) {
  await requireActor("payments:read");
  const organization = await openOrganization();
  const madeAt = new Date();
  const asked = spanOf(await searchParams);
  const to = asked.to ?? dayIn(madeAt, organization.zone);
  const from = asked.from && asked.from <= to ? asked.from : `${to.slice(0, 4)}-01-01`;
  const statements = statementsOf(await read("payments:read", (tx) => standings(tx, { from, to })));
  const currencies = statements.map(({ currency }) => currency);
  return (
    <>
      <PageHeader
        title="Income statement and balance sheet"
        description={<ReportFacts organization={organization} {...{ currencies, from, madeAt }} asOf={to} />}
        actions={<PrintButton />}
      />
      <Questions action={`/${organization.slug}/payments/reports`}>
        <DayField name="from" label="From" day={from} />
        <DayField name="to" label="To the end of" day={to} />
        <Button type="submit">Show</Button>
      </Questions>
      <FinancialStatements slug={organization.slug} from={from} to={to} statements={statements} />
    </>
  );
}
