import type { Metadata } from "next";
import Link from "next/link";
import { DoorPage, doorLink } from "#components/identity/door-page";
import { ConfirmForm } from "#components/identity/link-forms";
import { first } from "#lib/identity/paths";

/** The link stays with us; without any referrer a form sent before scripts run would say that it came from nowhere. */
export const metadata: Metadata = { title: "Confirm", referrer: "same-origin" };

export default async function ConfirmPage({ searchParams }: PageProps<"/auth/confirm">) {
  const asked = await searchParams;
  const recovery = first(asked.type) === "recovery";
  const link = { token_hash: first(asked.token_hash), type: first(asked.type), next: first(asked.next) };
  return (
    <DoorPage
      title={recovery ? "Choose a new password" : "Confirm your e-mail address"}
      lead={recovery ? "Continue, and you can choose a new password." : "One click, and the address is confirmed."}
      footer={
        <p>
          The link does not work?{" "}
          <Link href={recovery ? "/forgot" : "/check-email"} className={doorLink}>
            Ask for another
          </Link>
        </p>
      }
    >
      <ConfirmForm label={recovery ? "Continue" : "Confirm my e-mail address"} link={link} />
    </DoorPage>
  );
}
