"use server";
import { unstable_rethrow } from "next/navigation";
import { type FormState, valuesOf, visitorAddress } from "#lib/action";
import { problem } from "#lib/errors";
import * as visitor from "#lib/sponsorship/visitor";

/** The form on a deck. */
export async function enquire(_state: FormState, form: FormData): Promise<FormState> {
  const values = valuesOf(form);
  try {
    await visitor.enquire(await visitorAddress(), values);
    return { done: true };
  } catch (error) {
    unstable_rethrow(error);
    return { done: false, problem: problem(error), values };
  }
}
