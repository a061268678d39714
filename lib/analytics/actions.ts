"use server";

import { action, formAction } from "#lib/action";
import * as commands from "#lib/analytics/commands";

export const saveReport = formAction(commands.saveReport);
export const renameReport = formAction(commands.renameReport);
export const deleteReport = action(commands.deleteReport);
export const restoreReport = action(commands.restoreReport);
export const scheduleReport = formAction(commands.scheduleReport);
export const stopSchedule = action(commands.stopSchedule);
export const raiseAudience = formAction(commands.raiseAudience);
export const setRetention = formAction(commands.setRetention);
