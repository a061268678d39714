import "server-only";
import { sql } from "drizzle-orm";
import { asPublic } from "#db/tenant";

/** Does the database answer? For whoever watches the process; it says nothing about the inside. */
export async function health(): Promise<Response> {
  const ok = await asPublic((tx) => tx.execute(sql`select 1`)).then(
    () => true,
    () => false,
  );
  return Response.json({ ok }, { status: ok ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
