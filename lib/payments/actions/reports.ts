"use server";
import { formAction } from "#lib/action";
import * as commands from "#lib/payments/reports/commands";

export const exchangeMoney = formAction(commands.exchangeMoney);
export const reopenPeriod = formAction(commands.reopenPeriod);
