"use server";

import { action, quietAction } from "#lib/action";
import * as commands from "#lib/bookings/commands/series";

export const repeatBooking = action(commands.repeatBooking);
export const previewRepeat = quietAction(commands.previewRepeat);
export const changeSeries = action(commands.changeSeries);
export const previewSeries = quietAction(commands.previewSeries);
export const cancelSeries = action(commands.cancelSeries);
