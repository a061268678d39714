import "server-only";
import { z } from "zod";
import { readAsTenant } from "#db/tenant";
import { apiActor } from "#lib/session";
import { liveOf } from "#lib/ticketing/queries/live";

const headers = { "Cache-Control": "private, no-store" };

/** What the live board asks for every few seconds. */
export async function liveAnswer(eventId: string): Promise<Response> {
  const actor = await apiActor("ticketing:read");
  if (actor instanceof Response) return actor;
  const known = z.uuid().safeParse(eventId).success;
  const view = known ? await readAsTenant(actor, (tx) => liveOf(tx, eventId)) : null;
  return view
    ? Response.json(view, { headers })
    : Response.json({ message: "That event is not here." }, { status: 404, headers });
}
