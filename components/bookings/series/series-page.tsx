import type { Route } from "next";
import Link from "next/link";
import { StateBadge } from "#components/data/state-badge";
import { PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import { PageHeader } from "#components/shell/page-header";
import { Badge } from "#components/ui/badge";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import type { SeriesPlace } from "#lib/bookings/queries/series";
import { ruleWords } from "#lib/events/recurrence";
import { formatRange, toLocal, zoneWords } from "#lib/time";
import { ChangeForm } from "./change-form.tsx";
import { EndSeries } from "./end-series.tsx";
import { RepeatForm } from "./repeat-form.tsx";

/** A booking that comes again: the rule and its bookings; or the form that makes it so. */
export function SeriesPage({ slug, place, mayWrite }: { slug: string; place: SeriesPlace; mayWrite: boolean }) {
  const { id, number, name, service, startsAt, endsAt, zone, rule, series, resources, ended, state } = place;
  const open = ["pending", "confirmed"].includes(state);
  return (
    <>
      <PageHeader
        title={rule ? `Series of ${name}` : `Repeat ${name}`}
        badge={ended ? <Badge>Ended</Badge> : null}
        description={`${service} · ${formatRange(new Date(startsAt), new Date(endsAt), zone)} (${zoneWords(new Date(startsAt), zone)})`}
        crumbs={[{ label: number, href: `/${slug}/bookings/${id}` }, { label: "Series" }]}
      />
      {rule ? (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_26rem]">
          <section>
            <PlanHead
              title={ruleWords(rule)}
              text="Each time is a booking of its own."
              actions={mayWrite && !ended ? <EndSeries bookingId={id} /> : null}
            />
            <PlanList label="Bookings of this series">
              {series.map((one) => (
                <PlanRow
                  key={one.id}
                  title={
                    <Link
                      href={`/${slug}/bookings/${one.id}` as Route}
                      aria-current={one.id === id ? "true" : undefined}
                      className="underline-offset-4 hover:underline"
                    >
                      {formatRange(new Date(one.startsAt), new Date(one.endsAt), zone)}
                    </Link>
                  }
                  badges={
                    <>
                      <StateBadge state={one.state} />
                      {one.id === id ? <Badge variant="outline">this one</Badge> : null}
                    </>
                  }
                  meta={[one.number, one.who]}
                />
              ))}
            </PlanList>
          </section>
          {mayWrite && open ? (
            <Card>
              <CardHeader>
                <CardTitle>Change</CardTitle>
              </CardHeader>
              <CardContent>
                <ChangeForm
                  bookingId={id}
                  zone={zone}
                  startsLocal={toLocal(new Date(startsAt), zone)}
                  resources={resources}
                />
              </CardContent>
            </Card>
          ) : null}
        </div>
      ) : mayWrite && open ? (
        <Card className="max-w-2xl">
          <CardContent>
            <RepeatForm bookingId={id} zone={zone} />
          </CardContent>
        </Card>
      ) : (
        <p className="text-muted-foreground">This booking comes once.</p>
      )}
    </>
  );
}
