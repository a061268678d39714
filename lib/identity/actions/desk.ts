"use server";

import * as commands from "#lib/identity/commands";
import { platformFormAction } from "#lib/system/desk/action";
import { aboutPeople } from "#lib/system/desk/bulk";

/** The platform's word about people, from its desk: `organizationId` says for which organization. */
export const approveAtDesk = platformFormAction(commands.approvePerson);
export const rejectAtDesk = platformFormAction(commands.rejectPerson);
export const setAccountAtDesk = platformFormAction(commands.setAccount);
/** `with` carries the role, the place and the organization, or the reason, for all of them. */
export const approveAllAtDesk = aboutPeople("approved", commands.approvePerson, { placed: true });
export const rejectAllAtDesk = aboutPeople("rejected", commands.rejectPerson, { placed: false });
