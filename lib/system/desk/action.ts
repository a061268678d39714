import "server-only";
import { refresh } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import type { Actor } from "#db/tenant";
import { type Answer, type FormState, valuesOf } from "#lib/action";
import { problem } from "#lib/errors";
import { requirePlatform } from "#lib/session";

type Execute<O> = (actor: Actor, raw: unknown) => Promise<O>;

/** Expose a command of the platform's desk to a button: its actor belongs to no address. */
export function platformAction<O>(execute: Execute<O>) {
  return async (input: unknown): Promise<Answer<O>> => {
    try {
      const value = await execute(await requirePlatform(), input);
      refresh();
      return { ok: true, value };
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, problem: problem(error) };
    }
  };
}

/** The same for a form, which keeps what was typed after a refusal. */
export function platformFormAction<O>(execute: Execute<O>) {
  return async (_state: unknown, form: FormData): Promise<FormState<O>> => {
    const values = valuesOf(form);
    try {
      const result = await execute(await requirePlatform(), values);
      refresh();
      return { done: true, result };
    } catch (error) {
      unstable_rethrow(error);
      return { done: false, problem: problem(error), values };
    }
  };
}
