"use server";
import { action, formAction } from "#lib/action";
import * as room from "#lib/ticketing/commands/room";
import * as selling from "#lib/ticketing/commands/selling";

export const addCode = formAction(selling.addCode);
export const changeCode = formAction(selling.changeCode);
export const endCode = action(selling.endCode);
export const addQuestion = formAction(selling.addQuestion);
export const changeQuestion = formAction(selling.changeQuestion);
export const endQuestion = action(selling.endQuestion);
export const saveTerms = formAction(selling.saveTerms);

export const inviteGuest = formAction(room.inviteGuest);
export const takeGuestBack = action(room.takeGuestBack);
export const laySection = formAction(room.laySection);
export const markSeat = action(room.markSeat);
export const clearSection = action(room.clearSection);
export const sellByHand = formAction(room.sellByHand);
