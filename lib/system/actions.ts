"use server";

import { action } from "#lib/action";
import * as commands from "#lib/system/commands";

export const saveView = action(commands.saveView);
export const renameView = action(commands.renameView);
export const deleteView = action(commands.deleteView);
export const verifyAudit = action(commands.verifyAudit);
