import ICAL from "ical.js";
import { type FoundRow, ImportError, type RowError } from "#lib/system/imports/rules";
import { isZone, toLocal } from "#lib/time";

/**
 * Events of a calendar (RFC 5545). A known zone keeps its wall clock; one that only the file's VTIMEZONE describes is
 * turned into a moment in UTC. What one event has wrong is said at its line; what breaks the file stops it.
 */
export function* ical(text: string): Generator<FoundRow> {
  const lines = linesOf(text);
  let calendars: ICAL.Component[];
  try {
    const parsed = ICAL.parse(text.replace(/^\uFEFF/, "")) as unknown[];
    calendars = (typeof parsed[0] === "string" ? [parsed] : parsed).map((one) => new ICAL.Component(one as never));
  } catch (error) {
    throw new ImportError(
      1,
      `This is not a calendar: ${error instanceof Error ? error.message.slice(0, 200) : "unreadable"}`,
    );
  }
  let n = 0;
  for (const calendar of calendars) {
    const zone = calendar.getFirstPropertyValue("x-wr-timezone");
    const events = calendar.getAllSubcomponents("vevent");
    const moved = overrides(events);
    for (const event of events) {
      const at = lines[n] ?? 1;
      n += 1;
      yield rowOf(event, at, typeof zone === "string" && isZone(zone) ? zone : "", moved);
    }
  }
}

const text = (event: ICAL.Component, name: string) => {
  const value = event.getFirstPropertyValue(name);
  return value === null || value === undefined ? "" : String(value).trim();
};

/** Occurrences that a file moves by themselves (RECURRENCE-ID), by the event that they belong to. */
function overrides(events: readonly ICAL.Component[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const event of events) {
    const moved = event.getFirstPropertyValue("recurrence-id");
    const uid = text(event, "uid");
    if (moved instanceof ICAL.Time) found.set(uid, [...(found.get(uid) ?? []), moved.toString().slice(0, 16)]);
  }
  return found;
}

function rowOf(event: ICAL.Component, at: number, calendarZone: string, moved: Map<string, string[]>): FoundRow {
  const errors: RowError[] = [];
  const data: Record<string, string> = {
    name: text(event, "summary"),
    description: text(event, "description"),
    venue: text(event, "location"),
    source: text(event, "uid"),
    category: text(event, "categories").split(",")[0] ?? "",
  };
  try {
    const starts = event.getFirstPropertyValue("dtstart");
    if (!(starts instanceof ICAL.Time)) throw new Error("It has no DTSTART.");
    const zone = zoneOf(event, "dtstart", calendarZone);
    const ends = endOf(event, starts);
    const override = event.getFirstPropertyValue("recurrence-id");
    const rule = event.getFirstPropertyValue("rrule");
    Object.assign(data, {
      starts: clock(starts, zone),
      ends: ends ? clock(ends, zone) : "",
      zone: zone === "UTC" ? "" : zone,
      source: override instanceof ICAL.Time ? `${data.source}#${override.toString()}` : data.source,
      rule: rule ? ruleOf(rule as ICAL.Recur, zone) : "",
      except: [...exceptions(event, zone), ...(rule ? (moved.get(data.source ?? "") ?? []) : [])].join(" "),
    });
    if (event.getAllProperties("rdate").length > 0)
      errors.push({
        column: "rule",
        message: "Single further dates (RDATE) are not read. Add them as events of their own.",
      });
  } catch (error) {
    errors.push({ column: "starts", message: `The time cannot be read: ${(error as Error).message.slice(0, 150)}` });
  }
  return errors.length > 0 ? { at, data, errors } : { at, data };
}

/** An IANA zone, `UTC`, or nothing for a wall clock that floats. */
function zoneOf(event: ICAL.Component, property: string, calendarZone: string): string {
  const found = event.getFirstProperty(property);
  const named = found?.getParameter("tzid");
  const time = found?.getFirstValue();
  if (typeof named === "string") {
    const plain = named.replace(/^\/[^/]+\/(?=[A-Z])/, "");
    return isZone(plain) ? plain : "UTC";
  }
  if (time instanceof ICAL.Time && time.zone === ICAL.Timezone.utcTimezone) return calendarZone || "UTC";
  return calendarZone;
}

/** A wall clock of the zone, or a moment in UTC where it is only described by the file or written so. */
function clock(time: ICAL.Time, zone: string): string {
  if (time.isDate) return `${time.toString()}T00:00`;
  const inUtc = time.zone === ICAL.Timezone.utcTimezone;
  if (zone === "UTC") {
    if (!inUtc && time.zone === ICAL.Timezone.localTimezone)
      throw new Error("its zone is neither known nor described.");
    return time.toJSDate().toISOString();
  }
  return inUtc ? toLocal(time.toJSDate(), zone) : time.toString().slice(0, 16);
}

function endOf(event: ICAL.Component, starts: ICAL.Time): ICAL.Time | null {
  const ends = event.getFirstPropertyValue("dtend");
  if (ends instanceof ICAL.Time) return ends;
  const lasts = event.getFirstPropertyValue("duration");
  const copy = starts.clone();
  if (lasts instanceof ICAL.Duration) copy.addDuration(lasts);
  else if (starts.isDate) copy.addDuration(ICAL.Duration.fromSeconds(86_400));
  else return null;
  return copy;
}

/** UNTIL in UTC becomes the wall clock of the zone, since rules are counted on that. */
function ruleOf(rule: ICAL.Recur, zone: string): string {
  return rule.toString().replace(/UNTIL=(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)Z/, (_, y, mo, d, h, mi, s) => {
    const local = toLocal(new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`), zone || "UTC");
    return `UNTIL=${local.replace(/[-:]/g, "")}00`;
  });
}

const exceptions = (event: ICAL.Component, zone: string) =>
  event
    .getAllProperties("exdate")
    .flatMap((property) => property.getValues())
    .filter((value): value is ICAL.Time => value instanceof ICAL.Time)
    .map((time) => (zone === "UTC" ? time.toJSDate().toISOString().slice(0, 16) : clock(time, zone)));

/** The line of each event, and a check of the file's skeleton, so that what is broken is named by its line. */
function linesOf(source: string): number[] {
  const open: string[] = [];
  const found: number[] = [];
  const lines = source.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  if (!/^BEGIN:VCALENDAR\s*$/i.test(lines.find((line) => line.trim() !== "") ?? ""))
    throw new ImportError(1, "A calendar begins with BEGIN:VCALENDAR.");
  for (const [n, line] of lines.entries()) {
    if (line.trim() === "" || /^[ \t]/.test(line)) continue;
    const [, name = "", value = ""] = /^([A-Za-z0-9-]+)(?:;[^:]*(?:"[^"]*"[^:]*)*)?:(.*)$/s.exec(line) ?? [];
    if (!name) throw new ImportError(n + 1, "This line is no property: it has no name and colon.");
    const part = value.trim().toUpperCase();
    if (name.toUpperCase() === "BEGIN") {
      open.push(part);
      if (part === "VEVENT") found.push(n + 1);
    } else if (name.toUpperCase() === "END" && open.pop() !== part) {
      throw new ImportError(n + 1, `This line ends ${part}, which is not open here.`);
    }
  }
  if (open.length > 0) throw new ImportError(lines.length, `The file stops before ${open.at(-1)} ends.`);
  return found;
}
