import { notFound } from "next/navigation";
import { ReportFacts } from "#components/payments/report";
import { ReportFiles } from "#components/payments/report-files";
import { ReportQuestions } from "#components/payments/report-questions";
import { ReportSheets } from "#components/payments/report-sheet";
import { ReportTabs } from "#components/payments/report-tabs";
import { PageHeader } from "#components/shell/page-header";
import { lensChoices, lensNames } from "#lib/payments/queries/seen";
import { reports } from "#lib/payments/reports/catalogue";
import { knownWords } from "#lib/payments/reports/lens";
import { askedOf, askedSearch, isReport, reportNames } from "#lib/payments/reports/names";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { dayIn } from "#lib/time";

type Props = PageProps<"/[org]/payments/reports/[report]">;

export async function generateMetadata({ params }: Props) {
  const { report } = await params;
  return { title: isReport(report) ? reportNames[report].title : "Report" };
}

export default async function ReportPage({ params, searchParams }: Props) {
  const actor = await requireActor("payments:read");
  const { report: name } = await params;
  if (!isReport(name)) notFound();
  const { title, words, asks, narrows } = reportNames[name];
  const organization = await openOrganization();
  const { slug, zone } = organization;
  const madeAt = new Date();
  const asked = askedOf(await searchParams, dayIn(madeAt, zone));
  const { report, choices, names } = await read("payments:read", async (tx) => ({
    report: await reports[name](tx, { ...asked, slug, zone }),
    choices: narrows ? await lensChoices(tx) : undefined,
    names: narrows ? await lensNames(tx, asked.lens) : [],
  }));
  const known = narrows ? knownWords(asked.lens, zone) : undefined;
  const facts = { organization, currencies: report.currencies, asOf: asked.to, madeAt };
  const from = asks === "span" ? asked.from : undefined;
  const files = { path: `/api/${slug}/payments/reports/${name}`, search: askedSearch(asked) };
  const action = `/${slug}/payments/reports/${name}`;
  return (
    <>
      <PageHeader
        title={title}
        description={
          <>
            <p>{words}</p>
            <ReportFacts {...facts} from={from} part={[...names, ...(known ? [known] : [])]} />
          </>
        }
        actions={<ReportFiles {...files} mayExport={can(actor, "analytics:export")} />}
      />
      <ReportTabs slug={slug} current={name} />
      <ReportQuestions {...{ action, asked, asks, zone, choices }} today={dayIn(madeAt, zone)} />
      <ReportSheets title={title} report={report} />
    </>
  );
}
