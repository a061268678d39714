import "server-only";
import { z } from "zod";
import { readAsTenant } from "#db/tenant";
import { reportIn, reportPaper } from "#lib/analytics/report";
import { Dashboard, dashboards } from "#lib/analytics/rules/reports";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { apiActor, openOrganization } from "#lib/session";

/** Leaves a line in the audit log before the first byte of a report leaves the house. */
const exportDashboard = command({
  name: "analytics.export_report",
  needs: "analytics:export",
  input: z.strictObject({ dashboard: Dashboard, search: z.string().max(2000) }),
  run: async ({ input }) => input,
});

/** `GET /api/<org>/analytics/report?dashboard=…`: the dashboard, or its `panel`, as PDF; else 401, 403 or 404. */
export async function reportAnswer(request: Request): Promise<Response> {
  const search = new URL(request.url).searchParams;
  const asked = Dashboard.safeParse(search.get("dashboard"));
  if (!asked.success) return refusal("There is no such dashboard.", 404);
  const actor = await apiActor(dashboards[asked.data].needs[0]);
  if (actor instanceof Response) return actor;
  if (![...dashboards[asked.data].needs, "analytics:export" as const].every((one) => actor.permissions.has(one)))
    return refusal("You may not export this.", 403);
  const house = await openOrganization();
  try {
    const report = await readAsTenant(actor, (tx) =>
      reportIn(tx, house, asked.data, Object.fromEntries(search), new Date()),
    );
    const panel = search.get("panel") ?? undefined;
    if (panel && !report.panels.some(({ key }) => key === panel)) return refusal("There is no such panel.", 404);
    await exportDashboard(actor, { dashboard: asked.data, search: search.toString().slice(0, 2000) });
    const file = await reportPaper(report, house, panel);
    const name = `${house.slug}-${asked.data}${panel ? `-${panel}` : ""}-${new Date().toISOString().slice(0, 10)}.pdf`;
    return new Response(new Uint8Array(file), {
      headers: {
        "Content-Type": "application/pdf",
        "Content-Disposition": `attachment; filename="${name}"`,
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    if (error instanceof Refusal && error.code === "missing") return refusal(error.message, 404);
    throw error;
  }
}

const refusal = (message: string, status: number) => Response.json({ message }, { status });
