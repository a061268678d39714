import "server-only";
import { sql } from "drizzle-orm";
import type { CronJob } from "#lib/system/worker/cron";

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
