import { z } from "zod";
import { isSpan, type SpanKey } from "#lib/analytics/rules";

/** What a figure of a dashboard is the sum of; the address of its rows carries the name. */
export const figureKinds = {
  paid: { label: "Paid by sponsors", of: "money" },
  held: { label: "Held now", of: "money" },
  released: { label: "Released for what was delivered", of: "money" },
  refunded: { label: "Refunded", of: "money" },
  fees: { label: "Platform fees on releases", of: "money" },
  open: { label: "Proposals under way", of: "money" },
  won: { label: "Proposals accepted", of: "money" },
  lost: { label: "Proposals rejected or expired", of: "money" },
  sent: { label: "Proposals sent", of: "money" },
  sold: { label: "Orders of a package", of: "money" },
  views: { label: "Impressions", of: "count" },
  clicks: { label: "Clicks", of: "count" },
  arrivals: { label: "Attendance", of: "count" },
} as const;
export type FigureKind = keyof typeof figureKinds;
/** Of these a sponsor has rows as well. */
export const sponsorKinds = ["paid", "held", "released", "refunded", "views", "clicks", "arrivals"] as const;
export const isMoney = (kind: FigureKind) => figureKinds[kind].of === "money";

const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .optional()
  .catch(undefined);
const id = z.uuid().optional().catch(undefined);
const code = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .optional()
  .catch(undefined);

/** What rows are asked for, as the address of a figure has it. `by` is which day of an order `from` and `before` mean. */
export const RowsAsked = z.object({
  kind: z.enum(Object.keys(figureKinds) as [FigureKind, ...FigureKind[]]).catch("paid"),
  side: z.enum(["organizer", "sponsor"]).catch("sponsor"),
  currency: code,
  sponsor: id,
  event: id,
  package: id,
  state: z.enum(["draft", "sent", "viewed", "counter"]).optional().catch(undefined),
  by: z.enum(["leave", "since"]).optional().catch(undefined),
  from: day,
  before: day,
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type RowsAsked = z.output<typeof RowsAsked>;

/** The address of the rows behind a figure, below the organization's. */
export function rowsHref(slug: string, asked: Partial<RowsAsked> & Pick<RowsAsked, "kind" | "side">): string {
  const said = Object.entries(asked).filter((one) => one[1] !== undefined && one[1] !== "");
  return `/${slug}/sponsorship/rows?${new URLSearchParams(said.map(([key, value]) => [key, String(value)]))}`;
}

export const BoardAsked = z.object({
  span: z.custom<SpanKey>(isSpan).catch("90d"),
  currency: code,
  event: id,
});
export type BoardAsked = z.output<typeof BoardAsked>;

/** The name of one row's money in a bucket of days, youngest or most urgent first. */
export type Bucket = { label: string; from?: number; before?: number };

/** How long it has been held. Days, `from` included. */
export const ages: readonly Bucket[] = [
  { label: "0–30", before: 31 },
  { label: "31–60", from: 31, before: 61 },
  { label: "61–90", from: 61, before: 91 },
  { label: "Over 90", from: 91 },
];
/** In how many days it must have left. */
export const deadlines: readonly Bucket[] = [
  { label: "Overdue", before: 0 },
  { label: "0–7", from: 0, before: 8 },
  { label: "8–30", from: 8, before: 31 },
  { label: "31–90", from: 31, before: 91 },
  { label: "Later", from: 91 },
];
export const isIn = (days: number, { from, before }: Bucket) =>
  (from === undefined || days >= from) && (before === undefined || days < before);

/** Calendar arithmetic on `YYYY-MM-DD`. */
export const dayPlus = (from: string, days: number) =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The days on which an order that falls into a bucket was funded, or must have left; as a half-open range of days. */
export function daysOfBucket(today: string, bucket: Bucket, by: "leave" | "since") {
  const { from, before } = bucket;
  if (by === "leave")
    return {
      from: from === undefined ? undefined : dayPlus(today, from),
      before: before === undefined ? undefined : dayPlus(today, before),
    };
  return {
    from: before === undefined ? undefined : dayPlus(today, 1 - before),
    before: from === undefined ? undefined : dayPlus(today, 1 - from),
  };
}

/** So much for a thousand, or for each, of so many: minor units, rounded to the nearest; null of nothing. */
export function costOf(minor: bigint, count: number, each: 1 | 1000): bigint | null {
  if (count <= 0) return null;
  const [whole, parts] = [minor * BigInt(each), BigInt(count)];
  return (whole * 2n + (whole < 0n ? -parts : parts)) / (parts * 2n);
}

/** Of what was decided, how much was won: per cent with one decimal, or a dash of nothing. */
export function winRate(won: number, lost: number): string {
  return won + lost === 0 ? "–" : `${((won * 100) / (won + lost)).toFixed(1)} %`;
}

/** So many calendar months, from the one that begins on `first`. */
export function monthsFrom(first: string, count: number) {
  const [year = 0, month = 1] = first.split("-").map(Number);
  const begin = (at: number) => new Date(Date.UTC(year, month - 1 + at, 1)).toISOString().slice(0, 10);
  return Array.from({ length: count }, (_, at) => ({
    key: begin(at).slice(0, 7),
    from: begin(at),
    before: begin(at + 1),
    label: new Date(`${begin(at)}T00:00:00Z`).toLocaleDateString("en", {
      timeZone: "UTC",
      month: "short",
      year: "numeric",
    }),
  }));
}

/** Weeks of seven days, the last of which may be shorter, so that a quarter can be read as bars. */
export function weeksOf({ from, before }: { from: string; before: string }) {
  const weeks: { label: string; from: string; before: string }[] = [];
  for (let first = from; first < before; first = dayPlus(first, 7)) {
    const end = dayPlus(first, 7);
    const label = new Date(`${first}T00:00:00Z`).toLocaleDateString("en", {
      timeZone: "UTC",
      month: "short",
      day: "numeric",
    });
    weeks.push({ label, from: first, before: end < before ? end : before });
  }
  return weeks;
}
