"use server";
import { action, formAction } from "#lib/action";
import * as commands from "#lib/ticketing/commands/serving";

export const resendTickets = action(commands.resendTickets);
export const transferTicket = formAction(commands.transferTicket);
export const refundTickets = formAction(commands.refundTickets);
export const startRefundRun = formAction(commands.startRefundRun);
export const retryRefundRun = action(commands.retryRefundRun);
export const approveRefundRequest = action(commands.decideRefundRequest);
export const rejectRefundRequest = formAction(commands.decideRefundRequest);
