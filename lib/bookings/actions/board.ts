"use server";

import { quietAction } from "#lib/action";
import * as commands from "#lib/bookings/commands/bookings";

export const dropBooking = quietAction(commands.moveBooking);
export const stepOnBoard = quietAction(commands.stepBooking);
