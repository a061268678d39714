import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { ExpireHold } from "#lib/bookings/rules/inputs";
import type { JobInTransaction } from "#lib/system/worker/job";

/** Topic `bookings.expire_hold`: the slot is free again, unless the deposit came meanwhile. */
export async function expireHold({ tx, payload }: JobInTransaction<z.output<typeof ExpireHold>>): Promise<void> {
  await tx.execute(sql`select bookings.expire(${payload.bookingId}::uuid)`);
}
