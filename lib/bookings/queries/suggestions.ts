import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantTx } from "#db/tenant";

const Suggestion = z.object({
  booking_id: z.uuid(),
  number: z.string(),
  contact: z.string(),
  starts_at: z.coerce.date(),
  zone: z.string(),
  state: z.string(),
  open_minor: z.coerce.bigint(),
  score: z.number(),
  reasons: z.array(z.string()),
});

/** Bookings that a payment by hand may be for, likeliest first, each with its reasons. */
export async function bookingSuggestions(tx: TenantTx, { paymentId }: { paymentId: string }) {
  const { rows } = await tx.execute(sql`select * from payments.booking_suggestions(${paymentId}::uuid)`);
  return z
    .array(Suggestion)
    .parse(rows)
    .map(({ booking_id: bookingId, open_minor: openMinor, starts_at: startsAt, ...rest }) => ({
      ...rest,
      ...{ bookingId, openMinor, startsAt },
    }));
}
