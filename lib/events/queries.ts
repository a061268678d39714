import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { events, venues } from "#db/schema/events";
import { eventCategories } from "#db/schema/ref";
import { ticketTiers } from "#db/schema/ticketing";
import type { PublicTx, TenantTx } from "#db/tenant";

/** An event with its venue; undefined when it is not there or not theirs. */
export async function eventById(tx: TenantTx, id: string) {
  if (!z.uuid().safeParse(id).success) return undefined;
  const [found] = await tx
    .select({
      id: events.id,
      slug: events.slug,
      name: events.name,
      summary: events.summary,
      description: events.description,
      state: events.state,
      category: events.category,
      categoryName: eventCategories.name,
      visibility: events.visibility,
      format: events.format,
      capacity: events.capacity,
      startsAt: events.startsAt,
      endsAt: events.endsAt,
      zone: events.zone,
      currency: events.currency,
      stationId: events.stationId,
      seriesId: events.seriesId,
      publishedAt: events.publishedAt,
      updatedAt: events.updatedAt,
      venueId: events.venueId,
      venueName: venues.name,
      venueCity: venues.city,
    })
    .from(events)
    .innerJoin(eventCategories, eq(eventCategories.key, events.category))
    .leftJoin(venues, and(eq(venues.organizationId, events.organizationId), eq(venues.id, events.venueId)))
    .where(eq(events.id, id));
  return found;
}

/** The tiers of an event in the order in which visitors see them, with what is held, sold and left. */
export const tiersOf = (tx: TenantTx, eventId: string) =>
  tx
    .select({
      id: ticketTiers.id,
      name: ticketTiers.name,
      description: ticketTiers.description,
      priceMinor: ticketTiers.priceMinor,
      currency: ticketTiers.currency,
      quota: ticketTiers.quota,
      held: ticketTiers.held,
      sold: ticketTiers.sold,
      left: sql<number>`${ticketTiers.quota} - ${ticketTiers.held} - ${ticketTiers.sold}`,
      saleStartsAt: ticketTiers.saleStartsAt,
      saleEndsAt: ticketTiers.saleEndsAt,
      minPerOrder: ticketTiers.minPerOrder,
      maxPerOrder: ticketTiers.maxPerOrder,
      position: ticketTiers.position,
      kind: ticketTiers.kind,
      hidden: ticketTiers.hidden,
      openPrice: ticketTiers.openPrice,
      suggestedMinor: ticketTiers.suggestedMinor,
    })
    .from(ticketTiers)
    .where(eq(ticketTiers.eventId, eventId))
    .orderBy(asc(ticketTiers.kind), asc(ticketTiers.position), asc(ticketTiers.priceMinor), asc(ticketTiers.id));

/** Venues by name, for a choice and for their page. */
export const venueChoices = (tx: TenantTx) =>
  tx
    .select({
      id: venues.id,
      name: venues.name,
      address: venues.address,
      city: venues.city,
      country: venues.country,
      zone: venues.zone,
      capacity: venues.capacity,
    })
    .from(venues)
    .orderBy(asc(venues.name), asc(venues.city));

const minor = z.string().transform(BigInt);
const moment = z.coerce.date();
const Organizer = z.object({
  slug: z.string(),
  name: z.string(),
  tagline: z.string(),
  accent: z.string(),
  logo: z.string().nullable(),
  supportEmail: z.string().nullable(),
});

const PublicEvent = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  description: z.string(),
  state: z.enum(["published", "live", "postponed", "completed", "cancelled"]),
  visibility: z.enum(["public", "unlisted"]),
  category: z.string(),
  format: z.enum(["in_person", "online", "hybrid"]),
  startsAt: moment,
  endsAt: moment,
  zone: z.string(),
  currency: z.string(),
  publishedAt: moment,
  /** Whether anything is sold at all; each tier says how it stands. */
  salesOpen: z.boolean(),
  organization: Organizer.extend({
    country: z.string(),
    taxRatePpm: z.number(),
    taxInclusive: z.boolean(),
    taxCode: z.string().nullable(),
  }),
  venue: z.object({ name: z.string(), address: z.string(), city: z.string(), country: z.string() }).nullable(),
  tiers: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      description: z.string(),
      priceMinor: minor,
      currency: z.string(),
      left: z.number(),
      /** Some are in somebody's basket and return if they are not paid. */
      mayComeBack: z.boolean(),
      minPerOrder: z.number(),
      maxPerOrder: z.number(),
      saleStartsAt: moment,
      saleEndsAt: moment,
      sale: z.enum(["not_yet", "on_sale", "sold_out", "ended"]),
    }),
  ),
});
export type PublicEvent = z.output<typeof PublicEvent>;

const PublicProgramme = z.object({
  organization: Organizer,
  events: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      summary: z.string(),
      state: z.enum(["published", "live", "postponed"]),
      category: z.string(),
      format: z.enum(["in_person", "online", "hybrid"]),
      startsAt: moment,
      endsAt: moment,
      zone: z.string(),
      currency: z.string(),
      venue: z.object({ name: z.string(), city: z.string() }).nullable(),
      /** The cheapest ticket still to be sold; null without one. */
      fromMinor: minor.nullable(),
      left: z.number(),
    }),
  ),
});
export type PublicProgramme = z.output<typeof PublicProgramme>;

/** What a visitor sees at `/e/<org>/<event>`; null when there is nothing for them. Called with `asPublic`. */
export async function publicEvent(tx: PublicTx, org: string, event: string): Promise<PublicEvent | null> {
  const { rows } = await tx.execute<{ page: unknown }>(sql`select events.public_event(${org}, ${event}) as page`);
  return rows[0]?.page ? PublicEvent.parse(rows[0].page) : null;
}

/** What is coming at an organization, soonest first, at `/e/<org>`; null when there is no such organization. */
export async function publicEvents(tx: PublicTx, org: string): Promise<PublicProgramme | null> {
  const { rows } = await tx.execute<{ page: unknown }>(sql`select events.public_events(${org}) as page`);
  return rows[0]?.page ? PublicProgramme.parse(rows[0].page) : null;
}
