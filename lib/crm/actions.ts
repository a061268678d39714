"use server";
import { action, formAction } from "#lib/action";
import * as commands from "#lib/crm/commands";
import { leadList } from "#lib/crm/lists";
import { bulkAction } from "#lib/system/bulk";

export const addLead = formAction(commands.addLead);
export const changeLead = formAction(commands.changeLead);
export const assignLead = action(commands.assignLead);
export const moveLead = action(commands.moveLead);
export const loseLead = formAction(commands.moveLead);
export const convertLead = formAction(commands.convertLead);
export const noteLead = formAction(commands.noteLead);
export const recordActivity = formAction(commands.recordActivity);
export const tagLead = formAction(commands.tagLead);
export const untagLead = action(commands.untagLead);

export const assignLeads = bulkAction(leadList, "name", "assigned", commands.assignLead);
export const moveLeads = bulkAction(leadList, "name", "moved", commands.moveLead);
export const tagLeads = bulkAction(leadList, "name", "tagged", commands.tagLead);

export const addOpportunity = formAction(commands.addOpportunity);
export const changeOpportunity = formAction(commands.changeOpportunity);
export const moveOpportunity = action(commands.moveOpportunity);

export const addStage = formAction(commands.addStage);
export const changeStage = formAction(commands.changeStage);
export const archiveStage = action(commands.archiveStage);
