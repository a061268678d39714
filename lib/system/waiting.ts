import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import { type Actor, readAsTenant } from "#db/tenant";
import { waitingComments } from "#lib/events/queries/posts";
import { pendingReviews } from "#lib/feedback/queries";
import { waitingPeople } from "#lib/identity/queries/people";
import { openRequests } from "#lib/organizations/queries/approvals";
import { openAlerts } from "#lib/payments/alerts/queries";
import type { Permission } from "#lib/permissions";
import { newEnquiries } from "#lib/sponsorship/queries/decks";
import { waitingReleases } from "#lib/sponsorship/queries/desk";

/**
 * What waits for whoever looks, as a number beside a place in the navigation. A place says which with `waits` in
 * `components/shell/nav.ts`; `count` is a scalar subquery that reads through an index, because it runs for every page.
 */
const counts = {
  approvals: { needs: "identity:approve", count: waitingPeople },
  requests: { needs: "organizations:read", count: openRequests },
  comments: { needs: "events:moderate", count: waitingComments },
  reviews: { needs: "feedback:read", count: pendingReviews },
  alerts: { needs: "payments:read", count: openAlerts },
  enquiries: { needs: "sponsorship:write", count: newEnquiries },
  releases: { needs: "payments:approve", count: waitingReleases },
} as const satisfies Record<string, { needs: Permission; count: SQL }>;

export type Waits = keyof typeof counts;

/** All counts that this person may see, in one statement; what is nothing is left out. */
export async function waitingFor(actor: Actor): Promise<Partial<Record<Waits, number>>> {
  const asked = (Object.keys(counts) as Waits[]).filter((key) => actor.permissions.has(counts[key].needs));
  if (asked.length === 0) return {};
  const pairs = asked.map((key) => sql`${key}::text, ${counts[key].count}`);
  const found = await readAsTenant(actor, (tx) => answer(tx, sql`jsonb_build_object(${sql.join(pairs, sql`, `)})`));
  const known = z.record(z.string(), z.number()).parse(found);
  return Object.fromEntries(Object.entries(known).filter(([, count]) => count > 0));
}
