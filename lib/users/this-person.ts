import "server-only";
import { randomUUID } from "node:crypto";
import { refresh } from "next/cache";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { type Answer, type FormState, valuesOf } from "#lib/action";
import { problem } from "#lib/errors";
import { currentPerson, requirePerson } from "#lib/session";
import type { Person } from "#lib/users/personal";

/** The signed-in person of this request, for deeds about their own account; a visitor is sent to sign in. */
export async function requireThisPerson(): Promise<Person> {
  const { person, impersonation } = await requirePerson();
  const claims = await currentPerson();
  const sent = await headers();
  return {
    userId: person.userId,
    email: person.email,
    sessionId: claims?.sessionId,
    requestId: sent.get("x-request-id") ?? randomUUID(),
    address: sent.get("x-visitor-address") ?? undefined,
    impersonating: impersonation !== null,
  };
}

type Execute<O> = (person: Person, raw: unknown) => Promise<O>;

/** Expose a personal deed to a form. What was typed comes back after a refusal, passwords excepted. */
export function personForm<O>(execute: Execute<O>) {
  return async (_state: unknown, form: FormData): Promise<FormState<O>> => {
    const values = valuesOf(form);
    const { password: _, current: __, ...typed } = values;
    try {
      const result = await execute(await requireThisPerson(), values);
      refresh();
      return { done: true, result };
    } catch (error) {
      unstable_rethrow(error);
      return { done: false, problem: problem(error), values: typed };
    }
  };
}

/** The same for a button. */
export function personAction<O>(execute: Execute<O>) {
  return async (input: unknown): Promise<Answer<O>> => {
    try {
      const value = await execute(await requireThisPerson(), input);
      refresh();
      return { ok: true, value };
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, problem: problem(error) };
    }
  };
}
