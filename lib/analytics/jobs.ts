import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import { answer } from "#db/answer";
import { asWorker, readAsTenant, type TenantTx } from "#db/tenant";
import { reportIn, reportPaper } from "#lib/analytics/report";
import { reportLetter, stoppedLetter } from "#lib/analytics/report-letter";
import { Dashboard, dashboards } from "#lib/analytics/rules/reports";
import { DueLetter, type SendReport } from "#lib/analytics/rules/saving";
import { Refusal } from "#lib/errors";
import { sendEmail, Undeliverable } from "#lib/messaging/email";
import type { CronJob } from "#lib/system/worker/cron";
import { GiveUp, type Job } from "#lib/system/worker/job";

/**
 * Make the months of the raw rows ahead of time. Rows that found no month are in the DEFAULT partition: the alarm goes
 * to the log, they move to a month of their own, and nothing was lost.
 */
export const makeMonths: CronJob["run"] = async ({ tx, log }) => {
  const { rows } = await tx.execute<{ waiting: string[] }>(
    sql`select array(select distinct m::text from unnest(analytics.raw_tables()) k, analytics.months_waiting(k) m) as waiting`,
  );
  const waiting = rows[0]?.waiting ?? [];
  if (waiting.length > 0)
    log.error({ months: waiting }, "rows of analytics found no month: they lay in the DEFAULT partition");
  const made = await tx.execute<{ made: number }>(sql`select analytics.make_months() as made`);
  return { made: made.rows[0]?.made, waiting };
};

/**
 * Topic `analytics.send_report`: the letter of a saved report, read with the rights that its reader has now. Who may not
 * see it any more gets no figures: the schedule ends, and they, or whoever arranged it, are told. The row's id is the
 * e-mail's at every attempt, so a worker that was killed between sending and writing it down sends no second one.
 */
export async function sendReport({ payload, row }: Job<z.output<typeof SendReport>>): Promise<void> {
  const found = await asWorker(row.organizationId, (tx) =>
    answer(tx, sql`analytics.due_letter(${payload.sendId}::uuid)`),
  );
  const due = DueLetter.nullable().parse(found ?? null);
  if (!due) return;
  const settle = (outcome: "sent" | "stopped", reason = "") =>
    asWorker(row.organizationId, (tx) =>
      tx.execute(sql`select analytics.settle_letter(${payload.sendId}::uuid, ${outcome}, ${reason})`),
    );
  if (due.dropped) return void (await settle("stopped", "The report or its letters were stopped."));
  const asOf = new Date();
  const seen = due.reader ? await reportFor(due, row, asOf) : "Its reader left the organization.";
  try {
    if (typeof seen === "string") {
      const told = due.reader ?? due.other;
      if (told) await sendEmail({ ...stoppedLetter(due, seen), to: told.to, id: row.id });
      await settle("stopped", seen);
    } else if (due.reader) {
      const file = await reportPaper(seen, due.organization);
      await sendEmail({ ...reportLetter(due, seen, file), to: due.reader.to, id: row.id });
      await settle("sent");
    }
  } catch (error) {
    if (error instanceof Undeliverable) throw new GiveUp(error.message, { cause: error });
    throw error;
  }
}

/** The report as its reader sees it, in one transaction of theirs; or why they do not. */
function reportFor(due: DueLetter, row: { organizationId: string; id: string }, asOf: Date) {
  const dashboard = Dashboard.parse(due.dashboard);
  const reader = {
    userId: due.personId,
    organizationId: row.organizationId,
    permissions: new Set(dashboards[dashboard].needs),
    snapshot: { name: due.reader?.name ?? "", email: due.reader?.to ?? "", roles: [] },
    requestId: row.id,
  };
  return readAsTenant(reader, async (tx) => {
    for (const need of ["analytics:read", ...dashboards[dashboard].needs])
      if ((await answer(tx, sql`system.can(${need})`)) !== true) return "The right to see this dashboard is gone.";
    if (!(await isThere(tx, due.reportId))) return "The report is not shared any more.";
    return reportIn(tx, due.organization, dashboard, Object.fromEntries(new URLSearchParams(due.search)), asOf);
  }).catch((error) => {
    if (error instanceof Refusal && error.code === "missing") return error.message;
    throw error;
  });
}

const isThere = (tx: TenantTx, reportId: string) =>
  answer(
    tx,
    sql`exists (select from analytics.saved_reports r where r.id = ${reportId}::uuid and r.deleted_at is null)`,
  );
