import "server-only";
import { sql } from "drizzle-orm";
import type { PublicTx } from "#db/tenant";

/** Tie a checkout or booking, by the secret of its link, to where its visitor came from; nothing without a word. */
export async function attribute(tx: PublicTx, secret: string, word: string | null): Promise<void> {
  if (word) await tx.execute(sql`select analytics.attribute(${secret}, ${word})`);
}
