"use server";
import { action, formAction } from "#lib/action";
import * as commands from "#lib/events/commands/registry";
import * as series from "#lib/events/commands/series";

export const addRoom = formAction(commands.addRoom);
export const changeRoom = formAction(commands.changeRoom);
export const removeRoom = action(commands.removeRoom);
export const reserveRooms = formAction(commands.reserveRooms);

export const addVendor = formAction(commands.addVendor);
export const changeVendor = formAction(commands.changeVendor);

export const addTalent = formAction(commands.addTalent);
export const changeTalent = formAction(commands.changeTalent);
export const addAbsence = formAction(commands.addAbsence);
export const removeAbsence = action(commands.removeAbsence);

export const addField = formAction(commands.addField);
export const changeField = formAction(commands.changeField);

export const repeatEvent = formAction(series.repeatEvent);
export const endSeries = action(series.endSeries);
