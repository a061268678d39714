"use server";

import { action, formAction } from "#lib/action";
import * as commands from "#lib/bookings/commands/reminders";

export const saveReminderRule = formAction(commands.saveReminderRule);
export const stopReminders = action(commands.stopReminders);
