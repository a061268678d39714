import "server-only";
import { sql } from "drizzle-orm";
import type { CronJob } from "#lib/system/worker/cron";

/** Say in the log what nobody would notice: jobs that are dead, and jobs long due that nobody takes. Forgets old slots. */
export const watch: CronJob["run"] = async ({ tx, log }) => {
  const { rows } = await tx.execute<{ topic: string; dead: number; late: number }>(sql`
    select topic, (count(*) filter (where dead_at is not null))::int as dead, (count(*) filter (where dead_at is null))::int as late
    from system.outbox
    where done_at is null and (dead_at > now() - interval '5 minutes'
      or dead_at is null and run_at < now() - interval '5 minutes' and (leased_until is null or leased_until < now()))
    group by topic order by topic`);
  for (const row of rows) log.warn(row, "jobs need somebody to look");
  // The last slot of a job stays however old it is, or a restart would run it again.
  await tx.execute(sql`
    delete from system.cron_runs old where old.slot_at < now() - interval '2 days'
      and exists (select from system.cron_runs later where later.job = old.job and later.slot_at > old.slot_at)`);
  return rows;
};
