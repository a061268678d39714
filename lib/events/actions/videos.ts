"use server";
import { action, quietAction } from "#lib/action";
import * as commands from "#lib/events/commands/videos";

export const startVideo = quietAction(commands.startVideo);
export const finishVideo = action(commands.finishVideo);
export const removeVideo = action(commands.removeVideo);
