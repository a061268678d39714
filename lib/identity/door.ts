import "server-only";
import type { AuthError } from "@supabase/supabase-js";
import { unstable_rethrow } from "next/navigation";
import { type FormState, valuesOf } from "#lib/action";
import { problem, Refusal } from "#lib/errors";

/** Like `formAction`, for people who are not signed in yet: what they typed comes back, except passwords. */
export async function atTheDoor(
  form: FormData,
  work: (values: Record<string, unknown>) => Promise<Record<string, unknown> | undefined>,
): Promise<FormState> {
  const values = valuesOf(form);
  const { password: _, ...typed } = values;
  try {
    return { done: true, result: await work(values), values: typed };
  } catch (error) {
    unstable_rethrow(error);
    return { done: false, problem: problem(error), values: typed };
  }
}

/** Did the auth server answer "no", or could it not be asked? Only the first is the visitor's to mend. */
export function refused(error: AuthError | null): error is AuthError {
  if (!error) return false;
  if (error.status === undefined || error.status === 0 || error.status >= 500) {
    console.error("The auth server did not answer:", error.message);
    throw new Refusal("busy", "Signing in does not work right now. Wait a minute and try again.");
  }
  if (error.status === 429) throw new Refusal("busy", "That was tried too often. Wait a few minutes and try again.");
  return true;
}
