import "server-only";
import { sql } from "drizzle-orm";
import { answer, jsonOf } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { Audience } from "#lib/analytics/rules/audience";

/** Who comes, in groups that single nobody out. The database decides what may be seen; nothing else is ever read. */
export async function audienceOf(tx: TenantTx, asked: { months?: number; event?: string }): Promise<Audience> {
  return Audience.parse(await answer(tx, sql`analytics.audience(${jsonOf(asked)})`));
}
