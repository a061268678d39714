import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { PublicTx } from "#db/tenant";

/** What visitors see of a station, a booking and a quote; moments are dates, amounts minor units. */
const minor = z.string().transform(BigInt);
const moment = z.coerce.date();
const tiers = z.array(z.object({ hoursBefore: z.number(), percent: z.number() }));
const terms = z.object({ version: z.number(), body: z.string() }).nullable();
const seller = z.object({
  name: z.string(),
  slug: z.string(),
  accent: z.string(),
  supportEmail: z.string().nullable(),
  logo: z.string().nullable(),
  station: z.string(),
  stationSlug: z.string(),
  place: z.string(),
});
const line = z.object({
  description: z.string(),
  quantity: z.coerce.number(),
  unitMinor: z.union([z.string(), z.number()]).transform(BigInt),
});

const Station = z.object({
  seller,
  zone: z.string(),
  intro: z.string(),
  leadMinutes: z.number(),
  horizonDays: z.number(),
  holdMinutes: z.number(),
  terms,
  services: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      description: z.string(),
      durationMinutes: z.number(),
      pricing: z.enum(["per_guest", "flat"]),
      priceMinor: minor,
      childPriceMinor: minor.nullable(),
      currency: z.string(),
      minimumTotalMinor: minor,
      minGuests: z.number(),
      maxGuests: z.number(),
      cancellation: tiers,
    }),
  ),
});
export type PublicStation = z.output<typeof Station>;

const Price = z.object({
  lines: z.array(line),
  taxMinor: minor,
  totalMinor: minor,
  depositMinor: minor,
  currency: z.string(),
  taxInclusive: z.boolean(),
});
export type PublicPrice = z.output<typeof Price>;

export const customerBooking = z.object({
  id: z.uuid(),
  number: z.string(),
  state: z.enum(["pending", "confirmed", "in_progress", "completed", "cancelled", "no_show"]),
  expired: z.boolean(),
  holdUntil: moment.nullable(),
  service: z.string(),
  chefs: z.array(z.string()),
  startsAt: moment,
  endsAt: moment,
  zone: z.string(),
  adults: z.number(),
  children: z.number(),
  contactName: z.string(),
  contactEmail: z.string().nullable(),
  address: z.string(),
  dietaryNotes: z.string(),
  currency: z.string(),
  taxMinor: minor,
  taxInclusive: z.boolean(),
  totalMinor: minor,
  depositMinor: minor,
  paidMinor: minor,
  backMinor: minor,
  lines: z.array(line),
  cancellation: tiers,
  consequence: z.object({ percent: z.number(), refundMinor: minor, keptMinor: minor }),
  cancellable: z.boolean(),
  paying: z.boolean(),
  payingByHand: z.string().nullable(),
  seller,
});
export type CustomerBooking = z.output<typeof customerBooking>;

export const quotePage = z.object({
  bookingId: z.uuid(),
  number: z.string(),
  version: z.number(),
  state: z.enum(["draft", "sent", "accepted", "declined", "expired", "superseded"]),
  lines: z.array(line),
  adults: z.number(),
  children: z.number(),
  currency: z.string(),
  taxMinor: minor,
  taxInclusive: z.boolean(),
  totalMinor: minor,
  depositMinor: minor,
  message: z.string(),
  expiresAt: moment,
  startsAt: moment,
  endsAt: moment,
  zone: z.string(),
  contactName: z.string(),
  contactEmail: z.string().nullable(),
  address: z.string(),
  service: z.string(),
  cancellation: tiers,
  terms,
  seller,
});
export type QuoteFacts = z.output<typeof quotePage>;

async function asked(tx: PublicTx, call: ReturnType<typeof sql>): Promise<unknown> {
  const { rows } = await tx.execute<{ answer: unknown }>(sql`select ${call} as answer`);
  return rows[0]?.answer ?? null;
}

export const publicStation = async (tx: PublicTx, org: string, station: string) =>
  Station.nullable().parse(await asked(tx, sql`bookings.public_station(${org}, ${station})`));

export const publicPrice = async (
  tx: PublicTx,
  at: { org: string; station: string; serviceId: string; adults: number; children: number },
) =>
  Price.parse(
    await asked(
      tx,
      sql`bookings.public_price(${at.org}, ${at.station}, ${at.serviceId}::uuid, ${at.adults}::int, ${at.children}::int)`,
    ),
  );

/** Free times of one day of the station's calendar, in order. */
export async function publicSlots(
  tx: PublicTx,
  at: { org: string; station: string; serviceId: string; from: Date; until: Date; guests: number },
): Promise<Date[]> {
  const { rows } = await tx.execute<{ starts_at: string }>(
    sql`select starts_at from bookings.public_slots(${at.org}, ${at.station}, ${at.serviceId}::uuid, ${at.from.toISOString()}::timestamptz, ${at.until.toISOString()}::timestamptz, ${at.guests}::int)`,
  );
  return rows.map((row) => new Date(row.starts_at));
}

export const bookingOfLink = async (tx: PublicTx, secret: string) =>
  customerBooking.nullable().parse(await asked(tx, sql`bookings.visit(${secret})`));

export const quoteOfLink = async (tx: PublicTx, secret: string) =>
  quotePage.nullable().parse(await asked(tx, sql`bookings.quote_page(${secret})`));
