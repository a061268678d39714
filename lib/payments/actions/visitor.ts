"use server";
import { redirect, unstable_rethrow } from "next/navigation";
import { type FormState, valuesOf, visitorAddress } from "#lib/action";
import { problem } from "#lib/errors";
import { startInvoicePayment } from "#lib/payments/receivables/visitor";
import { limitVisitor } from "#lib/ticketing/limits";

/** The form on a customer's invoice page: `secret`. Leads to the gateway's page. */
export async function payInvoice(_state: FormState, form: FormData): Promise<FormState> {
  try {
    await limitVisitor("pay", await visitorAddress());
    const { url } = await startInvoicePayment(valuesOf(form));
    redirect(url);
  } catch (error) {
    unstable_rethrow(error);
    return { done: false, problem: problem(error) };
  }
}
