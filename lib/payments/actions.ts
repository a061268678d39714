"use server";
import { action, formAction } from "#lib/action";
import * as commands from "#lib/payments/commands";

export const postJournalEntry = action(commands.postJournalEntry);
export const reverseTransaction = formAction(commands.reverseTransaction);
export const closePeriod = action(commands.closePeriod);
