"use server";
import { redirect } from "next/navigation";
import { action, type FormState, formAction, visitorAddress } from "#lib/action";
import { atTheDoor } from "#lib/identity/door";
import { limit } from "#lib/identity/limits";
import * as commands from "#lib/organizations/commands";
import { acceptInvitation as accept } from "#lib/organizations/invitation";
import { invitationList } from "#lib/organizations/lists";
import * as logo from "#lib/organizations/logo";
import { InvitationToken } from "#lib/organizations/rules/invitations";
import { requirePerson } from "#lib/session";
import { bulkAction } from "#lib/system/bulk";

export const updateOrganization = formAction(commands.updateOrganization);
export const saveLogo = action(logo.saveLogo);
export const removeLogo = action(logo.removeLogo);
export const changeSlug = formAction(commands.changeSlug);
export const archiveOrganization = formAction(commands.archiveOrganization);
export const restoreOrganization = action(commands.restoreOrganization);
export const foundOrganization = formAction(commands.foundOrganization);
export const setTier = formAction(commands.setTier);
export const invitePerson = formAction(commands.invitePerson);
export const resendInvitation = action(commands.resendInvitation);
export const revokeInvitation = action(commands.revokeInvitation);
export const resendInvitations = bulkAction(invitationList, "email", "sent again", commands.resendInvitation);
export const revokeInvitations = bulkAction(invitationList, "email", "revoked", commands.revokeInvitation);
export const setApprovalRule = formAction(commands.setApprovalRule);
export const approveRequest = formAction(commands.approveRequest);
export const rejectRequest = formAction(commands.rejectRequest);
export const withdrawRequest = action(commands.withdrawRequest);

/** The button on the page behind the link; the person is signed in, and may still wait for approval. */
export async function acceptInvitation(_state: FormState, form: FormData): Promise<FormState> {
  return atTheDoor(form, async (values) => {
    const { token } = InvitationToken.parse(values);
    const { person } = await requirePerson();
    await limit("link", { address: await visitorAddress() });
    const { slug, waiting } = await accept(person.userId, token);
    redirect(waiting ? "/waiting" : `/${slug}`);
  });
}
