import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import { insertInto } from "#db/insert";
import { type auditKinds, auditLogs } from "#db/schema/system/audit";
import { type Actor, asTenant, type TenantTx } from "#db/tenant";
import { Refusal, refusedByDatabase } from "#lib/errors";
import { can, type Permission } from "#lib/permissions";
import { type Watch, watching } from "#lib/system/watch";

/** What a command was about, for the history of that record. */
export type Trace = {
  subject: string;
  subjectId: string;
  /** Fields as [before, after]. */
  changes?: Record<string, [unknown, unknown]>;
  /** The record's station, whose activity log shows the line. */
  stationId?: string | null;
};

type Spec<I extends z.ZodType, O, P = undefined> = {
  name: `${string}.${string}`;
  needs: Permission;
  input: I;
  /**
   * `watch(table, id)` before a change, or after an insert, keeps the record's fields before and after in the audit
   * line: no `trace` is needed then.
   */
  run: (context: { tx: TenantTx; actor: Actor; input: z.output<I>; watch: Watch; prepared: P }) => Promise<O>;
  /** What has to be asked of others first: nothing is locked while they think about it. `run` gets the answer. */
  prepare?: (context: { actor: Actor; input: z.output<I> }) => Promise<P>;
  /** The record it was about; `changes` are fields as [before, after]. */
  trace?: (output: O, input: z.output<I>) => Trace;
  /** Input that must not reach the audit log. */
  secret?: readonly (keyof z.output<I> & string)[];
  /** What kind of deed it is, when its verb does not say so (`system.audit_kind`). */
  kind?: (typeof auditKinds)[number];
};

export type Command<I extends z.ZodType = z.ZodType, O = unknown> = ((actor: Actor, raw: unknown) => Promise<O>) & {
  spec: Omit<Spec<I, O>, "run" | "prepare">;
};

/**
 * A write: permitted, validated, run in one tenant transaction, and audited in that same transaction. A refusal for
 * want of permission, by us or by the database, is audited too. Throws `Refusal`, `ZodError`, or what the database said.
 */
export function command<I extends z.ZodType, O, P = undefined>(spec: Spec<I, O, P>): Command<I, O> {
  const execute = async (actor: Actor, raw: unknown): Promise<O> => {
    if (actor.impersonation && !actor.impersonation.writable)
      throw new Refusal("forbidden", "You look through other eyes, and only look: nothing can be changed.");
    if (!can(actor, spec.needs)) {
      await auditDenial(actor, spec.name);
      throw new Refusal("forbidden", "You may not do that.");
    }
    const input = spec.input.parse(raw);
    const prepared = (await spec.prepare?.({ actor, input })) as P;
    try {
      return await asTenant(actor, async (tx) => {
        const { watch, seen } = watching(tx);
        const output = await spec.run({ tx, actor, input, watch, prepared });
        await audit(tx, actor, {
          command: spec.name,
          kind: spec.kind,
          outcome: "done",
          input: recorded(input, spec.secret),
          ...(await seen()),
          ...spec.trace?.(output, input),
        });
        return output;
      });
    } catch (error) {
      if (refusedByDatabase(error)) await auditDenial(actor, spec.name);
      throw error;
    }
  };
  return Object.assign(execute, { spec });
}

/** Leave a line that somebody was refused, in a transaction of its own. The refusal stands whether or not it could be written. */
export const auditDenial = (actor: Actor, what: string, input: unknown = {}) =>
  asTenant(actor, (tx) => audit(tx, actor, { command: what, outcome: "refused", input })).catch(() => {});

type Line = {
  command: string;
  kind?: (typeof auditKinds)[number];
  outcome: "done" | "refused";
  input: unknown;
} & Partial<Trace>;

/** One line of the audit log, in the caller's transaction. Who it was and in which role, the database fills in. */
export async function audit(tx: TenantTx, actor: Actor, { changes, kind, stationId, ...line }: Line): Promise<void> {
  const row = insertInto(auditLogs, {
    organizationId: actor.organizationId,
    actorId: actor.userId,
    actor: actor.snapshot,
    requestId: actor.requestId,
    address: actor.address,
    ...line,
    kind: kind ?? sql`null`,
    stationId: stationId ?? undefined,
    input: plain(line.input),
    changes: changes ? plain(changes) : undefined,
  });
  await tx.execute(row);
}

function recorded(input: unknown, secret: readonly string[] = []): unknown {
  if (secret.length === 0 || typeof input !== "object" || input === null) return input;
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, secret.includes(key) ? "•••" : value]));
}

/** JSON has no bigint: minor units are kept as text. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? inner.toString() : inner)) ?? "null");
