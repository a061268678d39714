import "server-only";
import { sql } from "drizzle-orm";
import { asPerson } from "#db/tenant";

/**
 * Both audit logs say that this page is looked at, before it is: a read-only transaction could not write it. False when
 * the impersonation is over; then there is nothing to show.
 */
export async function noteImpersonatedView(
  userId: string,
  sessionId: string | undefined,
  requestId: string,
  impersonationId: string,
  path: string,
): Promise<boolean> {
  const { rows } = await asPerson(
    userId,
    (tx) =>
      tx.execute<{ noted: boolean }>(
        sql`select system.note_impersonated_view(${impersonationId}::uuid, ${path}) as noted`,
      ),
    "read write",
    { sessionId, requestId },
  );
  return rows[0]?.noted ?? false;
}
