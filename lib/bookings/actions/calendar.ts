"use server";

import { action, formAction } from "#lib/action";
import * as commands from "#lib/bookings/commands/calendar";

export const openBookingFeed = action(commands.openBookingFeed);
export const renewBookingFeed = action(commands.renewBookingFeed);
export const revokeBookingFeed = action(commands.revokeBookingFeed);
export const importBusy = action(commands.importBusy);
export const forgetBusy = action(commands.forgetBusy);
export const saveEntry = formAction(commands.saveEntry);
export const removeEntry = action(commands.removeEntry);
export const saveMeetingType = formAction(commands.saveMeetingType);
