import "server-only";
import { readAsTenant, type TenantTx } from "#db/tenant";
import { problem } from "#lib/errors";
import { apiActor } from "#lib/session";
import { doorCounts, doorMatches } from "#lib/ticketing/queries/door";

const headers = { "Cache-Control": "private, no-store" };
const statuses: Record<string, number> = { forbidden: 403, missing: 404, failed: 500, busy: 503 };

/** What the door's island asks for: `{ counts }`, or `{ matches }` for words. Refusals come as `{ message }`. */
export async function doorAnswer(eventId: string, words: string | null): Promise<Response> {
  const actor = await apiActor("ticketing:scan");
  if (actor instanceof Response) return actor;
  const ask = async (tx: TenantTx) =>
    words === null
      ? { counts: await doorCounts(tx, eventId) }
      : { matches: await doorMatches(tx, eventId, words), counts: await doorCounts(tx, eventId) };
  try {
    return Response.json(await readAsTenant(actor, ask), { headers });
  } catch (error) {
    const { code, message } = problem(error);
    return Response.json({ message }, { status: statuses[code] ?? 400, headers });
  }
}
