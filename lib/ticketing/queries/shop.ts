import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { PublicTx } from "#db/tenant";

const minor = z.string().transform(BigInt);
const moment = z.coerce.date();

const Shop = z.object({
  /** What a code does, or why it does nothing; null without one. */
  code: z.object({ typed: z.string(), problem: z.string().nullable(), words: z.string().nullable() }).nullable(),
  taxes: z.object({ inclusive: z.boolean(), taxes: z.array(z.object({ name: z.string(), ratePpm: z.number() })) }),
  waitlist: z.boolean(),
  takesCodes: z.boolean(),
  tiers: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      description: z.string(),
      currency: z.string(),
      kind: z.enum(["admission", "add_on"]),
      hidden: z.boolean(),
      priceMinor: minor,
      openPrice: z.boolean(),
      suggestedMinor: minor.nullable(),
      seated: z.boolean(),
      left: z.number(),
      mayComeBack: z.boolean(),
      minPerOrder: z.number(),
      maxPerOrder: z.number(),
      saleStartsAt: moment,
      saleEndsAt: moment,
      sale: z.enum(["not_yet", "on_sale", "sold_out", "ended"]),
    }),
  ),
});
export type Shop = z.output<typeof Shop>;

const SeatMap = z.array(
  z.object({
    id: z.uuid(),
    tierId: z.uuid(),
    name: z.string(),
    seats: z.array(
      z.object({
        id: z.uuid(),
        row: z.string(),
        number: z.string(),
        x: z.number(),
        y: z.number(),
        accessible: z.boolean(),
        free: z.boolean(),
      }),
    ),
  }),
);
export type SeatMap = z.output<typeof SeatMap>;

const Place = z.object({
  state: z.enum(["waiting", "offered", "bought", "lapsed", "left", "closed"]),
  name: z.string(),
  quantity: z.number(),
  tier: z.string(),
  createdAt: moment,
  before: z.number(),
  organization: z.object({
    slug: z.string(),
    name: z.string(),
    accent: z.string(),
    logo: z.string().nullable(),
    supportEmail: z.string().nullable(),
  }),
  event: z.object({ slug: z.string(), name: z.string(), startsAt: moment, endsAt: moment, zone: z.string() }),
});
export type WaitlistPlace = z.output<typeof Place>;

/** What a visitor may choose from at an event, with a code or without; null when there is nothing for them. Called with `asPublic`. */
export async function shopOf(tx: PublicTx, org: string, event: string, code: string | null): Promise<Shop | null> {
  const { rows } = await tx.execute<{ shop: unknown }>(sql`select ticketing.shop(${org}, ${event}, ${code}) as shop`);
  return rows[0]?.shop ? Shop.parse(rows[0].shop) : null;
}

/** The seats of an event and which are free. Called with `asPublic`. */
export async function seatMapOf(tx: PublicTx, org: string, event: string): Promise<SeatMap> {
  const { rows } = await tx.execute<{ map: unknown }>(sql`select ticketing.seat_map(${org}, ${event}) as map`);
  return SeatMap.parse(rows[0]?.map);
}

/** A visitor's place in line at `/waitlist/<token>`; null for a token that nobody has. Called with `asPublic`. */
export async function waitlistPlace(tx: PublicTx, token: string): Promise<WaitlistPlace | null> {
  const { rows } = await tx.execute<{ place: unknown }>(sql`select ticketing.waitlist_place(${token}) as place`);
  return rows[0]?.place ? Place.parse(rows[0].place) : null;
}
