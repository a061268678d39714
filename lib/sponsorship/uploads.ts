import "server-only";
import { sql } from "drizzle-orm";
import { isId } from "#lib/system/ids";
import { receivePartOf } from "#lib/system/parts";

/** `PUT …/uploads/<id>?n=<part>` with the bytes as the body; the file was announced by `startUpload`. */
export const receivePart = (request: Request, uploadId: string): Promise<Response> =>
  receivePartOf(request, {
    needs: "sponsorship:sponsor",
    last: 19,
    known: isId(uploadId),
    keep: (tx, n, content) => tx.execute(sql`select sponsorship.add_upload_part(${uploadId}::uuid, ${n}, ${content})`),
  });
