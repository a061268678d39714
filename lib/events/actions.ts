"use server";
import { action, formAction } from "#lib/action";
import * as commands from "#lib/events/commands";

export const createVenue = formAction(commands.createVenue);
export const updateVenue = formAction(commands.updateVenue);
export const createEvent = formAction(commands.createEvent);
export const updateEvent = formAction(commands.updateEvent);
export const publishEvent = action(commands.publishEvent);
export const startEvent = action(commands.startEvent);
export const postponeEvent = action(commands.postponeEvent);
export const cancelEvent = action(commands.cancelEvent);
export const completeEvent = action(commands.completeEvent);
export const archiveEvent = action(commands.archiveEvent);
