/** Every so many seconds, counted from 1970 so that all workers agree; or five cron fields, read in UTC. */
export type Schedule = { every: number } | { cron: string };

const minute = 60_000;
const aYear = 366 * 24 * 60;
const fields = [
  ["minute", 0, 59],
  ["hour", 0, 23],
  ["day of the month", 1, 31],
  ["month", 1, 12],
  ["day of the week", 0, 6],
] as const;

/** The latest slot that is not after `now`. Throws RangeError for a schedule that is malformed or has none in a year. */
export function lastSlot(schedule: Schedule, now: Date): Date {
  if ("every" in schedule) {
    if (!(schedule.every > 0)) throw new RangeError(`Not a number of seconds: ${schedule.every}`);
    const length = schedule.every * 1_000;
    return new Date(Math.floor(now.getTime() / length) * length);
  }
  const due = matcher(schedule.cron);
  const latest = Math.floor(now.getTime() / minute) * minute;
  for (let back = 0; back <= aYear; back++) {
    const slot = new Date(latest - back * minute);
    if (due(slot)) return slot;
  }
  throw new RangeError(`Never due: ${schedule.cron}`);
}

function matcher(cron: string): (at: Date) => boolean {
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== fields.length) throw new RangeError(`Not five cron fields: ${cron}`);
  const [minutes, hours, days, months, weekdays] = fields.map(([name, from, to], i) =>
    valuesOf(parts[i] ?? "", from, to, name),
  ) as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];
  // As cron has always had it: when both kinds of day are restricted, either will do.
  const either = parts[2] !== "*" && parts[4] !== "*";
  return (at) => {
    const day = days.has(at.getUTCDate());
    const weekday = weekdays.has(at.getUTCDay());
    return (
      minutes.has(at.getUTCMinutes()) &&
      hours.has(at.getUTCHours()) &&
      months.has(at.getUTCMonth() + 1) &&
      (either ? day || weekday : day && weekday)
    );
  };
}

/** `*`, `5`, `1-5`, any of them with a step (`0-30/10`), and lists of those. */
function valuesOf(text: string, from: number, to: number, name: string): Set<number> {
  const values = text.split(",").flatMap((part) => {
    const match = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part);
    const first = Number(match?.[1] ?? from);
    const last = match?.[1] === undefined ? to : Number(match[2] ?? (match[3] ? to : first));
    const step = Number(match?.[3] ?? 1);
    if (!match || first < from || last > to || first > last || step < 1) {
      throw new RangeError(`Not a ${name}: ${part}`);
    }
    return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);
  });
  return new Set(values);
}
