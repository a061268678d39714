"use server";
import { formAction } from "#lib/action";
import * as accounts from "#lib/payments/payouts/account-commands";
import * as commands from "#lib/payments/payouts/commands";

export const requestPayout = formAction(commands.requestPayout);
export const approvePayout = formAction(commands.approvePayout);
export const cancelPayout = formAction(commands.cancelPayout);
export const retryPayout = formAction(commands.retryPayout);
export const configurePayouts = formAction(commands.configurePayouts);
export const proposeAccount = formAction(accounts.proposeAccount);
export const approveAccount = formAction(accounts.approveAccount);
export const dropAccount = formAction(accounts.dropAccount);
export const confirmAccount = formAction(accounts.confirmAccount);
