"use server";
import { formAction } from "#lib/action";
import * as commands from "#lib/campaigns/commands";

export const saveCampaign = formAction(commands.saveCampaign);
export const archiveCampaign = formAction(commands.archiveCampaign);
export const addLink = formAction(commands.addLink);
export const recordSpend = formAction(commands.recordSpend);
