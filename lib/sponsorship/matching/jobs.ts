import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import { asWorker } from "#db/tenant";
import type { MatchSponsors } from "#lib/sponsorship/matching/rules";
import { catchUp } from "#lib/sponsorship/matching/run";
import type { Job } from "#lib/system/worker/job";

/**
 * Topic `sponsorship.match`: compute the pairs that wait. Each step is a transaction of its own, so that being killed costs
 * one step, and doing it again changes nothing.
 */
export async function matchSponsors({ payload, row, signal }: Job<z.output<typeof MatchSponsors>>): Promise<void> {
  const run: Parameters<typeof catchUp>[0] = (work) => asWorker(row.organizationId, work);
  const { sponsorId, threadId } = payload;
  if (sponsorId) await run((tx) => tx.execute(sql`select sponsorship.mark_sponsor(${sponsorId}::uuid)`));
  if (threadId) await run((tx) => tx.execute(sql`select sponsorship.learn_outcome(${threadId}::uuid)`));
  await catchUp(run, { signal });
}
