"use server";
import { formAction } from "#lib/action";
import * as commands from "#lib/organizations/commands";

export const updateOrganization = formAction(commands.updateOrganization);
