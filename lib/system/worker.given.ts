import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import pino from "pino";
import { admin, type Organization } from "#db/given";
import type { Handlers } from "#lib/system/worker/job";
import { startWorker, type Worker, type WorkerOptions } from "#lib/system/worker/worker";

/** What the tests of the worker start from. Topics are made up anew for each test, so other tests' jobs are left alone. */
export const newTopic = () => `test.${randomBytes(6).toString("hex")}`;
export const url = process.env.WORKER_DATABASE_URL ?? "";

type Line = Record<string, unknown> & { msg: string };

const started: Worker[] = [];

/** At the end of a file: a test that failed has not stopped its workers, and they would keep the process alive. */
export const stopWorkers = () => Promise.all(started.map((worker) => worker.stop(0.1)));

/** A worker that looks often, and what it logged. */
export async function working(handlers: Handlers, options: Partial<WorkerOptions> = {}) {
  const lines: Line[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => lines.push(JSON.parse(line)) });
  const worker = startWorker({ url, handlers, log, poll: 0.05, ...options });
  started.push(worker);
  await worker.ready;
  return { ...worker, lines };
}

/** Ask for a job as a function of the database would. */
export async function ask(
  organization: Organization,
  topic: string,
  payload: unknown = {},
  { key = null as string | null, count = 1 } = {},
) {
  await admin.query(
    "select system.enqueue($1::uuid, $2, $3::jsonb || jsonb_build_object('n', n), $4) from generate_series(1, $5) n",
    [organization.id, topic, JSON.stringify(payload), key, count],
  );
}

export type Kept = {
  id: string;
  organization_id: string;
  attempts: number;
  done_at: Date | null;
  dead_at: Date | null;
  leased_until: Date | null;
  leased_by: string | null;
  last_error: string | null;
  payload: { n: number };
};

/** What the queue says about a topic, in the order in which it was asked. */
export async function rows(topic: string): Promise<Kept[]> {
  const found = await admin.query<Kept>("select * from system.outbox where topic = $1 order by id", [topic]);
  return found.rows;
}

export const allDone = async (topic: string) => (await rows(topic)).every((row) => row.done_at);

/** Wait until it is so; says what was waited for when it never is. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, seconds = 10) {
  const end = Date.now() + seconds * 1_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`Waited ${seconds} s in vain: ${what}.`);
    await wait(20);
  }
}

/** A promise and the function that fulfils it. */
export const gate = () => Promise.withResolvers<void>();
