import "server-only";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import { bookingHistory, bookingLines, bookingResources, bookings } from "#db/schema/bookings/bookings";
import { quotes } from "#db/schema/bookings/quotes";
import { resources } from "#db/schema/bookings/resources";
import { services } from "#db/schema/bookings/services";
import { customers } from "#db/schema/crm/customers";
import { stations } from "#db/schema/identity";
import { userProfiles } from "#db/schema/users";
import type { TenantTx } from "#db/tenant";

/** A booking with its service, station and customer; undefined when it is not there or of another station. */
export async function bookingById(tx: TenantTx, id: string) {
  if (!z.uuid().safeParse(id).success) return undefined;
  const [found] = await tx
    .select({
      booking: bookings,
      service: services.name,
      pricing: services.pricing,
      station: stations.name,
      customer: { id: customers.id, name: customers.name },
    })
    .from(bookings)
    .innerJoin(services, and(eq(services.organizationId, bookings.organizationId), eq(services.id, bookings.serviceId)))
    .innerJoin(stations, and(eq(stations.organizationId, bookings.organizationId), eq(stations.id, bookings.stationId)))
    .leftJoin(
      customers,
      and(eq(customers.organizationId, bookings.organizationId), eq(customers.id, bookings.customerId)),
    )
    .where(eq(bookings.id, id));
  return found && { ...found.booking, ...found };
}

/** Who does it. */
export const resourcesOfBooking = (tx: TenantTx, bookingId: string) =>
  tx
    .select({ id: resources.id, name: resources.name, kind: resources.kind, color: resources.color })
    .from(bookingResources)
    .innerJoin(
      resources,
      and(eq(resources.organizationId, bookingResources.organizationId), eq(resources.id, bookingResources.resourceId)),
    )
    .where(eq(bookingResources.bookingId, bookingId))
    .orderBy(asc(resources.name));

export const linesOfBooking = (tx: TenantTx, bookingId: string) =>
  tx.select().from(bookingLines).where(eq(bookingLines.bookingId, bookingId)).orderBy(asc(bookingLines.position));

/** What happened to it, newest first. */
export const historyOfBooking = (tx: TenantTx, bookingId: string) =>
  tx
    .select({
      id: bookingHistory.id,
      kind: bookingHistory.kind,
      before: bookingHistory.before,
      after: bookingHistory.after,
      reason: bookingHistory.reason,
      at: bookingHistory.createdAt,
      by: userProfiles.name,
    })
    .from(bookingHistory)
    .leftJoin(userProfiles, eq(userProfiles.userId, bookingHistory.byUserId))
    .where(eq(bookingHistory.bookingId, bookingId))
    .orderBy(desc(bookingHistory.id))
    .limit(100);

/** Every version of what was offered, the newest first. */
export const quotesOfBooking = (tx: TenantTx, bookingId: string) =>
  tx.select().from(quotes).where(eq(quotes.bookingId, bookingId)).orderBy(desc(quotes.version));

const minor = z.string().transform(BigInt);
const at = z.coerce.date();
const Money = z.object({
  cards: z.array(
    z.object({
      id: z.uuid(),
      state: z.enum(["waiting", "failed", "succeeded"]),
      amountMinor: minor,
      at,
      reference: z.string().nullable(),
      failure: z.string().nullable(),
    }),
  ),
  byHand: z.array(
    z.object({
      id: z.uuid(),
      state: z.enum(["pending", "verified", "rejected", "reversed"]),
      method: z.string(),
      payer: z.string(),
      receivedOn: z.string(),
      amountMinor: minor,
      hereMinor: minor,
    }),
  ),
  disputes: z.array(
    z.object({
      id: z.uuid(),
      state: z.enum(["open", "contested", "accepted", "won", "lost"]),
      amountMinor: minor,
      reason: z.string(),
      at,
      respondUntil: at.nullable(),
    }),
  ),
  /** What of it can be given back: not what went back already, and not what is disputed. */
  returnableMinor: minor,
  refunds: z.array(
    z.object({
      id: z.uuid(),
      state: z.enum(["requested", "succeeded", "failed"]),
      way: z.string(),
      amountMinor: minor,
      reason: z.string(),
      failure: z.string().nullable(),
      at,
      paymentId: z.uuid().nullable(),
    }),
  ),
});
export type BookingMoney = z.output<typeof Money>;

/** How its money came and went, for those who see the booking and not the books. */
export const moneyOfBooking = async (tx: TenantTx, bookingId: string): Promise<BookingMoney> =>
  Money.parse(await answer(tx, sql`bookings.money_of(${bookingId}::uuid)`));

/** Free slots of a station for a service, with everybody who could do it; at most three months. */
export async function freeSlots(
  tx: TenantTx,
  ask: { serviceId: string; stationId: string; from: Date; until: Date; guests?: number },
) {
  const { rows } = await tx.execute<{ starts_at: string; resource_id: string; resource: string }>(
    sql`select * from bookings.available(${ask.serviceId}::uuid, ${ask.stationId}::uuid, ${ask.from.toISOString()}::timestamptz, ${ask.until.toISOString()}::timestamptz, ${ask.guests ?? null}::int)`,
  );
  return rows.map((row) => ({
    startsAt: new Date(row.starts_at),
    resourceId: row.resource_id,
    resource: row.resource,
  }));
}
