import "server-only";
import type { z } from "zod";
import { insertInto } from "#db/insert";
import { auditLogs } from "#db/schema/system";
import { type Actor, asTenant, type TenantTx } from "#db/tenant";
import { Refusal } from "#lib/errors";
import { can, type Permission } from "#lib/permissions";

/** What a command was about, for the history of that record. */
export type Trace = { subject: string; subjectId: string; changes?: Record<string, [unknown, unknown]> };

type Spec<I extends z.ZodType, O> = {
  name: `${string}.${string}`;
  needs: Permission;
  input: I;
  run: (context: { tx: TenantTx; actor: Actor; input: z.output<I> }) => Promise<O>;
  /** The record it was about; `changes` are fields as [before, after]. */
  trace?: (output: O, input: z.output<I>) => Trace;
  /** Input that must not reach the audit log. */
  secret?: readonly (keyof z.output<I> & string)[];
};

export type Command<I extends z.ZodType = z.ZodType, O = unknown> = ((actor: Actor, raw: unknown) => Promise<O>) & {
  spec: Spec<I, O>;
};

/**
 * A write: permitted, validated, run in one tenant transaction, and audited in that same transaction. A refusal for
 * want of permission is audited too. Throws `Refusal`, `ZodError`, or what the database said.
 */
export function command<I extends z.ZodType, O>(spec: Spec<I, O>): Command<I, O> {
  const execute = async (actor: Actor, raw: unknown): Promise<O> => {
    if (!can(actor, spec.needs)) {
      await asTenant(actor, (tx) => audit(tx, actor, { command: spec.name, outcome: "refused", input: {} })).catch(
        () => {},
      );
      throw new Refusal("forbidden", "You may not do that.");
    }
    const input = spec.input.parse(raw);
    return asTenant(actor, async (tx) => {
      const output = await spec.run({ tx, actor, input });
      await audit(tx, actor, {
        command: spec.name,
        outcome: "done",
        input: recorded(input, spec.secret),
        ...spec.trace?.(output, input),
      });
      return output;
    });
  };
  return Object.assign(execute, { spec });
}

type Line = { command: string; outcome: "done" | "refused"; input: unknown } & Partial<Trace>;

/** One line of the audit log, in the caller's transaction. */
export async function audit(tx: TenantTx, actor: Actor, { changes, ...line }: Line): Promise<void> {
  const row = insertInto(auditLogs, {
    organizationId: actor.organizationId,
    actorId: actor.userId,
    actor: actor.snapshot,
    requestId: actor.requestId,
    address: actor.address,
    ...line,
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
