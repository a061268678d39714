"use server";
import { action, formAction } from "#lib/action";
import * as commands from "#lib/events/commands";
import { eventList } from "#lib/events/lists";
import { saveEventChange } from "#lib/events/saving";
import { bulkAction } from "#lib/system/bulk";

export const createVenue = formAction(commands.createVenue);
export const updateVenue = formAction(commands.updateVenue);
export const createEvent = formAction(commands.createEvent);
export const updateEvent = formAction(saveEventChange);
export const publishEvent = action(commands.publishEvent);
export const startEvent = action(commands.startEvent);
export const postponeEvent = action(commands.postponeEvent);
export const cancelEvent = action(commands.cancelEvent);
export const completeEvent = action(commands.completeEvent);
export const archiveEvent = action(commands.archiveEvent);
export const restoreEvent = action(commands.restoreEvent);

/** The selection of the list of events. */
export const publishEvents = bulkAction(eventList, "name", "published", commands.publishEvent);
export const archiveEvents = bulkAction(eventList, "name", "archived", commands.archiveEvent);
