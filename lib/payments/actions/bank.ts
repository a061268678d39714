"use server";
import { action, formAction } from "#lib/action";
import * as commands from "#lib/payments/bank/commands";

export const openBankAccount = formAction(commands.openBankAccount);
export const saveBankMapping = formAction(commands.saveBankMapping);
export const startBankFile = action(commands.startBankFile);
export const finishBankFile = action(commands.finishBankFile);
export const takeStatement = action(commands.takeStatement);
export const discardStatement = action(commands.discardStatement);
export const matchBankLines = action(commands.matchBankLines);
export const undoBankMatch = action(commands.undoBankMatch);
export const acceptCertain = action(commands.acceptCertain);
export const rememberBankRule = action(commands.rememberBankRule);
export const forgetBankRule = action(commands.forgetBankRule);
