import { Panel } from "#components/bookings/panel";
import { ResourceForm } from "#components/bookings/resource-form";
import { RemoveTimeOff, TimeOffForm, WeekForm } from "#components/bookings/resource-time";
import { Time } from "#components/data/time";
import { PageHeader } from "#components/shell/page-header";
import { Badge } from "#components/ui/badge";
import type { openResource } from "#lib/bookings/resource-choices";
import { kindWords } from "#lib/bookings/rules/words";

type Props = Awaited<ReturnType<typeof openResource>> & { slug: string; may: { change: boolean; away: boolean } };
const days = ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** A chef, a room or a piece of equipment: what it can do, when it works, and when it is away. */
export function ResourcePage({ resource, people, stations, services, slug, may }: Props) {
  const { id, name, kind, station, zone, hours, away } = resource;
  const week = hours.map((row) => ({
    weekday: row.weekday,
    from: row.fromTime.slice(0, 5),
    to: row.toTime.slice(0, 5),
  }));
  return (
    <>
      <PageHeader
        title={name}
        badge={<Badge variant="neutral">{kindWords[kind]}</Badge>}
        crumbs={[{ label: name }]}
        description={`${station}, on clocks in ${zone.replace(/_/g, " ")}`}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <Panel title="Working hours">
          {may.change ? (
            <WeekForm id={id} week={week} />
          ) : week.length > 0 ? (
            <ul className="grid gap-1">
              {week.map((row) => (
                <li key={`${row.weekday} ${row.from}`} className="figures">
                  {days[row.weekday]} {row.from} – {row.to}
                </li>
              ))}
            </ul>
          ) : (
            <p className="text-muted-foreground">Works while the station is open.</p>
          )}
        </Panel>
        <div className="grid min-w-0 gap-4">
          <Panel title="Time off">
            <div className="grid gap-4">
              {away.length === 0 ? <p className="text-muted-foreground">Nothing planned.</p> : null}
              <ul className="grid gap-3 empty:hidden">
                {away.map((row) => (
                  <li key={row.id} className="flex flex-wrap items-center justify-between gap-2">
                    <span className="min-w-0">
                      <Time at={row.startsAt} zone={zone} /> – <Time at={row.endsAt} zone={zone} />{" "}
                      <span className="text-muted-foreground">{row.reason}</span>
                    </span>
                    {may.away ? <RemoveTimeOff id={row.id} /> : null}
                  </li>
                ))}
              </ul>
              {may.away ? <TimeOffForm id={id} zone={zone} /> : null}
            </div>
          </Panel>
          {may.change ? (
            <Panel title="About it">
              <ResourceForm {...{ slug, stations, services, people, resource }} />
            </Panel>
          ) : null}
        </div>
      </div>
    </>
  );
}
