import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { DoorPage } from "#components/identity/door-page";
import { NextSteps } from "#components/identity/next-steps";
import { Alert } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { JoinForm } from "#components/users/join-form";
import { signOut } from "#lib/identity/actions";
import { waitingWords } from "#lib/identity/rules";
import { requirePerson } from "#lib/session";

export const metadata: Metadata = { title: "Waiting" };

export default async function WaitingPage() {
  const { person, organizations } = await requirePerson();
  if (person.state === "active" && organizations.length > 0) redirect("/");
  const { title, lead } = waitingWords[person.state];
  const joins = person.state === "active" || (person.state === "pending_approval" && !person.waitsFor);
  return (
    <DoorPage title={title} lead={lead} footer={<p>Signed in as {person.email}</p>}>
      {person.stateReason ? (
        <Alert variant="info">
          <p>{person.stateReason}</p>
        </Alert>
      ) : null}
      {person.state === "pending_approval" ? <NextSteps email={person.email} organization={person.waitsFor} /> : null}
      {joins ? <JoinForm /> : null}
      <div className="grid gap-2">
        <Button asChild size="lg" variant="outline">
          <Link href="/" prefetch={false}>
            Look again
          </Link>
        </Button>
        <form action={signOut}>
          <Button type="submit" size="lg" variant="ghost" className="w-full">
            Sign out
          </Button>
        </form>
      </div>
    </DoorPage>
  );
}
