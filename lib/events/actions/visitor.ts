"use server";
import { redirect, unstable_rethrow } from "next/navigation";
import { type FormState, valuesOf, visitorAddress } from "#lib/action";
import { problem } from "#lib/errors";
import { giveAnswers, refuseQuestions } from "#lib/events/asked";
import { Said } from "#lib/events/rules/feedback";
import { limitVisitor } from "#lib/ticketing/limits";

/** Say how it was: `token`, `place`, `said.<question>` and `anonymous`. */
export async function giveFeedback(_state: FormState, form: FormData): Promise<FormState> {
  const values = valuesOf(form);
  try {
    const said = Said.parse(values);
    await limitVisitor("feedback", await visitorAddress());
    await giveAnswers(said);
    return { done: true, values };
  } catch (error) {
    unstable_rethrow(error);
    return { done: false, problem: problem(error), values };
  }
}

/** Be asked no more by this organization: `token`. */
export async function refuseFeedback(form: FormData): Promise<void> {
  const token = String(form.get("token")).slice(0, 128);
  await limitVisitor("feedback", await visitorAddress());
  await refuseQuestions(token);
  redirect(`/feedback/${encodeURIComponent(token)}/no-more`);
}
