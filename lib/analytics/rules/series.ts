import { daysOf } from "#lib/analytics/rules";
import type { Board, BoardFilter } from "#lib/analytics/rules/board";

/** A point of a chart: a day, or a month of the longest span, with the days that it stands for. */
export type Bucket = { label: string; from: string; before: string };

const next = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Every day or month of the period, in order, without gaps. */
export function bucketsOf({ period }: Pick<Board, "period">, span: BoardFilter["span"]): Bucket[] {
  const buckets = new Map<string, Bucket>();
  for (const day of daysOf(period)) {
    const key = span === "12m" ? day.slice(0, 7) : day;
    const known = buckets.get(key);
    if (known) known.before = next(day);
    else buckets.set(key, { label: labelOf(key), from: day, before: next(day) });
  }
  return [...buckets.values()];
}

/** A point's name on the axis, and in files its day or month in full. */
export const named = ({ label, from }: Bucket, span: BoardFilter["span"]) => ({
  label,
  at: span === "12m" ? from.slice(0, 7) : from,
});

export const isIn = (day: string, { from, before }: Bucket) => day >= from && day < before;

function labelOf(key: string): string {
  const month = key.length === 7;
  return new Date(`${month ? `${key}-01` : key}T00:00:00Z`).toLocaleDateString("en", {
    timeZone: "UTC",
    month: "short",
    ...(month ? { year: "numeric" } : { day: "numeric" }),
  });
}

/** Minor units as text, added up. */
export const sumOf = <T>(rows: readonly T[], figure: (row: T) => string) =>
  rows.reduce((sum, row) => sum + BigInt(figure(row)), 0n);

/** One of hundred with one decimal, or a dash when there is nothing to divide by. */
export const shareOf = (part: number, whole: number) => (whole > 0 ? `${((part / whole) * 100).toFixed(1)} %` : "–");
