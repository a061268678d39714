import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Actor, readAsTenant, type TenantTx } from "#db/tenant";

/** How many people a letter about this event would reach; null for somebody who may not write to them. */
export async function holdersOf(tx: TenantTx, eventId: string): Promise<number | null> {
  const { rows } = await tx.execute<{ count: number | null }>(
    sql`select events.count_holders(${eventId}::uuid) as count`,
  );
  return z.number().nullable().parse(rows[0]?.count);
}

export const holdersToTell = (actor: Actor, eventId: string) => readAsTenant(actor, (tx) => holdersOf(tx, eventId));
