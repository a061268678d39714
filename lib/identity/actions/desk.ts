"use server";

import * as commands from "#lib/identity/commands";
import { platformFormAction } from "#lib/system/desk/action";

/** The platform's word about people, from its desk: `organizationId` says for which organization. */
export const approveAtDesk = platformFormAction(commands.approvePerson);
export const rejectAtDesk = platformFormAction(commands.rejectPerson);
export const setAccountAtDesk = platformFormAction(commands.setAccount);
