import type { Metadata } from "next";
import Link from "next/link";
import { DoorPage, doorLink } from "#components/identity/door-page";
import { ResendForm } from "#components/identity/email-forms";
import { isMailboxHere } from "#lib/identity/mailbox";
import { first } from "#lib/identity/paths";

export const metadata: Metadata = { title: "Check your e-mail" };

export default async function CheckEmailPage({ searchParams }: PageProps<"/check-email">) {
  const email = first((await searchParams).email)?.slice(0, 254);
  return (
    <DoorPage
      title="Check your e-mail"
      lead={
        email
          ? `We sent a link to ${email}. Open it on this device to confirm the address; it works for one hour.`
          : "Enter the address you signed up with, and the confirmation goes out once more."
      }
      footer={
        <>
          {(await isMailboxHere()) ? (
            <p>
              This is a developer’s machine:{" "}
              <Link href="/mailbox" className={doorLink}>
                open the mailbox
              </Link>
            </p>
          ) : null}
          <p>
            Confirmed already?{" "}
            <Link href="/sign-in" className={doorLink}>
              Sign in
            </Link>
          </p>
        </>
      }
    >
      {email ? (
        <p className="text-muted-foreground">Nothing there? Look among the unwanted mail, or send it again.</p>
      ) : null}
      <ResendForm email={email} />
    </DoorPage>
  );
}
