"use server";
import { refresh } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import { type FormState, valuesOf, visitorAddress } from "#lib/action";
import * as letters from "#lib/analytics/letters";
import { problem } from "#lib/errors";

/** The link at the foot of a report's letter. */
export async function stopLetters(_state: FormState, form: FormData): Promise<FormState> {
  try {
    await letters.stopLetters(await visitorAddress(), valuesOf(form));
    refresh();
    return { done: true };
  } catch (error) {
    unstable_rethrow(error);
    return { done: false, problem: problem(error) };
  }
}
