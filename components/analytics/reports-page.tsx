import type { Route } from "next";
import Link from "next/link";
import { RemoveReport, RestoreReport, StopLetters } from "#components/analytics/report-acts";
import { RenameReport, SendByEmail } from "#components/analytics/report-forms";
import { Time } from "#components/data/time";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import type { SavedReport, Schedule } from "#lib/analytics/queries/reports";
import { spans } from "#lib/analytics/rules";
import { AudienceFilter, audienceSpans } from "#lib/analytics/rules/audience";
import { BoardFilter } from "#lib/analytics/rules/board";
import { compares } from "#lib/analytics/rules/compare";
import { dashboardPath, dashboards } from "#lib/analytics/rules/reports";
import { cadenceWords } from "#lib/analytics/rules/saving";

export type ReportsPageProps = {
  slug: string;
  zone: string;
  me: string;
  reports: SavedReport[];
  people: { id: string; name: string }[];
  mayShare: boolean;
};

/** Dashboards under a name, and who gets them by e-mail. */
export function ReportsPage(props: ReportsPageProps) {
  const { slug, reports } = props;
  const [there, removed] = [reports.filter((one) => !one.deletedAt), reports.filter((one) => one.deletedAt)];
  return (
    <>
      <PageHeader
        title="Saved reports"
        description="Dashboards with their filters and period under a name: opened again with one click, or sent by e-mail."
      />
      {there.length === 0 ? (
        <Card>
          <Empty
            title="No reports yet"
            action={
              <Button asChild>
                <Link href={`/${slug}/analytics` as Route}>Open the dashboard</Link>
              </Button>
            }
          >
            Narrow a dashboard down to what you look at often, and press Save.
          </Empty>
        </Card>
      ) : (
        <ul className="grid gap-4">
          {there.map((report) => (
            <li key={report.id}>
              <Report {...props} report={report} />
            </li>
          ))}
        </ul>
      )}
      {removed.length > 0 ? (
        <section className="mt-8 grid gap-2" aria-labelledby="removed-title">
          <h2 id="removed-title" className="font-semibold text-sm">
            Removed in the last 30 days
          </h2>
          <ul className="grid gap-2">
            {removed.map(({ id, name }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-2 rounded-lg border px-4 py-2">
                <span className="min-w-0 break-words text-muted-foreground">{name}</span>
                <RestoreReport id={id} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function Report({ slug, zone, me, people, mayShare, report }: ReportsPageProps & { report: SavedReport }) {
  const search = Object.fromEntries(new URLSearchParams(report.search));
  const own = report.schedules.find(({ personId, stoppedAt }) => personId === me && !stoppedAt);
  return (
    <Card>
      <CardHeader>
        <div className="grid min-w-0 gap-0.5">
          <CardTitle className="flex flex-wrap items-center gap-2">
            <Link
              href={dashboardPath(slug, report.dashboard, search) as Route}
              className="min-w-0 break-words underline-offset-4 hover:underline"
            >
              {report.name}
            </Link>
            {report.shared ? <Badge>Shared</Badge> : null}
          </CardTitle>
          <CardDescription>
            {wordsOf(report, search)}
            {report.mine ? "" : ` Saved by ${report.owner}.`}
          </CardDescription>
        </div>
        <div className="flex shrink-0 gap-1">
          <SendByEmail report={report} zone={zone} people={report.shared && mayShare ? people : []} now={own} />
          {report.mine ? (
            <>
              <RenameReport report={report} mayShare={mayShare} />
              <RemoveReport id={report.id} name={report.name} />
            </>
          ) : null}
        </div>
      </CardHeader>
      {report.schedules.length > 0 ? (
        <CardContent>
          <ul className="grid gap-2" aria-label={`Letters of ${report.name}`}>
            {report.schedules.map((one) => (
              <Letters key={one.id} schedule={one} zone={zone} me={me} />
            ))}
          </ul>
        </CardContent>
      ) : null}
    </Card>
  );
}

function Letters({ schedule, zone, me }: { schedule: Schedule; zone: string; me: string }) {
  const { personId, person, stoppedAt, stopReason, nextAt, lastOn } = schedule;
  return (
    <li className="flex flex-wrap items-center justify-between gap-2">
      <span className="min-w-0">
        {personId === me ? "To you" : `To ${person}`}: {cadenceWords(schedule).toLowerCase()}
        <span className="block text-[0.8125rem] text-muted-foreground">
          {stoppedAt ? stopReason : null}
          {!stoppedAt && nextAt ? (
            <>
              Next <Time at={nextAt} zone={zone} named />
            </>
          ) : null}
          {lastOn ? ` Last on ${lastOn}.` : ""}
        </span>
      </span>
      {stoppedAt ? <Badge variant="neutral">Stopped</Badge> : <StopLetters id={schedule.id} />}
    </li>
  );
}

function wordsOf(report: SavedReport, search: Record<string, string>): string {
  if (report.dashboard === "audience")
    return `${dashboards.audience.label}, ${report.event ?? audienceSpans[AudienceFilter.parse(search).months].toLowerCase()}.`;
  const { compare, channel } = BoardFilter.parse(search);
  const span = BoardFilter.parse({
    ...search,
    span: search.span ?? (report.dashboard === "finance" ? "12m" : "30d"),
  }).span;
  return [
    dashboards[report.dashboard].label,
    `last ${spans[span].label}`,
    compare === "none" ? null : `compared with ${compares[compare].toLowerCase()}`,
    report.event,
    channel ? `who came by ${channel}` : null,
  ]
    .filter(Boolean)
    .join(", ")
    .concat(".");
}
