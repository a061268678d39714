import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { outbox } from "#db/schema/system";
import { workers } from "#db/schema/system/desk";
import { asQueue, type TenantTx } from "#db/tenant";
import type { Row } from "#lib/system/worker/job";

export type Leased = Row & { payload: unknown };
type Wanted = { worker: string; topics: string[]; wanted: number; share: number; busy: string[]; lease: number };

/** Somebody else holds the job by now: whatever was done for it must not be kept. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

/** Take up to `wanted` due jobs for `lease` seconds, organizations in turn. */
export async function leaseJobs({ worker, topics, wanted, share, busy, lease }: Wanted): Promise<Leased[]> {
  const { rows } = await asQueue((tx) =>
    tx.execute<{
      organization_id: string;
      id: string;
      topic: string;
      payload: unknown;
      attempts: number;
      created_at: string;
    }>(sql`
      select organization_id, id, topic, payload, attempts, created_at
      from system.lease_outbox(${worker}, ${sql.param(topics)}::text[], ${wanted}, ${share}, ${sql.param(busy)}::uuid[], make_interval(secs => ${lease}))`),
  );
  return rows.map((row) => ({
    organizationId: row.organization_id,
    id: row.id,
    topic: row.topic,
    payload: row.payload,
    attempts: row.attempts,
    createdAt: new Date(row.created_at),
  }));
}

/** Hold on to these jobs for `lease` seconds more; returns the ids that are still ours. */
export const extendLeases = (worker: string, ids: string[], lease: number) =>
  asQueue(async (tx) => {
    const kept = await tx
      .update(outbox)
      .set({ leasedUntil: sql`clock_timestamp() + make_interval(secs => ${lease})` })
      .where(and(inArray(outbox.id, ids), ours(worker)))
      .returning({ id: outbox.id });
    return kept.map((row) => row.id);
  });

/** Mark the job done in the transaction that did it. Throws `LeaseLost`, which undoes that transaction. */
export async function finishWithin(tx: TenantTx, worker: string, row: Row): Promise<void> {
  const { rows } = await tx.execute<{ done: boolean }>(
    sql`select system.finish_job(${row.id}::uuid, ${worker}) as done`,
  );
  if (!rows[0]?.done) throw new LeaseLost("Another worker has taken this job over.");
}

/** Mark a job done whose effect is outside the database. */
export const finish = (worker: string, row: Row) =>
  settle(worker, row, { doneAt: sql`clock_timestamp()`, leasedBy: worker, lastError: null });

/** Try again in `seconds`. */
export const retryLater = (worker: string, row: Row, reason: string, seconds: number) =>
  settle(worker, row, { runAt: sql`clock_timestamp() + make_interval(secs => ${seconds})`, lastError: reason });

/** Stop trying; the reason stays with the row for whoever looks into it. */
export const bury = (worker: string, row: Row, reason: string) =>
  settle(worker, row, { deadAt: sql`clock_timestamp()`, lastError: reason });

/** Let another worker start with these at once; an attempt that we cut short does not count. */
export const giveBack = (worker: string, ids: string[]) =>
  asQueue((tx) =>
    tx
      .update(outbox)
      .set({ leasedUntil: null, leasedBy: null, attempts: sql`${outbox.attempts} - 1` })
      .where(and(inArray(outbox.id, ids), ours(worker))),
  );

/** Say that this worker is there, how much it does, and at the end that it has gone. */
export const beat = (name: string, running: number, stopped: boolean) => {
  const now = { running, beatAt: sql`clock_timestamp()`, stoppedAt: stopped ? sql`clock_timestamp()` : null };
  return asQueue((tx) =>
    tx
      .insert(workers)
      .values({ name, ...now })
      .onConflictDoUpdate({ target: workers.name, set: now }),
  );
};

type Change = Parameters<ReturnType<Parameters<Parameters<typeof asQueue>[0]>[0]["update"]>["set"]>[0];

async function settle(worker: string, row: Row, change: Change): Promise<void> {
  const settled = await asQueue((tx) =>
    tx
      .update(outbox)
      .set({ leasedUntil: null, leasedBy: null, ...change })
      .where(and(eq(outbox.organizationId, row.organizationId), eq(outbox.id, row.id), ours(worker)))
      .returning({ id: outbox.id }),
  );
  if (settled.length === 0) throw new LeaseLost("Another worker has taken this job over.");
}

const ours = (worker: string) => and(eq(outbox.leasedBy, worker), isNull(outbox.doneAt), isNull(outbox.deadAt));
