"use server";
import { action, formAction } from "#lib/action";
import * as commands from "#lib/events/commands/feedback";

export const saveFeedbackForm = formAction(commands.saveFeedbackForm);
export const moveFeedbackForm = action(commands.moveFeedbackForm);
export const addFeedbackQuestion = formAction(commands.addFeedbackQuestion);
export const changeFeedbackQuestion = formAction(commands.changeFeedbackQuestion);
export const endFeedbackQuestion = action(commands.endFeedbackQuestion);
