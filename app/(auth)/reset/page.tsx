import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DoorPage } from "#components/identity/door-page";
import { ChoosePasswordForm } from "#components/identity/link-forms";
import { mayReset } from "#lib/identity/reset";
import { currentPerson } from "#lib/session";

export const metadata: Metadata = { title: "Choose a new password" };

export default async function ResetPage() {
  const person = await currentPerson();
  if (!person || !(await mayReset(person.sessionId))) redirect("/forgot");
  return (
    <DoorPage title="Choose a new password" lead={`For ${person.email}. You will be signed out everywhere else.`}>
      <ChoosePasswordForm email={person.email ?? ""} />
    </DoorPage>
  );
}
