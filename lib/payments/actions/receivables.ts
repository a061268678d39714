"use server";
import { action, formAction } from "#lib/action";
import * as commands from "#lib/payments/receivables/commands";

export const saveParty = formAction(commands.saveParty);
export const recordPayment = formAction(commands.recordPayment);
export const verifyPayment = action(commands.verifyPayment);
export const rejectPayment = formAction(commands.rejectPayment);
export const reversePayment = formAction(commands.reversePayment);
export const allocatePayment = formAction(commands.allocatePayment);
export const releaseAllocation = formAction(commands.releaseAllocation);
export const saveDraft = formAction(commands.saveDraft);
export const issueInvoice = formAction(commands.issueInvoice);
export const mailInvoice = action(commands.mailInvoice);
export const discardDraft = action(commands.discardDraft);
export const creditInvoice = formAction(commands.creditInvoice);
export const writeOffInvoice = formAction(commands.writeOffInvoice);
export const repeatInvoice = formAction(commands.repeatInvoice);
export const endRecurring = action(commands.endRecurring);
