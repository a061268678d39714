"use server";
import { action, formAction } from "#lib/action";
import * as commands from "#lib/ticketing/commands";

export const addTier = formAction(commands.addTier);
export const updateTier = formAction(commands.updateTier);
export const removeTier = action(commands.removeTier);
export const refundOrder = formAction(commands.refundOrder);
export const refundEvent = action(commands.refundEvent);
export const correctAttendee = formAction(commands.correctAttendee);
