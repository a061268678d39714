import { notFound } from "next/navigation";
import { ReportFacts } from "#components/payments/report";
import { ReportFiles } from "#components/payments/report-files";
import { ReportQuestions } from "#components/payments/report-questions";
import { ReportSheets } from "#components/payments/report-sheet";
import { ReportTabs } from "#components/payments/report-tabs";
import { PageHeader } from "#components/shell/page-header";
import { reports } from "#lib/payments/reports/catalogue";
import { askedSearch, isReport, reportNames } from "#lib/payments/reports/names";
import { reportView } from "#lib/payments/reports/view";

type Props = PageProps<"/[org]/payments/reports/[report]">;

export async function generateMetadata({ params }: Props) {
  const { report } = await params;
  return { title: isReport(report) ? reportNames[report].title : "Report" };
}

export default async function ReportPage({ params, searchParams }: Props) {
  const { report: name } = await params;
  if (!isReport(name)) notFound();
  const { title, words, asks, narrows } = reportNames[name];
  const view = await reportView(await searchParams, reports[name]);
  const { organization, slug, zone, madeAt, today, asked, mayExport, drawn: report } = view;
  const [choices, part] = narrows ? [view.choices, view.part] : [];
  const facts = { organization, currencies: report.currencies, asOf: asked.to, madeAt, part };
  const action = `/${slug}/payments/reports/${name}`;
  return (
    <>
      <PageHeader
        title={title}
        description={
          <>
            <p>{words}</p>
            <ReportFacts {...facts} from={asks === "span" ? asked.from : undefined} />
          </>
        }
        actions={<ReportFiles path={`/api${action}`} search={askedSearch(asked)} mayExport={mayExport} />}
      />
      <ReportTabs slug={slug} current={name} />
      <ReportQuestions {...{ action, asked, asks, zone, choices, today }} />
      <ReportSheets title={title} report={report} />
    </>
  );
}
