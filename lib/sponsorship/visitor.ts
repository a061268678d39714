import "server-only";
import { sql } from "drizzle-orm";
import { cache } from "react";
import { z } from "zod";
import { jsonOf } from "#db/answer";
import { asPublic, type PublicTx } from "#db/tenant";
import { Enquire, enquiryConsent } from "#lib/sponsorship/rules/deck";
import { anchors } from "#lib/sponsorship/words";
import { limitVisitor } from "#lib/ticketing/limits";

/** What visitors see of sponsorship: decks and public profiles, chosen by functions; and the one thing that they may write. */
const minor = z.string().transform(BigInt);
const moment = z.coerce.date();
const Seller = z.object({
  slug: z.string(),
  name: z.string(),
  accent: z.string(),
  logo: z.string().nullable(),
  supportEmail: z.string().nullable(),
});
const anchor = z.enum(Object.keys(anchors) as [keyof typeof anchors, ...(keyof typeof anchors)[]]);
const Package = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  priceMinor: minor,
  currency: z.string(),
  quantity: z.number(),
  left: z.number(),
  taxPpm: z.number(),
  holdDays: z.number(),
  autoApproveDays: z.number().nullable(),
  milestones: z.array(z.object({ title: z.string(), percent: z.number() })),
  deliverables: z.array(
    z.object({ title: z.string(), description: z.string(), anchor, days: z.number(), slaDays: z.number() }),
  ),
  variants: z.array(z.object({ id: z.uuid(), name: z.string(), priceMinor: minor })),
});
export type DeckPackage = z.output<typeof Package>;
const Reach = z
  .object({
    since: z.string(),
    asOf: moment.nullable(),
    views: z.number().nullable(),
    visitors: z.number().nullable(),
    tickets: z.number().nullable(),
  })
  .nullable();
const Deck = z.object({
  organization: Seller.extend({ tagline: z.string(), zone: z.string() }),
  headline: z.string(),
  intro: z.string(),
  audience: z.string(),
  updatedAt: moment,
  heldName: z.string(),
  event: z
    .object({
      slug: z.string(),
      name: z.string(),
      summary: z.string(),
      startsAt: moment,
      endsAt: moment,
      zone: z.string(),
      visibility: z.string(),
      format: z.string(),
      over: z.boolean(),
      venue: z.object({ name: z.string(), city: z.string() }).nullable(),
    })
    .nullable(),
  packages: z.array(Package),
  decks: z.array(
    z.object({
      event: z.string(),
      name: z.string(),
      startsAt: moment,
      endsAt: moment,
      zone: z.string(),
      city: z.string().nullable(),
      offered: z.number(),
    }),
  ),
  partners: z.array(
    z.object({
      name: z.string(),
      sector: z.string(),
      org: z.string(),
      slug: z.string(),
      logo: z.string().nullable(),
      events: z.array(z.string()),
    }),
  ),
});
export type PublicDeck = z.output<typeof Deck> & { reach: z.output<typeof Reach> };

const Sponsor = z
  .object({
    organization: Seller,
    name: z.string(),
    sector: z.string(),
    about: z.string(),
    audience: z.string(),
    regions: z.array(z.string()),
    budgetLeastMinor: minor.nullable(),
    budgetMostMinor: minor.nullable(),
    currency: z.string(),
    website: z.string(),
    looksFor: z.string(),
    logo: z.string().nullable(),
    sponsorships: z.array(
      z.object({ event: z.string(), organizer: z.string(), path: z.string(), startsAt: moment, zone: z.string() }),
    ),
  })
  .nullable();
export type PublicSponsor = NonNullable<z.output<typeof Sponsor>>;

/** The deck of an event, or without one of the house; null where there is none to see. */
export const visitedDeck = cache(async (org: string, event: string | null): Promise<PublicDeck | null> => {
  if (!isSlug(org) || (event !== null && !isSlug(event))) return null;
  return asPublic(async (tx) => {
    const deck = Deck.nullable().parse(await value(tx, sql`sponsorship.public_deck(${org}, ${event})`));
    if (!deck) return null;
    return { ...deck, reach: Reach.parse(await value(tx, sql`sponsorship.deck_reach(${org}, ${event})`)) };
  });
});

/** The address of an event's deck, where visitors may see one with something on offer. */
export const deckAddress = cache(async (org: string, event: string): Promise<string | null> => {
  if (!isSlug(org) || !isSlug(event)) return null;
  const path = z.string().nullable();
  const found = path.parse(await asPublic((tx) => value(tx, sql`sponsorship.deck_link(${org}, ${event})`)));
  return found && `/sponsoring${found}`;
});

export const visitedSponsor = cache(async (org: string, sponsor: string) =>
  isSlug(org) && isSlug(sponsor)
    ? Sponsor.parse(await asPublic((tx) => value(tx, sql`sponsorship.public_sponsor(${org}, ${sponsor})`)))
    : null,
);

/** Write down what a visitor asks. A program that fills in what nobody sees is thanked, and nothing is kept. */
export async function enquire(address: string, input: unknown): Promise<void> {
  const { org, wish, agreed: _, website, ...asked } = Enquire.parse(input);
  await limitVisitor("ask", address);
  if (website !== "") return;
  const [packageId, variantId] = wish.split(".");
  const p = { ...asked, packageId: packageId || undefined, variantId, consentVersion: enquiryConsent, address };
  await asPublic((tx) => tx.execute(sql`select sponsorship.enquire(${org}, ${jsonOf(p)})`));
}

const isSlug = (text: string) => text.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);

async function value(tx: PublicTx, call: ReturnType<typeof sql>): Promise<unknown> {
  const { rows } = await tx.execute<{ value: unknown }>(sql`select ${call} as value`);
  return rows[0]?.value;
}
