import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";

/** What one call of a function of the database returns: `answer(tx, sql\`identity.grant_role(${jsonOf(input)})\`)`. */
export async function answer(tx: TenantTx, call: SQL): Promise<unknown> {
  const { rows } = await tx.execute<{ answer: unknown }>(sql`select ${call} as answer`);
  return rows[0]?.answer;
}

/** An argument of type jsonb; undefined values are left out. */
export const jsonOf = (value: unknown) =>
  sql`${JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? inner.toString() : inner))}::jsonb`;
