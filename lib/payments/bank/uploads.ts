import "server-only";
import { sql } from "drizzle-orm";
import { readAsTenant } from "#db/tenant";
import { bankFile } from "#lib/payments/bank/queries/files";
import { apiActor } from "#lib/session";
import { isId } from "#lib/system/ids";
import { answer, receivePartOf } from "#lib/system/parts";

/**
 * What the route of a statement file answers. A file comes in parts of a mebibyte, so that no process holds more of it;
 * it was announced by `startBankFile` and is read after `finishBankFile`, which leave the lines in the audit log.
 */

/** `PUT …/files/<id>?n=<part>` with the bytes as the body. */
export const receivePart = (request: Request, fileId: string): Promise<Response> =>
  receivePartOf(request, {
    needs: "payments:reconcile",
    last: 100,
    known: isId(fileId),
    keep: (tx, n, content) => tx.execute(sql`select payments.add_bank_part(${fileId}::uuid, ${n}, ${content})`),
  });

/** `GET …/files/<id>`: how far the worker has read. */
export async function fileProgress(fileId: string): Promise<Response> {
  const actor = await apiActor("payments:read");
  if (actor instanceof Response) return actor;
  const file = isId(fileId) ? await readAsTenant(actor, (tx) => bankFile(tx, { id: fileId })) : undefined;
  return file ? answer(file, 200) : answer({ message: "There is nothing here." }, 404);
}
