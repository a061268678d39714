import { dayIn } from "#lib/time";

/** Spans that a dashboard offers; a span ends today and is compared with the one of equal length before it. */
export const spans = {
  "7d": { label: "7 days", days: 7 },
  "30d": { label: "30 days", days: 30 },
  "90d": { label: "90 days", days: 90 },
  "12m": { label: "12 months", days: 365 },
} as const;
export type SpanKey = keyof typeof spans;
export const isSpan = (text: unknown): text is SpanKey => typeof text === "string" && text in spans;

/** Calendar days in the organization's zone: `from` included, `before` not. */
export type Period = { from: string; before: string };

/** Counted in UTC, where each day has 24 hours, whatever the clocks of a zone or of this machine do. */
const day = (text: string, offset: number) =>
  new Date(Date.parse(`${text}T00:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 10);

export function periodOf(span: SpanKey, now: Date, zone: string): { current: Period; previous: Period } {
  const before = day(dayIn(now, zone), 1);
  const from = day(before, -spans[span].days);
  return { current: { from, before }, previous: { from: day(from, -spans[span].days), before: from } };
}

/** Every day of the period, so that a day without sales is a zero and not a gap. */
export function daysOf({ from, before }: Period): string[] {
  const count = Math.max(0, Math.round((Date.parse(before) - Date.parse(from)) / 86_400_000));
  return Array.from({ length: count }, (_, offset) => day(from, offset));
}

export type Change = { text: string; direction: "up" | "down" | "level"; good?: boolean; since: string };

/**
 * How much more or less than before, in per cent with one decimal; from nothing there is no per cent. `compared` says
 * what before was: "the 30 days before".
 */
export function changeSince(now: bigint, before: bigint, compared: string): Change {
  if (before === 0n) {
    return now === 0n
      ? { text: "No change", direction: "level", since: `from ${compared}` }
      : { text: "New", direction: "up", good: true, since: `nothing in ${compared}` };
  }
  const permille = ((now - before) * 1000n) / (before < 0n ? -before : before);
  const size = permille < 0n ? -permille : permille;
  const text = `${size / 10n}.${size % 10n} %`;
  if (permille === 0n) return { text: "Same", direction: "level", since: `as in ${compared}` };
  return permille > 0n
    ? { text, direction: "up", good: true, since: `more than in ${compared}` }
    : { text, direction: "down", good: false, since: `less than in ${compared}` };
}

/** `up 12.0 %, more than in the 30 days before`: for paper and letters. */
export const changeWords = ({ text, direction, since }: Change) =>
  `${{ up: "up ", down: "down ", level: "" }[direction]}${text}, ${since}`;

/** More of it is neither good nor bad news. */
export const neutral = ({ good: _, ...change }: Change): Change => change;
