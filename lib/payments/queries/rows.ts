import "server-only";
import type { SQL } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";

/** The rows that a statement answers with, under the names that SQL gives them. */
export async function rowsOf<Row extends Record<string, unknown>>(tx: TenantTx, query: SQL) {
  const result = await tx.execute<Row>(query);
  return result.rows;
}
