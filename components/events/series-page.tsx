import type { Route } from "next";
import Link from "next/link";
import { StateBadge } from "#components/data/state-badge";
import { ActButton } from "#components/events/plan-item";
import { PlanList, PlanRow } from "#components/events/plan-list";
import { PageHeader } from "#components/shell/page-header";
import { Badge } from "#components/ui/badge";
import { endSeries } from "#lib/events/actions/registry";
import type { seriesById } from "#lib/events/queries/registry";
import { formatRange, zoneWords } from "#lib/time";

type Props = { slug: string; series: NonNullable<Awaited<ReturnType<typeof seriesById>>>; rule: string; may: boolean };

/** Every event of a series, soonest first. What is changed of one can be changed of all from its own form. */
export function SeriesPage({ slug, series, rule, may }: Props) {
  return (
    <>
      <PageHeader
        title={series.name}
        badge={<StateBadge state={series.state} />}
        description={`${rule}. Edit any of them, and say whether the change is for it, for what follows, or for all.`}
        crumbs={[{ label: series.name }]}
        actions={
          may && series.state === "active" ? (
            <ActButton
              label="End the series"
              input={{ id: series.id }}
              act={endSeries}
              done="The series has ended."
              ask={{
                title: "End this series?",
                text: "Drafts of it stay, each by itself. What is published stays as it is.",
              }}
            />
          ) : null
        }
      />
      <PlanList label="Events of the series">
        {series.events.map((event) => (
          <PlanRow
            key={event.id}
            title={
              <Link className="hover:underline" href={`/${slug}/events/${event.id}` as Route}>
                {event.name}
              </Link>
            }
            badges={
              <>
                <StateBadge state={event.state} />
                {event.detached ? <Badge variant="outline">Changed by itself</Badge> : null}
              </>
            }
            meta={[
              `${formatRange(event.startsAt, event.endsAt, event.zone)}, ${zoneWords(event.startsAt, event.zone)}`,
            ]}
          />
        ))}
      </PlanList>
    </>
  );
}
