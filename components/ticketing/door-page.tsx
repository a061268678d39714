import { ScanLine } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { StateBadge } from "#components/data/state-badge";
import { Empty } from "#components/shell/empty";
import { Live } from "#components/shell/live";
import { PageHeader } from "#components/shell/page-header";
import { DoorIsland } from "#components/ticketing/door-island";
import { Alert, AlertDescription, AlertTitle } from "#components/ui/alert";
import type { Door, DoorEntry } from "#lib/ticketing/rules/door";
import { formatRange, zoneWords } from "#lib/time";

/** The page of somebody with a phone at a door. */
export function DoorPage({ slug, door }: { slug: string; door: Door }) {
  const { event, gates, counts } = door;
  const open = ["published", "live", "completed"].includes(event.state);
  return (
    <>
      <PageHeader
        title={`Door: ${event.name}`}
        badge={<StateBadge state={event.state} />}
        description={`${formatRange(event.startsAt, event.endsAt, event.zone)} (${zoneWords(event.startsAt, event.zone)})`}
        crumbs={[{ label: event.name }]}
      />
      {open ? (
        <Live>
          <DoorIsland slug={slug} event={{ id: event.id, zone: event.zone }} gates={gates} counts={counts} />
        </Live>
      ) : (
        <Alert>
          <AlertTitle>This door is closed</AlertTitle>
          <AlertDescription>
            The event is {event.state}, so nobody is let in. Ask whoever runs it when that is wrong.
          </AlertDescription>
        </Alert>
      )}
    </>
  );
}

/** Where somebody may scan tonight and soon. */
export function DoorList({ slug, doors }: { slug: string; doors: DoorEntry[] }) {
  return (
    <>
      <PageHeader title="Doors" description="The events at which you may check tickets." />
      {doors.length === 0 ? (
        <Empty icon={<ScanLine />} title="No door is yours right now">
          An event appears here once it is published, until a day after it ended. Ask whoever runs it for the role Door
          scanner.
        </Empty>
      ) : (
        <ul className="grid gap-3 md:grid-cols-2">
          {doors.map((one) => (
            <li key={one.id}>
              <Link
                href={`/${slug}/events/${one.id}/door` as Route}
                className="grid gap-1 rounded-lg border bg-card p-4 shadow-xs hover:border-input"
              >
                <span className="flex flex-wrap items-center gap-2">
                  <span className="font-semibold">{one.name}</span>
                  <StateBadge state={one.state} />
                </span>
                <span className="text-muted-foreground">
                  {formatRange(one.startsAt, one.endsAt, one.zone)} ({zoneWords(one.startsAt, one.zone)})
                </span>
                {one.place ? <span className="text-muted-foreground">{one.place}</span> : null}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
