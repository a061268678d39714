"use server";
import { action, formAction } from "#lib/action";
import { bulkAction } from "#lib/system/bulk";
import * as commands from "#lib/ticketing/commands/serving";
import { refundOutcomeList } from "#lib/ticketing/refund-outcomes";

export const resendTickets = action(commands.resendTickets);
export const transferTicket = formAction(commands.transferTicket);
export const refundTickets = formAction(commands.refundTickets);
export const startRefundRun = formAction(commands.startRefundRun);
export const retryRefundRun = action(commands.retryRefundRun);
/** The selection of the list of outcomes. */
export const retryRefunds = bulkAction(refundOutcomeList, "order", "tried again", commands.retryRefund);
export const approveRefundRequest = action(commands.decideRefundRequest);
export const rejectRefundRequest = formAction(commands.decideRefundRequest);
