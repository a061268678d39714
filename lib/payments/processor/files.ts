import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantTx } from "#db/tenant";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { fileLimits } from "#lib/payments/processor/rules";

const Upload = z.strictObject({
  disputeId: z.uuid(),
  name: z.string().trim().min(1).max(120),
  bytes: z.instanceof(Uint8Array),
});

/** Lay a file beside a dispute for its answer. What it is its first bytes say, not its name. */
export const addDisputeFile = command({
  name: "payments.add_dispute_file",
  needs: "payments:dispute",
  input: Upload,
  async run({ tx, input: { disputeId, name, bytes } }) {
    const kind = kindOf(bytes);
    const wrong = (words: string) => new Refusal("invalid", "The file was not taken.", { file: [words] });
    if (bytes.length > fileLimits.bytes) throw wrong(`That is larger than 900 kB. ${fileLimits.words}.`);
    if (!kind) throw wrong(`That is no file we can send on. ${fileLimits.words}.`);
    const { rows } = await tx.execute<{ id: string }>(
      sql`select payments.add_dispute_file(${disputeId}::uuid, ${name}, ${kind}, ${Buffer.from(bytes)}) as id`,
    );
    return { fileId: rows[0]?.id ?? "", disputeId };
  },
  secret: ["bytes"],
  trace: (_, { disputeId }) => ({ subject: "payments.disputes", subjectId: disputeId }),
});

/** A dispute's file with its bytes, for whoever may read payments; null when it is not here. */
export async function disputeFile(tx: TenantTx, { fileId }: { fileId: string }) {
  const { rows } = await tx.execute<{ file: unknown }>(sql`select payments.dispute_file(${fileId}::uuid) as file`);
  return rows[0]?.file ? File.parse(rows[0].file) : null;
}

const File = z.object({
  name: z.string(),
  contentType: z.string(),
  content: z.string().transform((text) => Buffer.from(text, "base64")),
});

function kindOf(bytes: Uint8Array): "application/pdf" | "image/png" | "image/jpeg" | null {
  const begins = (...values: number[]) => values.every((value, at) => bytes[at] === value);
  if (begins(0x25, 0x50, 0x44, 0x46, 0x2d)) return "application/pdf";
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a)) return "image/png";
  return begins(0xff, 0xd8, 0xff) ? "image/jpeg" : null;
}
