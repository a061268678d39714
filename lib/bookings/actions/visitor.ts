"use server";
import type { Route } from "next";
import { redirect, unstable_rethrow } from "next/navigation";
import { type FormState, valuesOf, visitorAddress } from "#lib/action";
import { countedWord } from "#lib/analytics/counted";
import { answerQuote, cancelByLink, requestBooking, startBookingPayment } from "#lib/bookings/visitor";
import { problem } from "#lib/errors";
import { limitVisitor } from "#lib/ticketing/limits";

/** Each leads on by itself; a refusal comes back with what was typed. They work without a script too. */
export async function requestSlot(_state: FormState, form: FormData): Promise<FormState> {
  return visitorForm("book", form, async ({ visitor, ...values }, address) => {
    const { secret, path, pays } = await requestBooking(values, address, await countedWord(visitor));
    // Where the gateway does not answer, the slot is held and the page offers to pay.
    const paying = pays ? await startBookingPayment({ secret, part: "deposit" }).catch(() => null) : null;
    return paying?.url ?? path;
  });
}

export async function payBooking(_state: FormState, form: FormData): Promise<FormState> {
  return visitorForm("pay", form, async (values) => (await startBookingPayment(values)).url);
}

export async function cancelMyBooking(_state: FormState, form: FormData): Promise<FormState> {
  return visitorForm("release", form, async (values) => {
    await cancelByLink(values);
    return `/bookings/${String(values.secret)}`;
  });
}

export async function answerMyQuote(_state: FormState, form: FormData): Promise<FormState> {
  return visitorForm("book", form, async (values, address) => (await answerQuote(values, address)).path);
}

async function visitorForm(
  what: Parameters<typeof limitVisitor>[0],
  form: FormData,
  work: (values: Record<string, unknown>, address: string) => Promise<string>,
): Promise<FormState> {
  const values = valuesOf(form);
  try {
    const address = await visitorAddress();
    await limitVisitor(what, address);
    redirect((await work(values, address)) as Route);
  } catch (error) {
    unstable_rethrow(error);
    return { done: false, problem: problem(error), values };
  }
}
