"use server";
import { action, formAction } from "#lib/action";
import * as commands from "#lib/payments/processor/commands";
import * as connect from "#lib/payments/processor/connect";
import * as files from "#lib/payments/processor/files";

export const contestDispute = formAction(commands.contestDispute);
export const acceptDispute = action(commands.acceptDispute);
export const addDisputeFile = action(files.addDisputeFile);
export const removeDisputeFile = action(commands.removeDisputeFile);
export const replayEvent = action(commands.replayEvent);
export const hurryTestGateway = action(commands.hurryTestGateway);
export const connectProcessor = formAction(connect.connectProcessor);
export const disconnectProcessor = action(connect.disconnectProcessor);
