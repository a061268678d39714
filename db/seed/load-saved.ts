import type { Client } from "pg";
import { actAs } from "#db/seed/load-books";
import { memberOf, type Place } from "#db/seed/load-houses";

/** Dashboards that people of a house keep under a name, and those that they get by e-mail. */
export async function loadSaved(client: Client, { id, members }: Place) {
  for (const [role, name, dashboard, search, cadence] of [
    ["admin", "The last week against last year", "organization", "span=7d&compare=year", "weekly"],
    ["finance", "Money of the quarter", "finance", "span=90d&compare=before", "monthly"],
  ] as const) {
    const who = memberOf(members, role);
    await actAs(client, who, id);
    const { rows } = await client.query<{ id: string }>(
      "insert into analytics.saved_reports (organization_id, owner_id, name, dashboard, search, shared) values ($1, $2, $3, $4, $5, true) returning id",
      [id, who.userId, name, dashboard, search],
    );
    const schedule = { reportId: rows[0]?.id, cadence, hour: 7, weekday: 1, monthDay: 1, needs: ["analytics:read"] };
    await client.query("select analytics.schedule_report($1)", [JSON.stringify(schedule)]);
  }
}
