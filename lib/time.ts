import { TZDate } from "@date-fns/tz";

/**
 * A moment is a `Date`; a wall clock is text plus an IANA zone. These are the only two ways between them, and every
 * screen names the zone.
 */

/** The moment at which clocks in `zone` show `local` (`2026-06-01T20:00`). A time skipped by DST moves forward. */
export function toInstant(local: string, zone: string): Date {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(local);
  if (!match) throw new RangeError(`Not a local date and time: ${local}`);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return new Date(new TZDate(year, month - 1, day, hour, minute, second, zone).getTime());
}

/** What clocks in `zone` show at that moment, as a `datetime-local` control wants it. */
export function toLocal(instant: Date, zone: string): string {
  const parts = partsIn(instant, zone);
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** The calendar day in `zone`, `2026-06-01`. */
export const dayIn = (instant: Date, zone: string) => toLocal(instant, zone).slice(0, 10);

/** `Mon, Jun 1, 2026, 8:00 PM`; add `zoneName` beside it. */
export function formatMoment(instant: Date, zone: string, locale = "en"): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
  }).format(instant);
}

export const formatDay = (instant: Date, zone: string, locale = "en") =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, day: "numeric", month: "short", year: "numeric" }).format(instant);

/** How people of that zone call it at that moment: `CEST`, `GMT+1`. */
export function zoneName(instant: Date, zone: string, locale = "en"): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "short" });
  return format.formatToParts(instant).find((part) => part.type === "timeZoneName")?.value ?? zone;
}

export function isZone(zone: string): boolean {
  // Clocks know `+02:00` and `europe/berlin` as well; `ref.timezones`, which the database asks, does not.
  if (!/^[A-Z][\w+-]*(\/[A-Z0-9][\w+-]*)*$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function partsIn(instant: Date, zone: string) {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  return Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value]));
}

/** `Sat, Jun 12, 2027, 8:00 – 11:30 PM`: from one moment to another on the clocks of `zone`; name it beside with `zoneWords`. */
export function formatRange(from: Date, to: Date, zone: string, locale = "en"): string {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
  });
  return format.formatRange(from, to);
}

/** `Berlin time, GMT+2`: whose clocks a time is told by, for people who may be elsewhere. */
export function zoneWords(instant: Date, zone: string, locale = "en"): string {
  const place = zone.split("/").at(-1)?.replaceAll("_", " ");
  const name = zoneName(instant, zone, locale);
  return zone.includes("/") ? `${place} time, ${name}` : name;
}

/** `2027-06-12T20:00:00+02:00`: the moment as the clocks of `zone` show it (ISO 8601). */
export function isoIn(instant: Date, zone: string): string {
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  const offset = format
    .formatToParts(instant)
    .find((part) => part.type === "timeZoneName")
    ?.value.slice(3);
  return `${toLocal(instant, zone)}:00${offset || "+00:00"}`;
}
