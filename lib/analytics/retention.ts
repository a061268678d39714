import "server-only";
import { sql } from "drizzle-orm";
import { answer } from "#db/answer";
import { Retention, RetentionEffect, retireAt, SetRetention } from "#lib/analytics/rules/retention";
import { openOrganization, read, requireActor } from "#lib/session";
import { lastSlot } from "#lib/system/worker/schedule";

/** For how long single visits are kept, and, with `months` in the address, what keeping them that long would do. */
export async function retentionScreen(search: Record<string, string | string[] | undefined>) {
  const actor = await requireActor("analytics:read");
  const { slug } = await openOrganization();
  const asked = SetRetention.shape.months.safeParse(search.months);
  const found = await read("analytics:read", async (tx) => ({
    retention: Retention.parse(await answer(tx, sql`analytics.retention()`)),
    effect: asked.success
      ? RetentionEffect.parse(await answer(tx, sql`analytics.retention_effect(${asked.data})`))
      : null,
  }));
  const now = new Date();
  return {
    slug,
    ...found,
    asked: asked.success ? asked.data : null,
    now,
    nextRun: lastSlot(retireAt, new Date(now.getTime() + 86_400_000)),
    mayChange: actor.permissions.has("organizations:write"),
  };
}
