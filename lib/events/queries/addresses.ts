import "server-only";
import { sql } from "drizzle-orm";
import type { PublicTx } from "#db/tenant";

/** Where every public event that is still to come can be found, and when it last changed. Called with `asPublic`. */
export async function publicAddresses(tx: PublicTx): Promise<{ org: string; event: string; changedAt: Date }[]> {
  const { rows } = await tx.execute<{ org: string; event: string; changed_at: string | Date }>(
    sql`select org, event, changed_at from events.public_addresses()`,
  );
  return rows.map(({ org, event, changed_at }) => ({ org, event, changedAt: new Date(changed_at) }));
}
