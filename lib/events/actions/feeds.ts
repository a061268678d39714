"use server";
import { action } from "#lib/action";
import * as commands from "#lib/events/commands/feeds";

export const openFeed = action(commands.openFeed);
export const renewFeed = action(commands.renewFeed);
export const revokeFeed = action(commands.revokeFeed);
