import "server-only";
import { sql } from "drizzle-orm";
import { asTenant, readAsTenant } from "#db/tenant";
import { problem, Refusal } from "#lib/errors";
import { isId } from "#lib/payments/addresses";
import { bankFile } from "#lib/payments/bank/queries/files";
import { partSize } from "#lib/payments/bank/rules";
import { apiActor } from "#lib/session";

/**
 * What the route of a statement file answers. A file comes in parts of a mebibyte, so that no process holds more of it;
 * it was announced by `startBankFile` and is read after `finishBankFile`, which leave the lines in the audit log.
 */

/** `PUT …/files/<id>?n=<part>` with the bytes as the body. */
export async function receivePart(request: Request, fileId: string): Promise<Response> {
  const actor = await apiActor("payments:reconcile");
  if (actor instanceof Response) return actor;
  try {
    const n = Number(new URL(request.url).searchParams.get("n") ?? "0");
    if (!isId(fileId) || !Number.isInteger(n) || n < 0 || n > 100)
      throw new Refusal("missing", "There is no such part.");
    const content = await bytesOf(request);
    await asTenant(actor, (tx) => tx.execute(sql`select payments.add_bank_part(${fileId}::uuid, ${n}, ${content})`));
    return answer({ received: content.length }, 200);
  } catch (error) {
    const found = problem(error);
    const status = { failed: 500, missing: 404, forbidden: 403, conflict: 409, invalid: 422, busy: 503 }[found.code];
    return answer({ problem: found }, status);
  }
}

/** `GET …/files/<id>`: how far the worker has read. */
export async function fileProgress(fileId: string): Promise<Response> {
  const actor = await apiActor("payments:read");
  if (actor instanceof Response) return actor;
  const file = isId(fileId) ? await readAsTenant(actor, (tx) => bankFile(tx, { id: fileId })) : undefined;
  return file ? answer(file, 200) : answer({ message: "There is nothing here." }, 404);
}

const answer = (body: unknown, status: number) =>
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
