import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";

/** What a function of the database answers. */
export async function answerOf<T>(tx: TenantTx, call: SQL): Promise<T> {
  const { rows } = await tx.execute<{ value: T }>(sql`select ${call} as value`);
  const [row] = rows;
  if (!row) throw new Error("The database answered nothing.");
  return row.value;
}

/** Minor units travel as text: JSON has no bigint. */
export const json = (value: unknown) =>
  JSON.stringify(value, (_, one) => (typeof one === "bigint" ? one.toString() : one));
