"use server";
import * as commands from "#lib/payments/payouts/commands";
import { platformFormAction } from "#lib/system/desk/action";

export const makeBatch = platformFormAction(commands.makeBatch);
export const submitBatch = platformFormAction(commands.submitBatch);
export const cancelBatch = platformFormAction(commands.cancelBatch);
export const settlePayout = platformFormAction(commands.settlePayout);
export const setPayoutTerms = platformFormAction(commands.setPayoutTerms);
