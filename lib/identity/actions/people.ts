"use server";
import { action, formAction } from "#lib/action";
import * as commands from "#lib/identity/commands";
import { approvalQueue } from "#lib/identity/lists";
import { peopleList } from "#lib/organizations/lists";
import { bulkAction } from "#lib/system/bulk";

export const approvePerson = formAction(commands.approvePerson);
export const rejectPerson = formAction(commands.rejectPerson);
export const suspendPerson = formAction(commands.suspendPerson);
export const reinstatePerson = formAction(commands.reinstatePerson);
export const removePerson = formAction(commands.removePerson);
export const deactivatePerson = formAction(commands.deactivatePerson);
export const setAccount = formAction(commands.setAccount);
/** `with` carries the role, place or reason for all of them. */
export const approveAll = bulkAction(approvalQueue, "name", "approved", commands.approvePerson);
export const rejectAll = bulkAction(approvalQueue, "name", "rejected", commands.rejectPerson);
export const suspendAll = bulkAction(peopleList, "name", "suspended", commands.suspendPerson);
export const removeAll = bulkAction(peopleList, "name", "removed", commands.removePerson);

export const grantRole = formAction(commands.grantRole);
export const endGrant = formAction(commands.endGrant);
export const saveRole = formAction(commands.saveRole);
export const deleteRole = action(commands.deleteRole);

export const createStation = formAction(commands.createStation);
export const updateStation = formAction(commands.updateStation);
export const archiveStation = action(commands.archiveStation);
export const restoreStation = action(commands.restoreStation);
