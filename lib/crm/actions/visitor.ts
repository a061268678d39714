"use server";
import { refresh } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import { type FormState, valuesOf, visitorAddress } from "#lib/action";
import * as visitor from "#lib/crm/visitor";
import { problem } from "#lib/errors";

/** The public form of an organization. */
export async function inquire(_state: FormState, form: FormData): Promise<FormState> {
  const values = valuesOf(form);
  try {
    await visitor.inquire(await visitorAddress(), values);
    return { done: true };
  } catch (error) {
    unstable_rethrow(error);
    return { done: false, problem: problem(error), values };
  }
}

/** The opt-out page of a customer's letters. */
export async function optOut(_state: FormState, form: FormData): Promise<FormState> {
  try {
    await visitor.optOut(await visitorAddress(), valuesOf(form));
    refresh();
    return { done: true };
  } catch (error) {
    unstable_rethrow(error);
    return { done: false, problem: problem(error) };
  }
}
