import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { Refusal } from "#lib/errors";
import { answerOf } from "#lib/payments/receivables/letters";

/** What one request may carry. */
const most = 900 * 1024;
const owners = {
  thread: sql`sponsorship.proposal_threads`,
  deliverable: sql`sponsorship.deliverables`,
  dispute: sql`sponsorship.sponsor_disputes`,
};

/**
 * Keep what somebody attached to a thread, a deliverable or a dispute, for both parties; null when nothing was chosen.
 * The type is what its first bytes say; anything else is kept as a plain download.
 */
export async function fileOf(
  tx: TenantTx,
  owner: keyof typeof owners,
  id: string,
  file: unknown,
): Promise<string | null> {
  if (!(file instanceof File) || file.size === 0) return null;
  if (file.size > most) throw new Refusal("invalid", "That file is larger than 900 kB.", { file: ["At most 900 kB."] });
  const content = Buffer.from(await file.arrayBuffer());
  const { rows } = await tx.execute<{ organization_id: string; sponsor_id: string }>(
    sql`select organization_id, sponsor_id from ${owners[owner]} where id = ${id}::uuid`,
  );
  const [found] = rows;
  if (!found) throw new Refusal("missing", "That is not here, or not yours.");
  const name = file.name.replace(/[^\p{L}\p{N} ._()-]/gu, "_").slice(-120) || "file";
  return answerOf<string>(
    tx,
    sql`sponsorship.add_file(${found.organization_id}::uuid, ${found.sponsor_id}::uuid, ${name}, ${kindOf(content)}, ${content})`,
  );
}

/** Magic bytes of what people attach; served as a download whatever it is. */
function kindOf(bytes: Buffer): string {
  const head = bytes.subarray(0, 8).toString("latin1");
  if (head.startsWith("\x89PNG")) return "image/png";
  if (head.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (head.startsWith("%PDF-")) return "application/pdf";
  if (head.startsWith("RIFF") && bytes.subarray(8, 12).toString("latin1") === "WEBP") return "image/webp";
  return "application/octet-stream";
}
