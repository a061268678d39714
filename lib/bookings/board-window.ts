import type { BoardSpan, BoardView, BoardWindow } from "#lib/bookings/rules/board";
import { dayIn, toInstant } from "#lib/time";

/** What the board shows around a day (`2026-11-20`) of a zone's calendar. Weeks begin on Monday (ISO 8601). */
export function boardWindow(view: BoardView, day: string, zone: string): BoardWindow {
  const days = daysOf(view, day).map((one) => spanOf(one, zone));
  const first = days[0];
  return { view, day, zone, days, hours: view === "day" && first ? hoursOf(first, zone) : [] };
}

/** The day that a step leads to: a day, a week or a month on or back. */
export function stepped(view: BoardView, day: string, by: -1 | 1): string {
  if (view === "month") {
    const [year = 0, month = 1] = day.split("-").map(Number);
    return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10);
  }
  return addDays(day, by * (view === "week" ? 7 : 1));
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** How a reader calls it: a day, a week by its ends, a month. */
export function windowTitle({ view, day, days, zone }: BoardWindow, locale = "en"): string {
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last) return day;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  if (view === "month") return format({ month: "long", year: "numeric" }).format(first.from);
  if (view === "week")
    return format({ day: "numeric", month: "short", year: "numeric" }).formatRange(first.from, last.from);
  return format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(first.from);
}

function daysOf(view: BoardView, day: string): string[] {
  if (view === "day") return [day];
  if (view === "week") {
    const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
    return Array.from({ length: 7 }, (_, n) => addDays(day, n - weekday));
  }
  const first = `${day.slice(0, 7)}-01`;
  const length = Number(addDays(`${stepped("month", day, 1)}`, -1).slice(8));
  return Array.from({ length }, (_, n) => addDays(first, n));
}

function spanOf(day: string, zone: string): BoardSpan {
  const from = toInstant(`${day}T00:00`, zone).getTime();
  const label = new Intl.DateTimeFormat("en", { timeZone: zone, weekday: "short", day: "numeric" }).format(from);
  return { key: day, label, from, until: toInstant(`${addDays(day, 1)}T00:00`, zone).getTime() };
}

/** The hours of a day as its clocks show them: 23, 24 or 25, the doubled one twice. */
function hoursOf({ from, until }: BoardSpan, zone: string): BoardSpan[] {
  const clock = new Intl.DateTimeFormat("en", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const count = Math.ceil((until - from) / 3_600_000);
  return Array.from({ length: count }, (_, n) => {
    const start = from + n * 3_600_000;
    return { key: String(n), label: clock.format(start), from: start, until: Math.min(start + 3_600_000, until) };
  });
}

/** Today, where the clocks of `zone` are. */
export const today = (zone: string, now = new Date()) => dayIn(now, zone);

/** Two weeks of free times begin on a day that was asked for, today at the earliest. */
export function weekFrom(asked: string | undefined, zone: string) {
  const now = today(zone);
  const day =
    asked && /^\d{4}-\d{2}-\d{2}$/.test(asked) && !Number.isNaN(Date.parse(asked)) && asked > now ? asked : now;
  const before = addDays(day, -14);
  return {
    at: toInstant(`${day}T00:00`, zone),
    before: day === now ? null : before < now ? now : before,
    after: addDays(day, 14),
  };
}
