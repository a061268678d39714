"use server";
import { action, formAction, publicAction } from "#lib/action";
import * as visitor from "#lib/ticketing/checkout";
import * as commands from "#lib/ticketing/commands";
import { limitVisitor } from "#lib/ticketing/limits";

export const addTier = formAction(commands.addTier);
export const updateTier = formAction(commands.updateTier);
export const removeTier = action(commands.removeTier);
export const refundOrder = formAction(commands.refundOrder);
export const refundEvent = action(commands.refundEvent);
export const correctAttendee = formAction(commands.correctAttendee);

/** A visitor chooses: `{ org, event, items: [{ tierId, quantity }], replaces? }` → `{ token, url }`. */
export const holdTickets = publicAction(async ({ address }, input: unknown) => {
  await limitVisitor("hold", address);
  return visitor.holdTickets(input);
});

/** A visitor pays: `{ token, name, email, attempt? }` → `{ url }` to go to. */
export const startPayment = publicAction(async ({ address }, input: unknown) => {
  await limitVisitor("pay", address);
  return visitor.startPayment(input);
});

/** A visitor gives the tickets back: `{ token }`. */
export const releaseCheckout = publicAction(async ({ address }, input: unknown) => {
  await limitVisitor("release", address);
  return visitor.releaseCheckout(input);
});

/** A visitor came back without paying: `{ token }`. */
export const cancelPayment = publicAction(async ({ address }, input: unknown) => {
  await limitVisitor("release", address);
  return visitor.cancelPayment(input);
});
