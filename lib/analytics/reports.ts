import "server-only";
import { colleaguesOf, savedReportsOf } from "#lib/analytics/queries/reports";
import { type Dashboard, dashboards } from "#lib/analytics/rules/reports";
import { openOrganization, read, requireActor } from "#lib/session";

/** The saved reports of dashboards that this person may see, and to whom they could be sent. */
export async function reportsScreen() {
  const actor = await requireActor("analytics:read");
  const { slug, zone } = await openOrganization();
  const visible = (Object.keys(dashboards) as Dashboard[]).filter((one) =>
    dashboards[one].needs.every((need) => actor.permissions.has(need)),
  );
  const mayShare = actor.permissions.has("analytics:export");
  const found = await read("analytics:read", async (tx) => ({
    reports: await savedReportsOf(tx, visible),
    people: mayShare && actor.permissions.has("identity:read") ? await colleaguesOf(tx) : [],
  }));
  return { slug, zone, me: actor.userId, mayShare, ...found };
}
