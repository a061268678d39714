"use server";
import { action, formAction, quietAction } from "#lib/action";
import * as commands from "#lib/ticketing/commands/door";

export const scanTicket = quietAction(commands.scanTicket);
export const undoScan = quietAction(commands.undoScan);
export const saveGate = formAction(commands.saveGate);
export const closeGate = action(commands.closeGate);
