import "server-only";
import { and, asc, eq, gt } from "drizzle-orm";
import { ticketTiers } from "#db/schema/ticketing";
import type { TenantTx } from "#db/tenant";
import { addMinutes, type Span, wallMinutes } from "#lib/events/recurrence";
import { toInstant, toLocal } from "#lib/time";

/** When a ticket is sold, before and after its event moved. */
export type MovedSale = { tier: string; zone: string; before: Window; after: Window };
type Window = { startsAt: Date; endsAt: Date };

/**
 * The sale of an event's tickets moves as the event does, on the wall clock of its place. A sale that has ended stays
 * ended, and one that has begun keeps its beginning.
 */
export async function moveSales(tx: TenantTx, eventId: string, before: Span, after: Span): Promise<MovedSale[]> {
  const shift = wallMinutes(toLocal(before.startsAt, before.zone), toLocal(after.startsAt, after.zone));
  if (shift === 0 && before.zone === after.zone) return [];
  const moved = (at: Date) => toInstant(addMinutes(toLocal(at, before.zone), shift), after.zone);
  const now = new Date();
  const tiers = await tx
    .select()
    .from(ticketTiers)
    .where(and(eq(ticketTiers.eventId, eventId), gt(ticketTiers.saleEndsAt, now)))
    .orderBy(asc(ticketTiers.position), asc(ticketTiers.id));
  const sales: MovedSale[] = [];
  for (const tier of tiers) {
    const startsAt = tier.saleStartsAt > now ? moved(tier.saleStartsAt) : tier.saleStartsAt;
    // A sale has at least a minute, also where the event moved to before it began.
    const endsAt = new Date(Math.max(+moved(tier.saleEndsAt), +startsAt + 60_000));
    const rows = await tx
      .update(ticketTiers)
      .set({ saleStartsAt: startsAt, saleEndsAt: endsAt })
      .where(eq(ticketTiers.id, tier.id))
      .returning({ id: ticketTiers.id });
    if (rows.length > 0)
      sales.push({
        tier: tier.name,
        zone: after.zone,
        before: { startsAt: tier.saleStartsAt, endsAt: tier.saleEndsAt },
        after: { startsAt, endsAt },
      });
  }
  return sales;
}
