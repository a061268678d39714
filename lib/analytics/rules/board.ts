import { z } from "zod";
import { spans } from "#lib/analytics/rules";
import { channels } from "#lib/analytics/rules/beacon";
import { compares } from "#lib/analytics/rules/compare";

/** What a dashboard shows, as JSON: money is text in minor units of `currency`, days are those of `zone`. */
const minor = z.string().regex(/^-?\d+$/);
const totals = z.object({
  views: z.number(),
  visitors: z.number(),
  checkouts: z.number(),
  orders: z.number(),
  tickets: z.number(),
  returned: z.number(),
  arrivals: z.number(),
  grossMinor: minor,
  refundedMinor: minor,
});
export type Totals = z.output<typeof totals>;

const day = z.object({
  day: z.string(),
  views: z.number(),
  orders: z.number(),
  arrivals: z.number(),
  grossMinor: minor,
  refundedMinor: minor,
});

export const Board = z.object({
  zone: z.string(),
  currency: z.string(),
  /** Until when the rollups are true. */
  asOf: z.iso.datetime({ offset: true }).nullable(),
  period: z.object({ from: z.string(), before: z.string() }),
  totals,
  previous: totals,
  days: z.array(day),
  /** The days of the period that it is compared with. */
  previousDays: z.array(day),
  tiers: z.array(
    z.object({ id: z.string(), name: z.string(), tickets: z.number(), grossMinor: minor, refundedMinor: minor }),
  ),
  tierDays: z.array(z.object({ day: z.string(), tierId: z.string(), grossMinor: minor })),
  sources: z.array(z.object({ channel: z.string(), source: z.string(), views: z.number(), clicks: z.number() })),
  /** Monday is 1. */
  hours: z.array(
    z.object({ weekday: z.number(), hour: z.number(), views: z.number(), orders: z.number(), arrivals: z.number() }),
  ),
  events: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      views: z.number(),
      orders: z.number(),
      grossMinor: minor,
      refundedMinor: minor,
    }),
  ),
  otherCurrencies: z.array(z.string()),
  /** Of one event: page views in which its video was played, and how far. */
  watched: z
    .object({
      plays: z.number(),
      quarters: z.number(),
      halves: z.number(),
      threeQuarters: z.number(),
      completes: z.number(),
    })
    .nullable(),
});
export type Board = z.output<typeof Board>;

/** What a dashboard is narrowed to, as it stands in the address. */
export const BoardFilter = z.object({
  span: z.enum(Object.keys(spans) as [keyof typeof spans]).catch("30d"),
  compare: z.enum(Object.keys(compares) as [keyof typeof compares]).catch("before"),
  event: z.uuid().optional().catch(undefined),
  station: z.uuid().optional().catch(undefined),
  channel: z
    .enum(Object.keys(channels) as [keyof typeof channels])
    .optional()
    .catch(undefined),
});
export type BoardFilter = z.output<typeof BoardFilter>;

/** The same filter as an address has it, with `changes`; what is not narrowed is left out. */
export function addressOf(
  filter: BoardFilter,
  changes: Partial<Record<keyof BoardFilter | "kind" | "from" | "before", string | undefined>> = {},
) {
  const said = Object.entries({ ...filter, ...changes }).filter((one): one is [string, string] => Boolean(one[1]));
  return new URLSearchParams(said).toString();
}

/** What can be drilled into; each kind's rows add up to the figure that leads to them. */
export const rowKinds = {
  views: "Page views",
  orders: "Orders paid",
  refunds: "Refunds sent",
  arrivals: "Arrivals",
  checkouts: "Checkouts begun",
  plays: "Plays of the video",
  quarters: "Watched a quarter",
  halves: "Watched half",
  threeQuarters: "Watched three quarters",
  completes: "Watched to the end",
} as const;
export type RowKind = keyof typeof rowKinds;

/** How far somebody watched, in percent: the value of such a visit. */
export const watchedParts = { plays: 0, quarters: 25, halves: 50, threeQuarters: 75, completes: 100 } as const;
export type WatchedPart = keyof typeof watchedParts;

/** What visitors did, not what was sold: single visits, kept for a while, that know where somebody came from. */
export const isVisit = (kind: RowKind) => kind === "views" || kind in watchedParts;

/** From looking to coming, step by step. */
export const funnelOf = ({ views, checkouts, orders, tickets, arrivals }: Totals) => [
  { label: "Page views", count: views, kind: "views" },
  { label: "Checkouts begun", count: checkouts, kind: "checkouts" },
  { label: "Orders paid", count: orders, kind: "orders" },
  { label: "Tickets sold", count: tickets, kind: "orders" },
  { label: "Arrived", count: arrivals, kind: "arrivals" },
];

/** At the pace of its last fourteen days of sale, how many tickets an event will have sold when it starts; never above its room. */
export function forecastOf({
  sold,
  capacity,
  recent,
  daysLeft,
}: {
  sold: number;
  capacity: number;
  recent: number;
  daysLeft: number;
}) {
  const perDay = recent / 14;
  const expected = Math.min(capacity, Math.round(sold + perDay * Math.max(0, daysLeft)));
  const fullIn = perDay > 0 && sold < capacity ? Math.ceil((capacity - sold) / perDay) : null;
  return { perDay, expected, soldOutInDays: fullIn !== null && fullIn <= daysLeft ? fullIn : null };
}

/** A crowd in words. Up to 511 it was counted, beyond that estimated (`analytics.sketch_size`), and says so. */
export function visitorWords(count: number): string {
  if (count === 1) return "1 visitor";
  return `${count > 511 ? "about " : ""}${count.toLocaleString("en")} visitors`;
}
