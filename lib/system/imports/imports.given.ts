import "#lib/system/worker/login";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { admin, type Organization } from "#db/given";
import { type Actor, asTenant } from "#db/tenant";
import { checkImport, finishUpload, startImport } from "#lib/system/imports/commands";
import { runImport } from "#lib/system/imports/jobs";
import { type ImportKind, suggestMapping } from "#lib/system/imports/rules";
import { partSize } from "#lib/system/rules";

/** What the tests of imports start from: files sent as the browser does, and worked on as the worker does. */
export const golden = (name: string) => readFileSync(new URL(`golden/${name}`, import.meta.url));

export async function sent(who: Actor, kind: ImportKind, content: string | Uint8Array, eventId?: string) {
  const bytes = Buffer.from(content);
  const { importId } = await startImport(who, { kind, name: "golden", byteSize: bytes.length, eventId: eventId ?? "" });
  for (let n = 0; n * partSize < bytes.length; n++) {
    const part = bytes.subarray(n * partSize, (n + 1) * partSize);
    await asTenant(who, (tx) => tx.execute(sql`select system.add_import_part(${importId}::uuid, ${n}, ${part})`));
  }
  await finishUpload(who, { importId });
  await worked({ id: who.organizationId }, importId);
  return importId;
}

export const worked = (org: Pick<Organization, "id">, importId: string, signal = AbortSignal.timeout(120_000)) =>
  runImport({
    payload: { importId },
    row: { organizationId: org.id, id: randomUUID(), topic: "system.run_import", attempts: 1, createdAt: new Date() },
    signal,
  });

export async function checked(who: Actor, importId: string, options: object = {}) {
  const found = await importOf(importId);
  const mapping = suggestMapping(
    found.kind,
    found.columns.map(({ name }: { name: string }) => name),
  );
  await checkImport(who, { importId, mapping, ...options });
  await worked({ id: who.organizationId }, importId);
  return importOf(importId);
}

export const importOf = async (importId: string) =>
  (await admin.query("select * from system.imports where id = $1", [importId])).rows[0];

export const rowsOfImport = async (importId: string) =>
  (await admin.query("select * from system.import_rows where import_id = $1 order by n", [importId])).rows;
