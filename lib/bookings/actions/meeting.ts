"use server";

import { unstable_rethrow } from "next/navigation";
import { type FormState, valuesOf, visitorAddress } from "#lib/action";
import * as visitor from "#lib/bookings/meeting";
import { problem } from "#lib/errors";

/** The public page of a meeting. */
export async function bookMeeting(_state: FormState, form: FormData): Promise<FormState> {
  const values = valuesOf(form);
  try {
    return { done: true, result: await visitor.bookMeeting(await visitorAddress(), values) };
  } catch (error) {
    unstable_rethrow(error);
    return { done: false, problem: problem(error), values };
  }
}
