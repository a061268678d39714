"use server";
import { formAction } from "#lib/action";
import * as matching from "#lib/sponsorship/matching/commands";

export const saveWishes = formAction(matching.saveWishes);
export const adoptGuest = formAction(matching.adoptGuest);
export const judgeMatch = formAction(matching.judgeMatch);
export const takeBackFeedback = formAction(matching.takeBackFeedback);
export const saveWeights = formAction(matching.saveWeights);
export const restoreWeights = formAction(matching.restoreWeights);
export const addModel = formAction(matching.addModel);
export const activateModel = formAction(matching.activateModel);
export const refreshMatches = formAction(matching.refreshMatches);
