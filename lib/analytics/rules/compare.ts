import { type Period, type SpanKey, spans } from "#lib/analytics/rules";
import type { Bucket } from "#lib/analytics/rules/series";

/** What a dashboard compares its days with, as it stands in the address. */
export const compares = {
  before: "The period before",
  year: "The year before",
  none: "Nothing",
} as const;
export type Compare = keyof typeof compares;

/**
 * The days that a period is compared with. A year before is by the calendar; 29 February has no counterpart there and
 * leads to 1 March. Without a comparison it is still the period before, for whoever wants to know.
 */
export const comparedWith = (period: Period, compare: Compare): Period => ({
  from: counterpart(period.from, period, compare),
  before: counterpart(period.before, period, compare),
});

/** The same point of a chart among the compared days. All points together are those days exactly, each day once. */
export const comparedBucket = (bucket: Bucket, period: Period, compare: Compare): Bucket => ({
  label: bucket.label,
  from: counterpart(bucket.from, period, compare),
  before: counterpart(bucket.before, period, compare),
});

/** In sentences: "12 % more than in the 30 days before". */
export const comparedWords = (span: SpanKey, compare: Compare) =>
  compare === "year" ? "the same days a year before" : `the ${spans[span].label} before`;

/** How a line of other days is called in a legend. */
export const comparedLabel = (compare: Compare) => (compare === "year" ? "A year before" : "The period before");

const millisOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (millis: number) => new Date(millis).toISOString().slice(0, 10);

/** Calendar days are counted in UTC, where each has 24 hours: clocks that change somewhere do not matter here. */
function counterpart(day: string, { from, before }: Period, compare: Compare): string {
  if (compare !== "year") return dayOf(millisOf(day) - (millisOf(before) - millisOf(from)));
  return dayOf(Date.UTC(Number(day.slice(0, 4)) - 1, Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))));
}

/** `21 Oct 2026 to 19 Nov 2026`: the last day is one of them. */
export function daysWords({ from, before }: Period): string {
  const last = dayOf(millisOf(before) - 86_400_000);
  const words = (day: string) =>
    new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", {
      timeZone: "UTC",
      day: "numeric",
      month: "short",
      year: "numeric",
    });
  return last <= from ? words(from) : `${words(from)} to ${words(last)}`;
}
