import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { CheckIntegrity } from "#lib/system/desk/rules";
import type { JobInTransaction } from "#lib/system/worker/job";

/** Topic `system.check_integrity`: prove one organization's books, stock and audit log, and keep what was found. */
export async function checkIntegrityJob({
  tx,
  payload,
}: JobInTransaction<z.output<typeof CheckIntegrity>>): Promise<void> {
  await tx.execute(sql`select system.check_integrity_of(${payload.organizationId}::uuid)`);
}
