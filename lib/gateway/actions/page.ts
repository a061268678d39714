"use server";
import { sql } from "drizzle-orm";
import { refresh } from "next/cache";
import { redirect, unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { asPublic } from "#db/tenant";
import { type FormState, valuesOf, visitorAddress } from "#lib/action";
import { problem } from "#lib/errors";
import { payWithCard } from "#lib/gateway/card";
import { type CardAnswer, CardPayment, Decision } from "#lib/gateway/rules";
import { limitVisitor } from "#lib/ticketing/limits";

/** The hosted page's form: `paymentId`, `number`, `expiry`, `cvc`, `name`. Success leads back to the shop. The CVC never comes back. */
export async function payOnPage(_state: FormState<CardAnswer>, form: FormData): Promise<FormState<CardAnswer>> {
  const { cvc, ...typed } = valuesOf(form);
  try {
    await limitVisitor("card", await visitorAddress());
    const { name: _, ...card } = Card.parse({ ...typed, cvc });
    const answer = await payWithCard(card);
    if (answer.state === "succeeded") redirect(answer.returnUrl);
    return { done: true, result: answer };
  } catch (error) {
    unstable_rethrow(error);
    return { done: false, problem: problem(error), values: typed };
  }
}

/** The page of a dispute: the bank decides. Who has its address may, as with a payment's. */
export async function decideOnPage(_state: FormState, form: FormData): Promise<FormState> {
  const values = valuesOf(form);
  try {
    await limitVisitor("card", await visitorAddress());
    const { disputeId, outcome } = Decision.parse(values);
    await asPublic((tx) => tx.execute(sql`select gateway.decide_dispute(${disputeId}::uuid, ${outcome})`));
    refresh();
    return { done: true };
  } catch (error) {
    unstable_rethrow(error);
    return { done: false, problem: problem(error), values };
  }
}

const Card = CardPayment.extend({
  name: z.string().trim().min(1, "Write the name as it stands on the card.").max(120, "At most 120 characters."),
});
