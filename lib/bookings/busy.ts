import ICAL from "ical.js";
import { toInstant } from "#lib/time";

export type BusyTime = { uid: string; startsAt: Date; endsAt: Date; summary: string };

const most = 3_000;

/**
 * When a calendar (RFC 5545) says that its owner is busy between two moments: recurring events time by time, without those
 * that are cancelled or shown as free. Throws a sentence for a reader when it is no calendar.
 */
export function busyTimes(text: string, zone: string, from: Date, until: Date): BusyTime[] {
  const root = calendarOf(text);
  for (const timezone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(timezone);
  const events = root.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
  const found = events
    .filter((event) => !event.isRecurrenceException())
    .flatMap((event) => timesOf(event, events, zone, from, until));
  if (found.length > most) throw new RangeError(`This calendar has more than ${most} events between these days.`);
  return found;
}

function calendarOf(text: string): ICAL.Component {
  try {
    const root = new ICAL.Component(ICAL.parse(text));
    if (root.name === "vcalendar") return root;
  } catch {
    // The reader is told below what it is not; what the parser says helps nobody.
  }
  throw new RangeError("This is no calendar file. It begins with BEGIN:VCALENDAR.");
}

function timesOf(event: ICAL.Event, events: ICAL.Event[], zone: string, from: Date, until: Date): BusyTime[] {
  if (!event.startDate || isFree(event.component)) return [];
  if (!event.isRecurring()) return within([spanOf(event, event.startDate, event.endDate, zone)], from, until);
  for (const other of events)
    if (other.isRecurrenceException() && other.uid === event.uid) event.relateException(other);
  const found: BusyTime[] = [];
  const expansion = event.iterator();
  for (let n = 0; n < 20_000; n += 1) {
    const next = expansion.next();
    if (!next || instant(next, zone) > until) break;
    const { startDate, endDate, item } = event.getOccurrenceDetails(next);
    if (!isFree(item.component)) found.push(spanOf(item, startDate, endDate, zone));
    if (found.length > most * 2) break;
  }
  return within(found, from, until);
}

const isFree = (component: ICAL.Component) =>
  component.getFirstPropertyValue("status") === "CANCELLED" ||
  component.getFirstPropertyValue("transp") === "TRANSPARENT";

const spanOf = (event: ICAL.Event, start: ICAL.Time, end: ICAL.Time, zone: string): BusyTime => ({
  uid: (event.uid || "without-uid").slice(0, 250),
  startsAt: instant(start, zone),
  endsAt: instant(end, zone),
  summary: (event.summary ?? "").slice(0, 200),
});

/** A time without a zone, and a whole day, are on the station's clocks (RFC 5545, floating time). */
function instant(time: ICAL.Time, zone: string): Date {
  const known = time.zone && time.zone !== ICAL.Timezone.localTimezone && !time.isDate;
  if (known) return time.toJSDate();
  const pad = (value: number) => String(value).padStart(2, "0");
  return toInstant(`${time.year}-${pad(time.month)}-${pad(time.day)}T${pad(time.hour)}:${pad(time.minute)}`, zone);
}

const within = (times: BusyTime[], from: Date, until: Date) =>
  times.filter(({ startsAt, endsAt }) => endsAt > startsAt && endsAt > from && startsAt < until);
