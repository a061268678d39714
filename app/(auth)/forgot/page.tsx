import type { Metadata } from "next";
import Link from "next/link";
import { DoorPage, doorLink } from "#components/identity/door-page";
import { ForgotForm } from "#components/identity/email-forms";

export const metadata: Metadata = { title: "Forgot the password" };

export default function ForgotPage() {
  return (
    <DoorPage
      title="Forgot the password?"
      lead="Enter your address, and we send a link to choose a new one."
      footer={
        <p>
          Remembered it?{" "}
          <Link href="/sign-in" className={doorLink}>
            Sign in
          </Link>
        </p>
      }
    >
      <ForgotForm />
    </DoorPage>
  );
}
