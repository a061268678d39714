import { ChevronLeft, ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import type { Entry } from "#lib/bookings/queries/calendar";
import type { BoardSpan } from "#lib/bookings/rules/board";
import { type CalendarItem, calendarKinds } from "#lib/bookings/rules/calendar";
import { EntryAdd, EntryList } from "./entries.tsx";

export type CalendarProps = {
  slug: string;
  zone: string;
  title: string;
  month: string;
  today: string;
  steps: readonly [string, string];
  days: readonly BoardSpan[];
  shown: CalendarItem["kind"] | null;
  items: CalendarItem[];
  entries: Entry[];
  stations: { id: string; name: string }[];
  may: { station: boolean; workspace: boolean };
};

const tones: Record<CalendarItem["kind"], string> = {
  booking: "bg-info-soft text-info-text",
  meeting: "bg-primary-soft text-primary-text",
  event: "bg-warning-soft text-warning-text",
  entry: "bg-secondary text-secondary-foreground",
};
const single: Record<CalendarItem["kind"], string> = {
  booking: "Booking",
  meeting: "Meeting",
  event: "Event",
  entry: "Entry",
};

/** A month of everything that stands in a calendar; on a phone, the days on which something is. */
export function CalendarPage(props: CalendarProps) {
  const { slug, zone, title, month, today, steps, days, shown, items, stations, may } = props;
  const path = `/${slug}/bookings/calendar`;
  const to = (day: string, kind = shown) => `${path}?month=${day}${kind ? `&show=${kind}` : ""}` as Route;
  const listed = items.filter(({ kind }) => !shown || kind === shown);
  const lead = (new Date(`${days[0]?.key}T00:00:00Z`).getUTCDay() + 6) % 7;
  return (
    <>
      <PageHeader
        title="Calendar"
        description={`${title} · ${zone.replaceAll("_", " ")}`}
        actions={<EntryAdd stations={stations} may={may} zone={zone} day={month > today ? month : today} />}
      />
      <div data-print="hide" className="mb-3 flex flex-wrap items-center gap-2">
        <nav aria-label="Month" className="flex gap-1">
          <Button asChild variant="outline" size="icon">
            <Link href={to(steps[0])} aria-label="The month before">
              <ChevronLeft aria-hidden />
            </Link>
          </Button>
          <Button asChild variant="outline">
            <Link href={to(today)}>Today</Link>
          </Button>
          <Button asChild variant="outline" size="icon">
            <Link href={to(steps[1])} aria-label="The month after">
              <ChevronRight aria-hidden />
            </Link>
          </Button>
        </nav>
        <nav aria-label="Show" className="flex flex-wrap gap-1">
          <Choice href={`${path}?month=${month}` as Route} label="Everything" on={!shown} />
          {Object.entries(calendarKinds).map(([kind, label]) => (
            <Choice key={kind} href={to(month, kind as CalendarItem["kind"])} label={label} on={shown === kind} />
          ))}
        </nav>
      </div>
      <div aria-hidden className="mb-1 hidden grid-cols-7 text-muted-foreground text-xs md:grid">
        {["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((weekday) => (
          <span key={weekday} className="px-2">
            {weekday}
          </span>
        ))}
      </div>
      <ol
        aria-label={title}
        className="grid grid-cols-[minmax(0,1fr)] gap-px overflow-hidden rounded-lg border bg-border md:grid-cols-7"
      >
        <NoDays count={lead} />
        {days.map((day) => (
          <Day key={day.key} slug={slug} zone={zone} day={day} today={today} items={listed} />
        ))}
        <NoDays count={(7 - ((lead + days.length) % 7)) % 7} />
      </ol>
      <EntryList {...props} />
    </>
  );
}

/** Places of the first and last week that belong to other months. */
const NoDays = ({ count }: { count: number }) =>
  Array.from({ length: count }, (_, n) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: empty places have nothing else
    <li key={n} aria-hidden className="hidden bg-muted md:block" />
  ));

function Choice({ href, label, on }: { href: Route; label: string; on: boolean }) {
  return (
    <Button asChild variant={on ? "secondary" : "ghost"}>
      <Link href={href} aria-current={on ? "page" : undefined}>
        {label}
      </Link>
    </Button>
  );
}

type DayProps = { slug: string; zone: string; day: BoardSpan; today: string; items: CalendarItem[] };
const most = 4;

function Day({ slug, zone, day, today, items }: DayProps) {
  const own = items.filter(({ startsAt, endsAt }) => Date.parse(startsAt) < day.until && Date.parse(endsAt) > day.from);
  return (
    <li
      className={cn(
        "grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-1 bg-card p-1.5 md:min-h-28",
        own.length === 0 && "max-md:hidden",
      )}
    >
      <Link
        href={`/${slug}/bookings/board?day=${day.key}` as Route}
        aria-label={`${day.label}: show the board`}
        aria-current={day.key === today ? "date" : undefined}
        className={cn(
          "figures grid min-h-6 min-w-6 place-content-center justify-self-start rounded-full px-1.5 text-xs hover:underline",
          day.key === today ? "bg-primary font-semibold text-primary-foreground" : "text-muted-foreground",
        )}
      >
        <span className="md:hidden">{day.label}</span>
        <span className="hidden md:inline">{Number(day.key.slice(8))}</span>
      </Link>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
        {own.slice(0, most).map((item) => (
          <li key={`${item.kind} ${item.id}`}>
            <Item slug={slug} zone={zone} day={day} item={item} />
          </li>
        ))}
      </ul>
      {own.length > most ? (
        <Link
          href={`/${slug}/bookings/board?day=${day.key}` as Route}
          className="min-h-6 text-muted-foreground text-xs underline underline-offset-4"
        >
          and {own.length - most} more
        </Link>
      ) : null}
    </li>
  );
}

function Item({ slug, zone, day, item }: { slug: string; zone: string; day: BoardSpan; item: CalendarItem }) {
  const goesOn = Date.parse(item.startsAt) < day.from;
  const clock = new Intl.DateTimeFormat("en", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const said = item.allDay ? "" : goesOn ? "… " : `${clock.format(new Date(item.startsAt))} `;
  const look = cn("block min-h-6 truncate rounded px-1.5 py-1 text-xs leading-4", tones[item.kind]);
  const words = (
    <>
      <span className="sr-only">{single[item.kind]}: </span>
      <span className="figures">{said}</span>
      {item.title}
    </>
  );
  if (item.kind === "entry")
    return (
      <a href={`#entry-${item.id}`} className={look} title={item.title}>
        {words}
      </a>
    );
  const href = item.kind === "event" ? `/${slug}/events/${item.id}` : `/${slug}/bookings/${item.id}`;
  return (
    <Link href={href as Route} className={cn(look, "hover:underline")} title={item.title}>
      {words}
    </Link>
  );
}
