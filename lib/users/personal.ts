import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { auditKinds } from "#db/schema/system/audit";
import { asPerson, type TenantTx } from "#db/tenant";
import { Refusal } from "#lib/errors";

/** A signed-in person acting on their own account, whatever organization is open. */
export type Person = {
  userId: string;
  email: string;
  sessionId?: string;
  requestId: string;
  address?: string;
  /** They look through other eyes: their own account is not to be touched meanwhile. */
  impersonating?: boolean;
};

type Spec<I extends z.ZodType, O> = {
  name: `users.${string}`;
  input: I;
  run: (context: { tx: TenantTx; person: Person; input: z.output<I> }) => Promise<O>;
  kind?: (typeof auditKinds)[number];
  /** What of the input is on record; nothing unless it is said. */
  recorded?: (input: z.output<I>, output: O) => Record<string, unknown>;
};

/**
 * A deed of a person about their own account: parsed, run in one transaction in which they are nobody's member, and on
 * record in that same transaction. Their organizations do not read it; the platform does.
 */
export function personal<I extends z.ZodType, O>(spec: Spec<I, O>) {
  return async (person: Person, raw: unknown): Promise<O> => {
    if (person.impersonating) throw new Refusal("forbidden", "You look through other eyes. End that first.");
    const input = spec.input.parse(raw);
    return asPerson(
      person.userId,
      async (tx) => {
        const output = await spec.run({ tx, person, input });
        const line = JSON.stringify(spec.recorded?.(input, output) ?? {});
        await tx.execute(
          sql`select users.note(${spec.name}, ${spec.kind ?? null}, ${line}::jsonb, null, ${person.address ?? null})`,
        );
        return output;
      },
      "read write",
      { sessionId: person.sessionId, requestId: person.requestId },
    );
  };
}
