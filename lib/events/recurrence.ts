import ICAL from "ical.js";
import { mostOccurrences, type RepeatInput, type Weekday, weekdayKeys } from "#lib/events/rules/series";
import { toInstant, toLocal } from "#lib/time";

/**
 * Recurrence after RFC 5545. A rule is expanded on the wall clock, without any zone, and each wall clock then becomes a
 * moment in the zone of the place: eight in the evening stays eight in the evening on both sides of a change of clocks.
 * Wall clocks are `2026-06-01T20:00`.
 */
type Rule = Omit<RepeatInput, "id">;

/** The rule as text, such as `FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;COUNT=10`. `UNTIL` is the end of that day on the wall clock. */
export function ruleText({ frequency, every, days, byWeekday, count, until }: Rule, startsLocal: string): string {
  const parts = [`FREQ=${frequency}`];
  if (every > 1) parts.push(`INTERVAL=${every}`);
  if (frequency === "WEEKLY" && days.length > 0) {
    parts.push(`BYDAY=${weekdayKeys.filter((day) => days.includes(day)).join(",")}`);
  }
  if (frequency === "MONTHLY" && byWeekday) parts.push(`BYDAY=${nthWeekday(startsLocal)}`);
  if (count !== undefined) parts.push(`COUNT=${count}`);
  if (until !== undefined) parts.push(`UNTIL=${until.replaceAll("-", "")}T235959`);
  return parts.join(";");
}

/** The wall clocks that a rule makes, the first one included, at most `limit` of them. */
export function occurrences(rule: string, startsLocal: string, limit = mostOccurrences): string[] {
  const start = ICAL.Time.fromDateTimeString(`${startsLocal.slice(0, 16)}:00`);
  const first = wall(start);
  const found = [first];
  const expansion = ICAL.Recur.fromString(rule).iterator(start);
  for (let next = expansion.next(); next && found.length < limit; next = expansion.next()) {
    // The first is the event itself, even where the rule would have begun later (RFC 5545, DTSTART).
    if (wall(next) !== first) found.push(wall(next));
  }
  return found;
}

/** The moments of wall clocks in a zone. */
export const moments = (locals: readonly string[], zone: string) => locals.map((local) => toInstant(local, zone));

/** `2026-06-01T20:00` and seven days make `2026-06-08T20:00`, whatever clocks do between. */
export function addDays(local: string, days: number): string {
  const moved = new Date(`${local.slice(0, 10)}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return `${moved.toISOString().slice(0, 10)}${local.slice(10, 16)}`;
}

/** Days from one wall clock's date to another's. */
export const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(`${to.slice(0, 10)}T00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00Z`)) / 86_400_000);

/** Minutes between two wall clocks, as if no clock ever changed. */
export const wallMinutes = (from: string, to: string) =>
  Math.round((Date.parse(`${to.slice(0, 16)}Z`) - Date.parse(`${from.slice(0, 16)}Z`)) / 60_000);

export const addMinutes = (local: string, minutes: number) =>
  new Date(Date.parse(`${local.slice(0, 16)}Z`) + minutes * 60_000).toISOString().slice(0, 16);

export type Span = { startsAt: Date; endsAt: Date; zone: string };

/**
 * What a change of one occurrence means for another: as many days later or earlier, at the new hour, as long as the
 * changed one, all on the wall clock; in the new zone.
 */
export function moveLike(target: Span, before: Span, after: Span): Span {
  const [was, is] = [toLocal(before.startsAt, before.zone), toLocal(after.startsAt, after.zone)];
  const at = toLocal(target.startsAt, target.zone);
  const sameHour = was.slice(11) === is.slice(11);
  const start = addDays(sameHour ? at : `${at.slice(0, 10)}T${is.slice(11)}`, daysBetween(was, is));
  const lasts = wallMinutes(was, toLocal(before.endsAt, before.zone));
  const lastsNow = wallMinutes(is, toLocal(after.endsAt, after.zone));
  const own = wallMinutes(at, toLocal(target.endsAt, target.zone));
  const zone = before.zone === after.zone ? target.zone : after.zone;
  return {
    startsAt: toInstant(start, zone),
    endsAt: toInstant(addMinutes(start, lasts === lastsNow ? own : lastsNow), zone),
    zone,
  };
}

/** The rule of what follows a change: as many as are left, on days that moved with it. */
export function ruleAfter(rule: string, startsLocal: string, { days, left }: { days: number; left: number }): string {
  const kept = rule.split(";").filter((part) => !/^(COUNT|UNTIL)=/.test(part));
  const moved = kept.map((part) => {
    if (!part.startsWith("BYDAY=") || days === 0) return part;
    if (rule.includes("FREQ=MONTHLY")) return `BYDAY=${nthWeekday(startsLocal)}`;
    const shifted = part
      .slice(6)
      .split(",")
      .map((day) => shiftWeekday(day as Weekday, days));
    return `BYDAY=${weekdayKeys.filter((day) => shifted.includes(day)).join(",")}`;
  });
  return [...moved, `COUNT=${left}`].join(";");
}

/** The rule of what came before a change, which ends with `lastLocal`. */
export const ruleUntil = (rule: string, lastLocal: string) =>
  [
    ...rule.split(";").filter((part) => !/^(COUNT|UNTIL)=/.test(part)),
    `UNTIL=${lastLocal.replace(/[-:]/g, "")}00`,
  ].join(";");

/** `Every 2 weeks on Friday, 10 times`. */
export function ruleWords(rule: string): string {
  const parts = Object.fromEntries(rule.split(";").map((part) => part.split("=") as [string, string]));
  const unit = { DAILY: "day", WEEKLY: "week", MONTHLY: "month" }[parts.FREQ ?? ""] ?? "time";
  const every = Number(parts.INTERVAL ?? 1);
  const rhythm = every === 1 ? `Every ${unit}` : `Every ${every} ${unit}s`;
  const on = parts.BYDAY ? ` on ${parts.BYDAY.split(",").map(dayWords).join(", ")}` : "";
  const end = parts.COUNT
    ? `, ${parts.COUNT} times`
    : parts.UNTIL
      ? `, until ${parts.UNTIL.slice(0, 4)}-${parts.UNTIL.slice(4, 6)}-${parts.UNTIL.slice(6, 8)}`
      : "";
  return `${rhythm}${on}${end}`;
}

const nth = ["", "the first", "the second", "the third", "the fourth", "the fifth"];
function dayWords(day: string): string {
  const [, number = "", key = ""] = /^(-?\d?)([A-Z]{2})$/.exec(day) ?? [];
  const names: Record<string, string> = {
    ...{ MO: "Monday", TU: "Tuesday", WE: "Wednesday", TH: "Thursday" },
    ...{ FR: "Friday", SA: "Saturday", SU: "Sunday" },
  };
  const place = number === "-1" ? "the last" : (nth[Number(number)] ?? "");
  return [place, names[key]].filter(Boolean).join(" ");
}

const weekdayOf = (local: string): Weekday =>
  weekdayKeys[(new Date(`${local.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7] ?? "MO";

/** The 12th of a month is its second such weekday; the fifth one is called the last. */
function nthWeekday(local: string): string {
  const place = Math.ceil(Number(local.slice(8, 10)) / 7);
  return `${place === 5 ? -1 : place}${weekdayOf(local)}`;
}

function shiftWeekday(day: Weekday, days: number): Weekday {
  const at = (weekdayKeys.indexOf(day) + (days % 7) + 7) % 7;
  return weekdayKeys[at] ?? day;
}

const wall = (time: ICAL.Time) => time.toString().slice(0, 16);
