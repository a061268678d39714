import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Logger } from "pino";
import { cronRuns } from "#db/schema/system";
import { asQueue } from "#db/tenant";
import type { QueueTx } from "#lib/system/outbox";
import { lastSlot, type Schedule } from "#lib/system/worker/schedule";

/**
 * Something done by the clock. It runs as the worker itself, outside any organization, in one transaction with the
 * record of its slot: both happen or neither. So it calls a set-based function of the database, or puts jobs in the
 * queue with `enqueueFor`; it never waits for the outside. What it returns is kept as the outcome.
 */
export type CronJob = {
  job: string;
  schedule: Schedule;
  run: (context: { tx: QueueTx; slot: Date; log: Logger }) => Promise<unknown>;
};

export type Slot = "ran" | "failed" | "already done" | "running elsewhere";

/** Look at the clock every second. Of the slots missed while nobody ran, only the last one is made up for. */
export function startClock(jobs: readonly CronJob[], log: Logger, tick = 1_000) {
  const settled = new Map<string, number>();
  const running = new Map<string, Promise<void>>();

  async function turn(job: CronJob, slot: Date) {
    const about = log.child({ cron: job.job, slot });
    try {
      const result = await runSlot(job, slot, about);
      if (result !== "running elsewhere") settled.set(job.job, slot.getTime());
    } catch (error) {
      about.error({ err: error }, "cannot run");
    }
  }

  function look() {
    for (const job of jobs) {
      const slot = lastSlot(job.schedule, new Date());
      if (running.has(job.job) || settled.get(job.job) === slot.getTime()) continue;
      running.set(
        job.job,
        turn(job, slot).finally(() => running.delete(job.job)),
      );
    }
  }

  const timer = setInterval(look, tick);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}

/**
 * Run `job` for `slot` unless somebody has, or is at it. The advisory lock makes it the only one in all workers, and
 * goes with the transaction when a worker dies; the unique slot makes it the only time.
 */
export const runSlot = (job: CronJob, slot: Date, log: Logger): Promise<Slot> =>
  asQueue(async (tx) => {
    const { rows } = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended(${`cron:${job.job}`}, 0)) as mine`,
    );
    if (!rows[0]?.mine) return "running elsewhere";
    const claimed = await tx.insert(cronRuns).values({ job: job.job, slot }).onConflictDoNothing().returning();
    if (claimed.length === 0) return "already done";
    const started = performance.now();
    const end = (outcome: string) =>
      tx
        .update(cronRuns)
        .set({ finishedAt: sql`clock_timestamp()`, outcome: outcome.slice(0, 2_000) })
        .where(and(eq(cronRuns.job, job.job), eq(cronRuns.slot, slot)));
    try {
      // A savepoint: when the job fails, what it wrote goes and the record of the slot stays.
      const outcome = await tx.transaction((inner) => job.run({ tx: inner, slot, log }));
      await end(outcome === undefined ? "done" : JSON.stringify(outcome));
      log.debug({ ms: Math.round(performance.now() - started), outcome }, "done");
      return "ran";
    } catch (error) {
      await end(`failed: ${error instanceof Error ? String(error.cause ?? error.message) : error}`);
      log.error({ err: error }, "failed");
      return "failed";
    }
  });
