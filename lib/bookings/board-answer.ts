import "server-only";
import { z } from "zod";
import { readAsTenant } from "#db/tenant";
import { boardAt, slotsFor } from "#lib/bookings/queries/board";
import { BoardAddress } from "#lib/bookings/rules/board";
import { problem } from "#lib/errors";
import { apiActor, openOrganization } from "#lib/session";

const headers = { "Cache-Control": "private, no-store" };

/** What the board asks for every few seconds. */
export async function boardAnswer(request: Request): Promise<Response> {
  const actor = await apiActor("bookings:read");
  if (actor instanceof Response) return actor;
  const address = BoardAddress.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { zone } = await openOrganization();
  return answered(readAsTenant(actor, (tx) => boardAt(tx, address, zone)));
}

const Asked = z.object({ booking: z.uuid(), from: z.iso.datetime({ offset: true }) });

/** When a booking could be instead, in the day and a half after a moment: `{ slots: [{ startsAt, resourceId, resource }] }`. */
export async function slotsAnswer(request: Request): Promise<Response> {
  const actor = await apiActor("bookings:read");
  if (actor instanceof Response) return actor;
  const asked = Asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) return Response.json({ message: "Say which booking, and from when." }, { status: 400, headers });
  return answered(readAsTenant(actor, async (tx) => ({ slots: await slotsFor(tx, asked.data) })));
}

async function answered(found: Promise<unknown>): Promise<Response> {
  try {
    return Response.json(await found, { headers });
  } catch (error) {
    const { code, message } = problem(error);
    const status = { missing: 404, forbidden: 403, invalid: 400, conflict: 409, busy: 503, failed: 500 }[code];
    return Response.json({ message }, { status, headers });
  }
}
