import { z } from "zod";
import { nextStates, type State } from "#db/states";
import { name, optional, ticked, wallClock, whole, words, zone } from "#lib/events/rules/inputs";
import { parseMoney } from "#lib/money";
import type { Permission } from "#lib/permissions";
import { isCurrency } from "#lib/ref/rules";
import { toInstant } from "#lib/time";

export const eventVisibilities = { public: "Public", unlisted: "Only with the link", private: "Private" } as const;
export const eventFormats = { in_person: "In person", online: "Online", hybrid: "In person and online" } as const;
type Keys<T> = [keyof T & string, ...(keyof T & string)[]];

export const VenueInput = z.strictObject({
  name: name(120, "What is the place called?"),
  address: words(300).default(""),
  city: name(120, "In which city is it?"),
  country: z.string().regex(/^[A-Z]{2}$/, "Choose a country."),
  zone,
  capacity: optional(whole(1, 1_000_000, "A whole number of people, at least 1.")),
});
export const VenueChange = VenueInput.extend({ id: z.uuid() });

/** A tier as a form sends it; without a sale window it is on sale from now until the event begins. */
export const TierInput = z.strictObject({
  name: name(80, "What is this ticket called?"),
  description: words(500).default(""),
  price: z.string().trim().min(1, "How much is it? 0 for a free ticket."),
  quota: whole(1, 1_000_000, "A whole number of tickets, at least 1."),
  saleStartsAt: optional(wallClock),
  saleEndsAt: optional(wallClock),
  minPerOrder: optional(whole(1, 100, "A whole number from 1 to 100.")),
  maxPerOrder: optional(whole(1, 100, "A whole number from 1 to 100.")),
});
export type TierInput = z.output<typeof TierInput>;

const eventFields = {
  name: name(120, "What is the event called?"),
  slug: optional(
    words(80).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Small letters, digits and single hyphens, such as summer-night."),
  ),
  summary: words(200).default(""),
  description: words(10_000).default(""),
  venueId: optional(z.uuid("Choose a venue.")),
  stationId: optional(z.uuid("Choose a station.")),
  category: z.string().min(1, "Choose a category."),
  visibility: z.enum(Object.keys(eventVisibilities) as Keys<typeof eventVisibilities>).default("public"),
  format: z.enum(Object.keys(eventFormats) as Keys<typeof eventFormats>).default("in_person"),
  capacity: whole(1, 1_000_000, "A whole number of people, at least 1."),
  startsAt: wallClock,
  endsAt: wallClock,
  /** The venue's zone counts when a venue is chosen. */
  zone: optional(zone),
  currency: z.string().refine(isCurrency, "Choose a currency."),
  /** The organization's own fields, by key. */
  custom: z.record(z.string(), words(2000)).default({}),
};

/** What becomes of the sale of tickets when their event moves. */
export const saleMoves = { move: "Move with the event", keep: "Stay as they are" } as const;

/** How much of a series a change is for. */
export const changeScopes = {
  one: "Only this event",
  following: "This and all that follow",
  all: "Every event of the series",
} as const;
export type ChangeScope = keyof typeof changeScopes;

export const NewEvent = z.strictObject({ ...eventFields, tiers: z.array(TierInput).max(50).default([]) });
export const EventChange = z.strictObject({
  ...eventFields,
  id: z.uuid(),
  scope: z.enum(Object.keys(changeScopes) as Keys<typeof changeScopes>).default("one"),
  /** Write to those who hold tickets, where they would notice. */
  tell: ticked.default(false),
  sales: z.enum(Object.keys(saleMoves) as Keys<typeof saleMoves>).default("move"),
});
export type EventChange = z.output<typeof EventChange>;
export const EventId = z.strictObject({ id: z.uuid() });

/** `Été à Zürich!` becomes `ete-a-zurich`; nothing usable becomes `event`. */
export function slugOf(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return plain.slice(0, 70).replace(/-+$/, "") || "event";
}

type Window = { zone: string; currency: string; startsAt: Date; now: Date };
export type TierRow = {
  name: string;
  description: string;
  priceMinor: bigint;
  quota: number;
  saleStartsAt: Date;
  saleEndsAt: Date;
  minPerOrder: number;
  maxPerOrder: number;
};

/** A tier as the database keeps it, or what is wrong with which field. */
export function tierRow(
  tier: TierInput,
  { zone, currency, startsAt, now }: Window,
): TierRow | { field: string; message: string } {
  const priceMinor = parseMoney(tier.price, currency);
  if (priceMinor === null || priceMinor < 0n)
    return { field: "price", message: `Not an amount of ${currency}. Write it like 12 or 12.50.` };
  const saleStartsAt = tier.saleStartsAt ? toInstant(tier.saleStartsAt, zone) : now;
  const saleEndsAt = tier.saleEndsAt ? toInstant(tier.saleEndsAt, zone) : startsAt;
  if (saleEndsAt <= saleStartsAt) return { field: "saleEndsAt", message: "Sales must end after they start." };
  const minPerOrder = tier.minPerOrder ?? 1;
  const maxPerOrder = tier.maxPerOrder ?? Math.max(10, minPerOrder);
  if (maxPerOrder < minPerOrder) return { field: "maxPerOrder", message: "The most per order is below the least." };
  return {
    name: tier.name,
    description: tier.description,
    priceMinor,
    quota: tier.quota,
    saleStartsAt,
    saleEndsAt,
    minPerOrder,
    maxPerOrder,
  };
}

/** What somebody with these permissions may make of an event in this state. */
export const nextEventStates = (state: State<"event">, permissions: ReadonlySet<Permission>) =>
  nextStates("event", state, permissions);
