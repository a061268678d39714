import "server-only";
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import { listen } from "#db/bell";
import { asWorker } from "#db/tenant";
import { failureOf, keepFailure } from "#lib/system/failures";
import { type CronJob, startClock } from "#lib/system/worker/cron";
import { GiveUp, type Handlers } from "#lib/system/worker/job";
import * as queue from "#lib/system/worker/queue";

export type WorkerOptions = {
  /** A login of `gr_worker`, for LISTEN. Queries go through `db/tenant.ts`. */
  url: string;
  handlers: Handlers;
  cron?: readonly CronJob[];
  log: Logger;
  /** How many jobs run at once. */
  concurrency?: number;
  /** Seconds after which the jobs of a worker that died are due again. */
  lease?: number;
  /** Seconds between two looks at the queue when nobody rings. */
  poll?: number;
  /** After this many attempts a job is dead. */
  attempts?: number;
  /** Seconds until the second attempt; each further one waits twice as long, an hour at most. */
  backoff?: number;
};

export type Worker = {
  name: string;
  /** Settles when the database has been reached and work has begun. */
  ready: Promise<void>;
  /** Take nothing new, let what runs finish for `grace` seconds, and give the rest back. */
  stop: (grace?: number) => Promise<void>;
};

type Running = { job: queue.Leased; stopper: AbortController; ended: Promise<void> };
const longestJob = 5 * 60_000;
const longestWait = 3_600;

/** Work through the queue until stopped. Any number of workers may share a queue. */
export function startWorker(options: WorkerOptions): Worker {
  const { url, handlers, cron = [], log, concurrency = 4, lease = 5, poll = 1, attempts = 10, backoff = 15 } = options;
  const name = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  const running = new Map<string, Running>();
  const stopping = new AbortController();
  const bell = listen(url, "outbox", look);
  const clock = startClock(cron, log);
  let looking: Promise<void> | undefined;
  let again = false;

  /** Fill the free places. Called whenever something may have become due; calls during a look lead to one more. */
  function look() {
    again = true;
    looking ??= fill()
      .catch((error) => log.error({ err: error }, "cannot read the queue"))
      .finally(() => {
        looking = undefined;
        if (again && running.size < concurrency && !stopping.signal.aborted) look();
      });
  }

  async function fill() {
    while (again && !stopping.signal.aborted && running.size < concurrency) {
      again = false;
      const jobs = await queue.leaseJobs({
        worker: name,
        topics: Object.keys(handlers),
        wanted: concurrency - running.size,
        // One place is kept free of any single organization, so that a busy one cannot make the others wait.
        share: Math.max(1, concurrency - 1),
        busy: [...running.values()].map(({ job }) => job.organizationId),
        lease,
      });
      // A lease of ours that ran out under a stalled process comes back to us: that job runs already.
      for (const job of jobs) if (!running.has(job.id)) begin(job);
    }
  }

  function begin(job: queue.Leased) {
    const stopper = new AbortController();
    const ended = attempt(job, AbortSignal.any([stopper.signal, AbortSignal.timeout(longestJob)])).finally(() => {
      running.delete(job.id);
      look();
    });
    running.set(job.id, { job, stopper, ended });
  }

  async function attempt(job: queue.Leased, signal: AbortSignal) {
    const about = log.child({ row: job.id, topic: job.topic, organization: job.organizationId, attempt: job.attempts });
    const started = performance.now();
    try {
      if (job.attempts > attempts) throw new GiveUp("The worker died during the last attempt.");
      await perform(job, signal);
      about.info({ ms: Math.round(performance.now() - started) }, "done");
    } catch (error) {
      if (error instanceof queue.LeaseLost) about.warn("lost to another worker; nothing kept");
      else await fail(job, error, about).catch((second) => about.error({ err: second }, "cannot record the failure"));
    }
  }

  async function perform({ payload, ...row }: queue.Leased, signal: AbortSignal) {
    const work = handlers[row.topic];
    if (!work) throw new Error(`Nobody handles ${row.topic}.`);
    if (work.effect === "outside") {
      await work.run({ payload, row, signal });
      await queue.finish(name, row);
      return;
    }
    await asWorker(row.organizationId, async (tx) => {
      await work.run({ tx, payload, row, signal });
      await queue.finishWithin(tx, name, row);
    });
  }

  async function fail(job: queue.Leased, error: unknown, about: Logger) {
    const reason = wordsOf(error);
    if (error instanceof GiveUp || job.attempts >= attempts) {
      await queue.bury(name, job, reason);
      about.error({ err: error }, "dead");
      // The desk finds the failure by the job's id.
      await keepFailure({ ...failureOf(error), shownId: job.id, source: "worker", path: job.topic });
      return;
    }
    const seconds = delayBefore(job.attempts + 1, backoff);
    await queue.retryLater(name, job, reason, seconds);
    about.warn({ err: error, seconds }, "failed; will try again");
  }

  async function keepLeases() {
    const held = [...running.keys()];
    if (held.length === 0) return;
    const kept = new Set(await queue.extendLeases(name, held, lease));
    for (const id of held) if (!kept.has(id)) running.get(id)?.stopper.abort(new queue.LeaseLost());
  }

  const timers = [
    setInterval(look, poll * 1_000),
    setInterval(
      () => keepLeases().catch((error) => log.error({ err: error }, "cannot hold the leases")),
      (lease * 1_000) / 3,
    ),
    setInterval(() => sayAlive(), 10_000),
  ];
  const sayAlive = (stopped = false) =>
    queue.beat(name, running.size, stopped).catch((error) => log.error({ err: error }, "cannot say that it is alive"));
  void bell.heard.then(
    () => sayAlive(),
    () => {},
  );

  return {
    name,
    ready: bell.heard,
    stop: async (grace = 8) => {
      stopping.abort();
      clearInterval(timers[0]);
      await Promise.all([bell.close(), clock.stop(), looking]);
      const unfinished = () => [...running.values()];
      await Promise.race([
        Promise.all(unfinished().map((one) => one.ended)),
        wait(grace * 1_000, undefined, { ref: false }),
      ]);
      const left = unfinished();
      if (left.length > 0) {
        await queue.giveBack(
          name,
          left.map((one) => one.job.id),
        );
        for (const one of left) one.stopper.abort(new Error("The worker is stopping."));
        log.warn({ rows: left.map((one) => one.job.id) }, "given back unfinished");
      }
      for (const timer of timers) clearInterval(timer);
      await sayAlive(true);
    },
  };
}

/** Seconds to wait before this attempt (the second is the first to wait): doubling, and ±20 % so that retries spread out. */
export function delayBefore(attempt: number, first: number, chance = Math.random()): number {
  return Math.min(longestWait, first * 2 ** (attempt - 2)) * (0.8 + 0.4 * chance);
}

function wordsOf(error: unknown): string {
  const parts: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) parts.push(at.message);
  // Drizzle puts the whole statement first; what the database said about it is what helps.
  return (parts.at(-1) ?? String(error)).slice(0, 2_000);
}
