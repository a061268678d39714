import "server-only";
import { sql } from "drizzle-orm";
import { isId } from "#lib/system/ids";
import { receivePartOf } from "#lib/system/parts";

/** `PUT /api/<org>/events/videos/<video>?n=<part>` with the bytes as the body; it was announced by `startVideo`. */
export const receiveVideoPart = (request: Request, id: string): Promise<Response> =>
  receivePartOf(request, {
    needs: "events:write",
    last: 19,
    known: isId(id),
    keep: (tx, n, content) => tx.execute(sql`select events.add_video_part(${id}::uuid, ${n}::int, ${content})`),
  });
