import { addDays, differenceInCalendarDays, parseISO } from "date-fns";
import { dayIn } from "#lib/time";

/** Spans that a dashboard offers; a span ends today and is compared with the one of equal length before it. */
export const spans = {
  "30d": { label: "30 days", days: 30 },
  "90d": { label: "90 days", days: 90 },
  "12m": { label: "12 months", days: 365 },
} as const;
export type SpanKey = keyof typeof spans;
export const isSpan = (text: unknown): text is SpanKey => typeof text === "string" && text in spans;

/** Calendar days in the organization's zone: `from` included, `before` not. */
export type Period = { from: string; before: string };

const day = (text: string, offset: number) => addDays(parseISO(text), offset).toLocaleDateString("sv");

export function periodOf(span: SpanKey, now: Date, zone: string): { current: Period; previous: Period } {
  const before = day(dayIn(now, zone), 1);
  const from = day(before, -spans[span].days);
  return { current: { from, before }, previous: { from: day(from, -spans[span].days), before: from } };
}

/** Every day of the period, so that a day without sales is a zero and not a gap. */
export function daysOf({ from, before }: Period): string[] {
  const count = differenceInCalendarDays(parseISO(before), parseISO(from));
  return Array.from({ length: count }, (_, offset) => day(from, offset));
}

export type Change = { text: string; direction: "up" | "down" | "level"; good?: boolean; since: string };

/** How much more or less than before, in per cent with one decimal; from nothing there is no per cent. */
export function changeSince(now: bigint, before: bigint, span: SpanKey): Change {
  const since = `than the ${spans[span].label} before`;
  if (before === 0n) {
    return now === 0n
      ? { text: "No change", direction: "level", since: `in ${spans[span].label}` }
      : { text: "New", direction: "up", good: true, since: `nothing in the ${spans[span].label} before` };
  }
  const permille = ((now - before) * 1000n) / (before < 0n ? -before : before);
  const size = permille < 0n ? -permille : permille;
  const text = `${size / 10n}.${size % 10n} %`;
  if (permille === 0n) return { text: "Same", direction: "level", since: `as the ${spans[span].label} before` };
  return permille > 0n
    ? { text, direction: "up", good: true, since: `more ${since}` }
    : { text, direction: "down", good: false, since: `less ${since}` };
}
