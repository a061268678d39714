"use server";
import { action, formAction } from "#lib/action";
import * as commands from "#lib/bookings/commands/settings";

export const saveService = formAction(commands.saveService);
export const saveResource = formAction(commands.saveResource);
export const setWorkingWeek = formAction(commands.setWorkingWeek);
export const addTimeOff = formAction(commands.addTimeOff);
export const removeTimeOff = action(commands.removeTimeOff);
export const setStationRules = formAction(commands.setStationRules);
