import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { asPublic } from "#db/tenant";
import { type CardAnswer, CardPayment, type Scenario, scenarioOf } from "#lib/gateway/rules";

const Submitted = z.object({ state: z.string(), returnUrl: z.string(), cancelUrl: z.string() });
/** How long the gateway keeps a payer waiting before the page gives up on it. */
const silence = 8_000;

/**
 * Pay at the test gateway with a card. Throws ZodError for a mistyped card, P0002 or P0G01 for a payment that is gone
 * or over. Only the last four digits leave this function.
 */
export async function payWithCard(input: unknown, patience = silence): Promise<CardAnswer> {
  const { paymentId, number } = CardPayment.parse(input);
  return submit(paymentId, number.slice(-4), scenarioOf(number), patience);
}

/** The gateway's own part, by what is to happen instead of by card number. */
export async function submit(
  paymentId: string,
  card: string,
  { outcome, failure, delays, early, later }: Scenario,
  patience = silence,
): Promise<CardAnswer> {
  const { rows } = await asPublic((tx) =>
    tx.execute<{ answer: unknown }>(sql`
      select gateway.submit_card(${paymentId}::uuid, ${card}, ${outcome}, ${failure ?? null}, ${sql.param(delays)}::int[], ${early ?? false}, ${later ?? null}) as answer`),
  );
  const { returnUrl, cancelUrl } = Submitted.parse(rows[0]?.answer);
  if (outcome === "declined") return { state: "declined", message: failure, returnUrl, cancelUrl };
  if (outcome === "succeeded") return { state: "succeeded", returnUrl, cancelUrl };
  await wait(patience);
  const message =
    "The card processor has not answered yet. Do not pay again: your order page will say as soon as it knows.";
  return { state: "unanswered", message, returnUrl, cancelUrl };
}
