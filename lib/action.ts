import "server-only";
import { refresh } from "next/cache";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { Actor } from "#db/tenant";
import { type Problem, problem } from "#lib/errors";
import { requireActor } from "#lib/session";

/** The state of a form: what was typed comes back after a refusal, so that nothing is lost. */
export type FormState<O = unknown> = { done: boolean; problem?: Problem; values?: Record<string, unknown>; result?: O };
export type Answer<O> = { ok: true; value: O } | { ok: false; problem: Problem };

type Execute<O> = (actor: Actor, raw: unknown) => Promise<O>;

/** Expose a command to a form. Success repaints the page; a refusal comes back as words. */
export function formAction<O>(execute: Execute<O>) {
  return async (_state: unknown, form: FormData): Promise<FormState<O>> => {
    const values = valuesOf(form);
    try {
      const result = await execute(await requireActor(), values);
      refresh();
      return { done: true, result };
    } catch (error) {
      unstable_rethrow(error);
      return { done: false, problem: problem(error), values };
    }
  };
}

/** Expose a command to a button or a table: plain input in, an answer out. */
export function action<O>(execute: Execute<O>) {
  return async (input: unknown): Promise<Answer<O>> => {
    try {
      const value = await execute(await requireActor(), input);
      refresh();
      return { ok: true, value };
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, problem: problem(error) };
    }
  };
}

/** The same without repainting the page, for islands that keep what they show by themselves. */
export function quietAction<O>(execute: Execute<O>) {
  return async (input: unknown): Promise<Answer<O>> => {
    try {
      return { ok: true, value: await execute(await requireActor(), input) };
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, problem: problem(error) };
    }
  };
}

/** Expose work to visitors, who have no session: `work` limits, parses and checks by itself. */
export function publicAction<I extends unknown[], O>(work: (visitor: { address: string }, ...input: I) => Promise<O>) {
  return async (...input: I): Promise<Answer<O>> => {
    try {
      return { ok: true, value: await work({ address: await visitorAddress() }, ...input) };
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, problem: problem(error) };
    }
  };
}

/** The visitor's address; a proxy's word for it counts only when TRUST_PROXY says so. */
export async function visitorAddress(): Promise<string> {
  return (await headers()).get("x-visitor-address") ?? "unknown";
}

/**
 * Form fields as one object: `tiers.0.name` becomes `{ tiers: [{ name }] }`, a name that ends in `[]` is a list, and
 * React's own fields are left out.
 */
export function valuesOf(form: FormData): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (name.startsWith("$ACTION")) continue;
    if (name.endsWith("[]")) {
      const key = name.slice(0, -2);
      root[key] = [...((root[key] as unknown[]) ?? []), value];
    } else place(root, name.split("."), value);
  }
  return root;
}

function place(target: Record<string, unknown>, path: string[], value: unknown): void {
  const [key = "", next, ...rest] = path;
  if (["__proto__", "constructor", "prototype"].includes(key)) return;
  if (next === undefined) {
    target[key] = value;
    return;
  }
  target[key] ??= /^\d+$/.test(next) ? [] : {};
  place(target[key] as Record<string, unknown>, [next, ...rest], value);
}
