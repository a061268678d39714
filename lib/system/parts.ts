import "server-only";
import { asTenant, type TenantTx } from "#db/tenant";
import { problem, Refusal } from "#lib/errors";
import type { Permission } from "#lib/permissions";
import { apiActor } from "#lib/session";
import { partSize } from "#lib/system/rules";

/** Who may send parts, the number of the last one, and what keeps one. */
type Receiving = {
  needs: Permission;
  last: number;
  known: boolean;
  keep: (tx: TenantTx, n: number, content: Buffer) => Promise<unknown>;
};

/** `PUT …?n=<part>` with the bytes as the body: a file that was announced comes in parts of a mebibyte. */
export async function receivePartOf(request: Request, { needs, last, known, keep }: Receiving): Promise<Response> {
  const actor = await apiActor(needs);
  if (actor instanceof Response) return actor;
  try {
    const n = Number(new URL(request.url).searchParams.get("n") ?? "0");
    if (!known || !Number.isInteger(n) || n < 0 || n > last) throw new Refusal("missing", "There is no such part.");
    const content = await bytesOf(request);
    await asTenant(actor, (tx) => keep(tx, n, content));
    return answer({ received: content.length }, 200);
  } catch (error) {
    const found = problem(error);
    const status = { failed: 500, missing: 404, forbidden: 403, conflict: 409, invalid: 422, busy: 503 }[found.code];
    return answer({ problem: found }, status);
  }
}

/** JSON that nobody keeps. */
export const answer = (body: unknown, status: number) =>
  Response.json(body, { status, headers: { "Cache-Control": "private, no-store" } });

/** The body, read no further than a part may be long. */
async function bytesOf(request: Request): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body ?? []) {
    length += piece.length;
    if (length > partSize) throw new Refusal("invalid", "A part of a file has at most one mebibyte.");
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
