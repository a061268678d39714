import { PrintButton } from "#components/data/print-button";
import { FinancialStatements } from "#components/payments/financial-statements";
import { ReportFacts } from "#components/payments/report";
import { FileLinks } from "#components/payments/report-files";
import { ReportQuestions } from "#components/payments/report-questions";
import { ReportTabs } from "#components/payments/report-tabs";
import { PageHeader } from "#components/shell/page-header";
import { statementsSeen } from "#lib/payments/reports/balances";
import { askedSearch } from "#lib/payments/reports/names";
import { reportView } from "#lib/payments/reports/view";

export const metadata = { title: "Statements" };

export default async function ReportsPage({ searchParams }: PageProps<"/[org]/payments/reports">) {
  const view = await reportView(await searchParams, statementsSeen);
  const { organization, slug, zone, madeAt, today, asked, choices, part, mayExport, drawn: statements } = view;
  const { from, to, lens } = asked;
  const currencies = statements.map(({ currency }) => currency);
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
