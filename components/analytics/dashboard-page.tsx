import type { Route } from "next";
import Link from "next/link";
import { DashboardBoard } from "#components/analytics/dashboard-board";
import { DashboardFilters } from "#components/analytics/dashboard-filters";
import { Forecast, type ForecastProps } from "#components/analytics/forecast";
import { SaveReport } from "#components/analytics/report-forms";
import { StateBadge } from "#components/data/state-badge";
import { Live } from "#components/shell/live";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { addressOf, type Board, type BoardFilter } from "#lib/analytics/rules/board";
import { reportHref } from "#lib/analytics/rules/reports";

export type DashboardPageProps = {
  slug: string;
  filter: BoardFilter;
  board: Board;
  choices: { events: { id: string; name: string }[]; stations: { id: string; name: string }[] };
  event: { id: string; name: string; state: string } | null;
  forecast: ForecastProps["forecast"] | null;
  mayFinance: boolean;
  mayExport: boolean;
};

/** What visitors did and what became of it: of the organization, or of one event. */
export function DashboardPage(props: DashboardPageProps) {
  const { slug, filter, board, choices, event, forecast, mayFinance, mayExport } = props;
  const dashboard = event ? "event" : "organization";
  return (
    <>
      <PageHeader
        title={event ? event.name : "Analytics"}
        badge={event ? <StateBadge state={event.state} /> : undefined}
        description={`Amounts in ${board.currency}, tax included. Days on the clock of ${board.zone.replaceAll("_", " ")}. Visits of people who agreed to being counted.`}
        crumbs={event ? [{ label: event.name }] : undefined}
        actions={
          <>
            <SaveReport
              dashboard={dashboard}
              search={addressOf(filter)}
              name={event ? event.name : "Analytics"}
              mayShare={mayExport}
            />
            {mayExport ? (
              <Button variant="outline" asChild>
                <a href={reportHref(slug, dashboard, addressOf(filter))} download>
                  PDF
                </a>
              </Button>
            ) : null}
            {event ? (
              <>
                {event.state === "live" ? (
                  <Button variant="outline" asChild>
                    <Link href={`/${slug}/events/${event.id}/live` as Route}>Live now</Link>
                  </Button>
                ) : null}
                <Button variant="outline" asChild>
                  <Link href={`/${slug}/events/${event.id}` as Route}>Open the event</Link>
                </Button>
              </>
            ) : null}
            {!event && mayFinance ? (
              <Button variant="outline" asChild>
                <Link href={`/${slug}/analytics/finance` as Route}>Money over time</Link>
              </Button>
            ) : null}
          </>
        }
      />
      <DashboardFilters
        action={event ? `/${slug}/analytics/events/${event.id}` : `/${slug}/analytics`}
        filter={filter}
        choices={choices}
        fixedEvent={Boolean(event)}
      />
      {forecast ? <Forecast forecast={forecast} name={event?.name ?? ""} /> : null}
      <Live>
        <DashboardBoard slug={slug} filter={filter} first={board} dashboard={dashboard} mayExport={mayExport} />
      </Live>
    </>
  );
}
