import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { PublicTx } from "#db/tenant";

const PublicGuide = z.array(z.object({ topic: z.string(), title: z.string(), body: z.string() }));
export type PublicGuide = z.output<typeof PublicGuide>;

/** The public part of an event's cultural guide, by its address; empty where there is none. Called with `asPublic`. */
export async function publicGuide(tx: PublicTx, org: string, event: string): Promise<PublicGuide> {
  const { rows } = await tx.execute<{ guide: unknown }>(sql`select events.public_guide(${org}, ${event}) as guide`);
  return PublicGuide.parse(rows[0]?.guide);
}
