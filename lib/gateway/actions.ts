"use server";
import { publicAction } from "#lib/action";
import { payWithCard } from "#lib/gateway/card";
import { limitVisitor } from "#lib/ticketing/limits";

/** The payment page of the test gateway: `{ paymentId, number, expiry, cvc }`. */
export const payByCard = publicAction(async ({ address }, input: unknown) => {
  await limitVisitor("card", address);
  return payWithCard(input);
});
