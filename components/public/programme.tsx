import { CalendarX2 } from "lucide-react";
import Link from "next/link";
import { Empty } from "#components/shell/empty";
import { Badge } from "#components/ui/badge";
import type { PublicProgramme } from "#lib/events/queries";
import { formatMoney } from "#lib/money";
import { formatRange, zoneWords } from "#lib/time";

/** What is coming at an organization, soonest first. */
export function Programme({ organization, events }: PublicProgramme) {
  return (
    <>
      <h1 className="font-semibold text-3xl tracking-tight">{organization.name}</h1>
      {organization.tagline ? <p className="mt-1 text-lg text-muted-foreground">{organization.tagline}</p> : null}
      <h2 className="mt-8 mb-3 font-semibold text-lg">Coming up</h2>
      {events.length === 0 ? (
        <div className="rounded-xl border bg-card">
          <Empty icon={<CalendarX2 />} title="Nothing is announced right now">
            Come back later, or ask {organization.name}.
          </Empty>
        </div>
      ) : (
        <ul className="grid gap-3">
          {events.map((event) => (
            <li key={event.slug}>
              <ProgrammeLine org={organization.slug} event={event} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function ProgrammeLine({ org, event }: { org: string; event: PublicProgramme["events"][number] }) {
  const day = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en", { timeZone: event.zone, ...options }).format(event.startsAt);
  const place = event.venue ? `${event.venue.name}, ${event.venue.city}` : "Online";
  return (
    <Link
      href={`/e/${org}/${event.slug}`}
      prefetch={false}
      className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2 rounded-xl border bg-card p-4 shadow-xs transition-colors hover:border-primary sm:grid-cols-[auto_1fr_auto] sm:p-5"
    >
      <span
        aria-hidden
        className="figures grid size-14 shrink-0 place-content-center self-start rounded-lg bg-primary text-center text-primary-foreground leading-tight"
      >
        <span className="font-medium text-xs uppercase">{day({ month: "short" })}</span>
        <span className="font-semibold text-xl">{day({ day: "numeric" })}</span>
      </span>
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="break-words font-semibold text-lg leading-6">{event.name}</span>
          {event.state === "postponed" ? <Badge variant="warning">Postponed</Badge> : null}
          {event.state === "live" ? <Badge variant="info">On now</Badge> : null}
        </span>
        {event.summary ? <span className="line-clamp-2 block text-muted-foreground">{event.summary}</span> : null}
        <span className="figures mt-0.5 block text-muted-foreground text-sm">
          {formatRange(event.startsAt, event.endsAt, event.zone)} ({zoneWords(event.startsAt, event.zone)}) · {place}
        </span>
      </span>
      <span className="figures col-start-2 font-semibold sm:col-start-3 sm:text-right">{priceWords(event)}</span>
    </Link>
  );
}

function priceWords({ state, fromMinor, left, currency }: PublicProgramme["events"][number]) {
  if (state === "postponed") return null;
  if (fromMinor === null) return <span className="font-normal text-muted-foreground text-sm">Sales have ended</span>;
  if (left <= 0) return <span className="font-normal text-muted-foreground text-sm">Sold out</span>;
  return fromMinor === 0n ? "Free" : `from ${formatMoney(fromMinor, currency)}`;
}
