import type { z } from "zod";
import type { TenantTx } from "#db/tenant";

/** A row of the queue as its handler sees it. `id` is the same at every attempt: give it to the outside as the key. */
export type Row = {
  organizationId: string;
  id: string;
  topic: string;
  /** 1 at the first attempt. */
  attempts: number;
  createdAt: Date;
};

/** What a handler is given. `signal` fires when the lease is lost or the worker must stop. */
export type Job<P> = { payload: P; row: Row; signal: AbortSignal };
/** The same with a transaction of the organization that asked; `tx` sees that organization and nothing else. */
export type JobInTransaction<P> = Job<P> & { tx: TenantTx };

/** What the worker does for a topic. Made by `inTransaction` or `outside`. */
export type Work =
  | { effect: "transaction"; run: (job: JobInTransaction<unknown>) => Promise<void> }
  | { effect: "outside"; run: (job: Job<unknown>) => Promise<void> };

/** Handlers by topic. */
export type Handlers = Readonly<Record<string, Work>>;

/**
 * A handler that writes to the database through `tx`. The job is marked done in that same transaction, so what it
 * writes exists exactly once, however often it was tried.
 */
export const inTransaction = <S extends z.ZodType>(
  payload: S,
  run: (job: JobInTransaction<z.output<S>>) => Promise<void>,
): Work => ({ effect: "transaction", run: (job) => run({ ...job, payload: read(payload, job.payload) }) });

/**
 * A handler that reaches something outside, such as an SMTP server: no transaction is held open meanwhile, and it may
 * happen more than once, so the other side gets `row.id` to tell repetitions by.
 */
export const outside = <S extends z.ZodType>(payload: S, run: (job: Job<z.output<S>>) => Promise<void>): Work => ({
  effect: "outside",
  run: (job) => run({ ...job, payload: read(payload, job.payload) }),
});

/** Thrown by a handler for which trying again is pointless: the job is dead at once, with this reason. */
export class GiveUp extends Error {
  override name = "GiveUp";
}

function read<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const { success, data, error } = schema.safeParse(raw);
  if (success) return data;
  const issues = error.issues.map((issue) => `${issue.path.join(".") || "payload"}: ${issue.message}`);
  throw new GiveUp(`The payload is not what this topic takes. ${issues.join("; ")}`);
}
