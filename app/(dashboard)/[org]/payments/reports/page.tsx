import { FinancialStatements } from "#components/payments/financial-statements";
import { PrintButton } from "#components/payments/print-button";
import { ReportFacts } from "#components/payments/report";
import { FileLinks } from "#components/payments/report-files";
import { ReportQuestions } from "#components/payments/report-questions";
import { ReportTabs } from "#components/payments/report-tabs";
import { PageHeader } from "#components/shell/page-header";
import { lensChoices, lensNames } from "#lib/payments/queries/seen";
import { statementsSeen } from "#lib/payments/reports/balances";
import { knownWords } from "#lib/payments/reports/lens";
import { askedOf, askedSearch } from "#lib/payments/reports/names";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { dayIn } from "#lib/time";

export const metadata = { title: "Statements" };

export default async function ReportsPage({ searchParams }: PageProps<"/[org]/payments/reports">) {
  const actor = await requireActor("payments:read");
  const organization = await openOrganization();
  const { slug, zone } = organization;
  const madeAt = new Date();
  const today = dayIn(madeAt, zone);
  const asked = askedOf(await searchParams, today);
  const { from, to, lens } = asked;
  const { statements, choices, names } = await read("payments:read", async (tx) => ({
    statements: await statementsSeen(tx, { ...asked, slug, zone }),
    choices: await lensChoices(tx),
    names: await lensNames(tx, lens),
  }));
  const known = knownWords(lens, zone);
  const currencies = statements.map(({ currency }) => currency);
  const part = [...names, ...(known ? [known] : [])];
  const mayExport = can(actor, "analytics:export");
  return (
    <>
      <PageHeader
        title="Income statement and balance sheet"
        description={<ReportFacts {...{ organization, currencies, from, madeAt, part }} asOf={to} />}
        actions={<PrintButton />}
      />
      <ReportTabs slug={slug} current="statements" />
      <ReportQuestions action={`/${slug}/payments/reports`} {...{ asked, today, zone, choices }} asks="span" />
      <FinancialStatements
        {...{ slug, lens, statements }}
        files={(report) =>
          mayExport ? (
            <FileLinks path={`/api/${slug}/payments/reports/${report}`} search={askedSearch(asked)} label={report} />
          ) : null
        }
      />
    </>
  );
}
