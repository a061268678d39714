"use server";
import { action } from "#lib/action";
import * as commands from "#lib/system/imports/commands";

export const startImport = action(commands.startImport);
export const finishUpload = action(commands.finishUpload);
export const checkImport = action(commands.checkImport);
export const commitImport = action(commands.commitImport);
export const discardImport = action(commands.discardImport);
