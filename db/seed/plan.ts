import type { Random } from "#db/seed/random";
import type { Role } from "#lib/permissions";
import { toInstant, toLocal } from "#lib/time";

/** What the demo consists of, before any of it is in a database. Money is minor units of the currency beside it. */
export type Station = { slug: string; name: string; address: string; zone: string };
export type Venue = {
  name: string;
  address: string;
  city: string;
  country: string;
  zone: string;
  capacity: number;
  station?: string;
};

export type House = {
  slug: string;
  name: string;
  tagline: string;
  country: string;
  currency: string;
  zone: string;
  accent: string;
  supportEmail: string;
  feeBearer: "platform" | "organization";
  taxRatePpm: number;
  taxInclusive: boolean;
  taxCode: string;
  stations: readonly Station[];
  venues: readonly Venue[];
};

export type Person = {
  email: string;
  name: string;
  grants: readonly { organization: string; role: Role; station?: string }[];
  state?: "pending_approval" | "suspended";
  reason?: string;
};

export type Tier = {
  id: string;
  name: string;
  description: string;
  priceMinor: bigint;
  quota: number;
  saleStartsAt: Date;
  saleEndsAt: Date;
  maxPerOrder: number;
  /** How many of those who could have it choose it. */
  share: number;
};

export type Fate = "draft" | "published" | "live" | "postponed" | "cancelled" | "completed" | "archived";
export type Occasion = {
  id: string;
  slug: string;
  name: string;
  summary: string;
  description: string;
  category: string;
  visibility: "public" | "unlisted" | "private";
  venue: Venue;
  capacity: number;
  startsAt: Date;
  endsAt: Date;
  currency: string;
  createdAt: Date;
  /** Null while it is a draft. */
  publishedAt: Date | null;
  fate: Fate;
  /** When it was called off or put off, and why. */
  stopped?: { at: Date; why: string };
  tiers: readonly Tier[];
  /** Orders that would be placed if there were room for everybody. */
  demand: number;
  /** Tickets in one order, by weight. */
  parties: readonly (readonly [number, number])[];
};

export type OrderItem = { tier: Tier; quantity: number };
export type Order = {
  id: string;
  number: string;
  event: Occasion;
  buyer: { name: string; email: string };
  items: readonly OrderItem[];
  quantity: number;
  totalMinor: bigint;
  taxMinor: bigint;
  createdAt: Date;
  outcome: { state: "paid"; at: Date } | { state: "failed" | "expired"; at: Date; failure: string };
  refund?: { amountMinor: bigint; at: Date; reason: string };
  /** When each ticket was scanned at the door; null for who did not come. */
  scans: readonly (Date | null)[];
};

export type Programme = { house: House; events: readonly Occasion[]; orders: readonly Order[] };

export const minute = 60_000;
export const day = 24 * 60 * minute;
export const shift = (from: Date, milliseconds: number) => new Date(from.getTime() + milliseconds);
export const earlier = (a: Date, b: Date) => (a < b ? a : b);

/** The months of the demo, two years back and four months ahead, as `[year, month]` with January as 1. */
export function months(now: Date, zone: string): [number, number][] {
  const [year = 0, month = 1] = toLocal(now, zone).split("-").map(Number);
  return Array.from({ length: 24 + 1 + 4 }, (_, offset) => {
    const index = year * 12 + month - 1 - 24 + offset;
    return [Math.floor(index / 12), (index % 12) + 1];
  });
}

/** The nth weekday of a month (0 is Sunday, as in `Date`); negative counts from its end. `2026-07-25`. */
export function nthWeekday(year: number, month: number, weekday: number, nth: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const days = Array.from({ length: last }, (_, index) => index + 1).filter(
    (date) => new Date(Date.UTC(year, month - 1, date)).getUTCDay() === weekday,
  );
  const chosen = days.at(nth > 0 ? nth - 1 : nth) ?? last;
  return `${year}-${String(month).padStart(2, "0")}-${String(chosen).padStart(2, "0")}`;
}

/** Years since the demo begins, so that what grows by a fifth a year is `1.2 ** yearsInto(…)`. */
export const yearsInto = (at: Date, now: Date) => Math.max(0, (at.getTime() - now.getTime()) / (365 * day) + 2);

type TierDraft = { name: string; description: string; price: number; quota: number; share: number; untilDay?: number };
type Draft = Pick<
  Occasion,
  "name" | "summary" | "description" | "category" | "venue" | "currency" | "demand" | "parties"
> &
  Partial<Pick<Occasion, "visibility" | "stopped">> & {
    slug: string;
    /** Wall clock at the venue, `2026-07-25T14:00`. */
    starts: string;
    hours: number;
    /** Days before the start on which it is announced, and on which sales begin at ten in the morning. */
    announced: number;
    onSale: number;
    maxPerOrder?: number;
    tiers: readonly TierDraft[];
    postponed?: boolean;
    archive?: boolean;
    stillDraft?: boolean;
  };

/** An event as of now: what is over is completed, what is not announced yet is a draft. */
export function occasion(draft: Draft, random: Random, now: Date): Occasion {
  const {
    slug,
    starts,
    hours,
    announced,
    onSale,
    tiers,
    postponed,
    archive,
    stillDraft,
    maxPerOrder = 8,
    ...said
  } = draft;
  const startsAt = toInstant(starts, said.venue.zone);
  const endsAt = shift(startsAt, hours * 60 * minute);
  const saleDay = toLocal(shift(startsAt, -onSale * day), said.venue.zone).slice(0, 10);
  const saleStartsAt = toInstant(`${saleDay}T10:00`, said.venue.zone);
  const announcedAt = earlier(shift(startsAt, -announced * day), shift(saleStartsAt, -day));
  const waiting = announcedAt > now || stillDraft === true;
  const createdAt = earlier(shift(announcedAt, -random.whole(4, 12) * day), shift(now, -random.whole(1, 9) * day));
  const fate: Fate = waiting
    ? "draft"
    : said.stopped
      ? postponed
        ? "postponed"
        : "cancelled"
      : endsAt <= now
        ? archive
          ? "archived"
          : "completed"
        : startsAt <= now
          ? "live"
          : "published";
  return {
    visibility: "public",
    ...said,
    id: random.uuid7(createdAt),
    slug,
    startsAt,
    endsAt,
    createdAt,
    publishedAt: waiting ? null : announcedAt,
    fate,
    capacity: tiers.reduce((sum, tier) => sum + tier.quota, 0),
    tiers: tiers.map(({ name, description, price, quota, share, untilDay }) => ({
      id: random.uuid7(createdAt),
      name,
      description,
      priceMinor: BigInt(price),
      quota,
      share,
      maxPerOrder,
      saleStartsAt,
      saleEndsAt:
        untilDay === undefined ? earlier(shift(startsAt, 60 * minute), endsAt) : shift(saleStartsAt, untilDay * day),
    })),
  };
}
