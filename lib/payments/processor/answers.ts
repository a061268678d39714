import "server-only";
import { readAsTenant } from "#db/tenant";
import { disputeFile } from "#lib/payments/processor/files";
import { apiActor } from "#lib/session";
import { isId } from "#lib/system/ids";

/** `GET /api/<org>/payments/dispute-files/<file>`: always a download, whatever a browser would make of it; or 401, 403, 404. */
export async function disputeFileAnswer(fileId: string): Promise<Response> {
  const actor = await apiActor("payments:read");
  if (actor instanceof Response) return actor;
  const file = isId(fileId) ? await readAsTenant(actor, (tx) => disputeFile(tx, { fileId })) : null;
  if (!file) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(file.content), {
    headers: {
      "Content-Type": file.contentType,
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cache-Control": "private, no-store",
    },
  });
}
