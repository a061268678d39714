import type { Metadata } from "next";
import { InvitationPage } from "#components/identity/invitation-page";
import { first } from "#lib/identity/paths";
import { invitationBy } from "#lib/organizations/invitation";
import { requirePerson, visitor } from "#lib/session";

/** The address carries the key, so no other site is told it. */
export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default async function Invitation({ searchParams }: PageProps<"/invitation">) {
  const token = first((await searchParams).token) ?? "";
  const signedInAs = (await visitor()) ? null : (await requirePerson()).person.email;
  return <InvitationPage token={token} invitation={await invitationBy(token)} signedInAs={signedInAs} />;
}
