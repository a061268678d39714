"use server";

import * as commands from "#lib/users/commands";
import * as credentials from "#lib/users/credentials";
import { personAction, personForm } from "#lib/users/this-person";

export const saveProfile = personForm(commands.saveProfile);
export const removeAvatar = personAction(commands.removeAvatar);
export const savePreference = personAction(commands.savePreference);
export const askErasure = personAction(commands.askErasure);
export const withdrawErasure = personAction(commands.withdrawErasure);
export const changePassword = personForm(credentials.changePassword);
export const changeEmail = personForm(credentials.changeEmail);
export const signOutElsewhere = personAction(credentials.signOutElsewhere);
export const askToJoin = personForm(credentials.askToJoin);
export const disconnectGoogle = personAction(credentials.disconnectGoogle);
/** Answers where Google asks for consent; from there the way leads back to the account page. */
export const connectGoogle = personAction(credentials.googleConsent);
