import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { answerOf } from "#lib/payments/receivables/letters";
import { kindOfFile, type Owner, oneRequest, StartUpload } from "#lib/sponsorship/rules/files";

const owners = {
  thread: sql`sponsorship.proposal_threads`,
  deliverable: sql`sponsorship.deliverables`,
  dispute: sql`sponsorship.sponsor_disputes`,
};

/** A file that is too large for one request: its parts follow by `lib/sponsorship/uploads.ts`. */
export const startUpload = command({
  name: "sponsorship.start_upload",
  needs: "sponsorship:sponsor",
  input: StartUpload,
  async run({ tx, input: { owner, id, name, byteSize } }) {
    const { organizationId, sponsorId } = await parties(tx, owner, id);
    const call = sql`sponsorship.start_upload(${organizationId}::uuid, ${sponsorId}::uuid, ${nameOf(name)}, ${byteSize}::int)`;
    return { id: await answerOf<string>(tx, call) };
  },
  trace: ({ id }) => ({ subject: "sponsorship.uploads", subjectId: id }),
});

type Sent = { file?: unknown; upload?: string };

/**
 * Keep what somebody attached to a thread, a deliverable or a dispute, for both parties; null when nothing was chosen.
 * It came with the form, or in parts before. The type is what its first bytes say; what is none that we know is refused.
 */
export async function fileOf(tx: TenantTx, owner: Owner, id: string, { file, upload }: Sent): Promise<string | null> {
  if (upload) {
    const { organizationId, sponsorId } = await parties(tx, owner, id);
    const head = await answerOf<Buffer | null>(tx, sql`sponsorship.upload_head(${upload}::uuid)`);
    const kind = known(head ?? Buffer.alloc(0));
    const call = sql`sponsorship.finish_upload(${upload}::uuid, ${organizationId}::uuid, ${sponsorId}::uuid, ${kind})`;
    return answerOf<string>(tx, call);
  }
  if (!(file instanceof File) || file.size === 0) return null;
  if (file.size > oneRequest) throw refuse("That file is larger than what one request carries. Choose it again.");
  const content = Buffer.from(await file.arrayBuffer());
  const kind = known(content);
  const { organizationId, sponsorId } = await parties(tx, owner, id);
  return answerOf<string>(
    tx,
    sql`sponsorship.add_file(${organizationId}::uuid, ${sponsorId}::uuid, ${nameOf(file.name)}, ${kind}, ${content})`,
  );
}

async function parties(tx: TenantTx, owner: Owner, id: string) {
  const { rows } = await tx.execute<{ organization_id: string; sponsor_id: string }>(
    sql`select organization_id, sponsor_id from ${owners[owner]} where id = ${id}::uuid`,
  );
  const [found] = rows;
  if (!found) throw new Refusal("missing", "That is not here, or not yours.");
  return { organizationId: found.organization_id, sponsorId: found.sponsor_id };
}

const nameOf = (name: string) => name.replace(/[^\p{L}\p{N} ._()-]/gu, "_").slice(-120) || "file";
const refuse = (words: string) => new Refusal("invalid", words, { file: [words] });

function known(bytes: Uint8Array): string {
  const kind = kindOfFile(bytes);
  if (!kind) throw refuse("Pictures, PDF, office documents, ZIP, MP4, MP3 and plain text are taken.");
  return kind;
}
