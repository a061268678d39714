import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { answer, jsonOf } from "#db/answer";
import { insertInto } from "#db/insert";
import { savedReports } from "#db/schema/analytics/reports";
import type { TenantTx } from "#db/tenant";
import { RaiseAudience } from "#lib/analytics/rules/audience";
import { Dashboard, dashboards } from "#lib/analytics/rules/reports";
import { SetRetention } from "#lib/analytics/rules/retention";
import * as rules from "#lib/analytics/rules/saving";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";

const gone = () => new Refusal("missing", "That report is not here any more, or not yours to change.");
const ofReport = ({ id }: { id: string }) => ({ subject: "analytics.saved_reports", subjectId: id });

/** Keep a dashboard as it is narrowed now under a name. Sharing it needs `analytics:export`, which the row policy asks for. */
export const saveReport = command({
  name: "analytics.save_report",
  needs: "analytics:read",
  input: rules.SaveReport,
  trace: ofReport,
  async run({ tx, actor, input: { scope, ...report } }) {
    const missing = dashboards[report.dashboard].needs.find((one) => !actor.permissions.has(one));
    if (missing) throw new Refusal("forbidden", "You may not see this dashboard.");
    const row = {
      ...report,
      shared: scope === "organization",
      organizationId: actor.organizationId,
      ownerId: actor.userId,
    };
    const { rows } = await tx.execute<{ id: string }>(sql`${insertInto(savedReports, row)} returning id`);
    const [saved] = rows;
    if (!saved) throw gone();
    return saved;
  },
});

export const renameReport = command({
  name: "analytics.rename_report",
  needs: "analytics:read",
  input: rules.RenameReport,
  trace: ofReport,
  async run({ tx, input: { reportId, name, scope }, watch }) {
    await watch(savedReports, reportId);
    const [report] = await tx
      .update(savedReports)
      .set({ name, shared: scope === "organization" })
      .where(and(eq(savedReports.id, reportId), isNull(savedReports.deletedAt)))
      .returning({ id: savedReports.id });
    if (!report) throw gone();
    return report;
  },
});

/** Take a report off the lists; its letters rest meanwhile. `restoreReport` undoes it. */
export const deleteReport = command({
  name: "analytics.delete_report",
  needs: "analytics:read",
  input: rules.OneReport,
  trace: ofReport,
  run: ({ tx, input }) => marked(tx, input.reportId, sql`now()`),
});

export const restoreReport = command({
  name: "analytics.restore_report",
  needs: "analytics:read",
  input: rules.OneReport,
  trace: ofReport,
  run: ({ tx, input }) => marked(tx, input.reportId, sql`null`),
});

async function marked(tx: TenantTx, reportId: string, deletedAt: ReturnType<typeof sql>) {
  const [report] = await tx
    .update(savedReports)
    .set({ deletedAt })
    .where(eq(savedReports.id, reportId))
    .returning({ id: savedReports.id });
  if (!report) throw gone();
  return report;
}

/** Have a report sent to oneself, or a shared one to a colleague, by the organization's clock. */
export const scheduleReport = command({
  name: "analytics.schedule_report",
  needs: "analytics:read",
  input: rules.ScheduleReport,
  trace: (_: { scheduleId: string }, { reportId }) => ofReport({ id: reportId }),
  async run({ tx, input }) {
    const [report] = await tx
      .select({ dashboard: savedReports.dashboard })
      .from(savedReports)
      .where(eq(savedReports.id, input.reportId));
    if (!report) throw gone();
    const needs = dashboards[Dashboard.parse(report.dashboard)].needs;
    const made = await answer(tx, sql`to_jsonb(analytics.schedule_report(${jsonOf({ ...input, needs })}))`);
    return { scheduleId: z.uuid().parse(made) };
  },
});

export const stopSchedule = command({
  name: "analytics.stop_schedule",
  needs: "analytics:read",
  input: rules.OneSchedule,
  trace: (_, { scheduleId }) => ({ subject: "analytics.report_schedules", subjectId: scheduleId }),
  run: async ({ tx, input }) => {
    await tx.execute(sql`select analytics.stop_schedule(${input.scheduleId}::uuid)`);
    return { scheduleId: input.scheduleId };
  },
});

/** How many people a group of the audience has at least: raised, never lowered. */
export const raiseAudience = command({
  name: "analytics.raise_audience",
  needs: "organizations:write",
  input: RaiseAudience,
  run: async ({ tx, input }) => {
    await tx.execute(sql`select analytics.raise_audience_k(${input.k})`);
    return input;
  },
});

const Kept = z.object({ id: z.uuid(), months: z.number(), former: z.number() });
type Kept = z.output<typeof Kept>;

/** For how long single visits and facts are kept. Keeping them shorter lets some go for good, so it must be confirmed. */
export const setRetention = command({
  name: "analytics.set_retention",
  needs: "organizations:write",
  input: SetRetention,
  trace: ({ id, months, former }: Kept) => ({
    subject: "analytics.settings",
    subjectId: id,
    changes: { retentionMonths: [former, months] },
  }),
  run: async ({ tx, input }) => Kept.parse(await answer(tx, sql`analytics.set_retention(${jsonOf(input)})`)),
});
