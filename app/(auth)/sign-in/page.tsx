import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { DoorPage, doorLink } from "#components/identity/door-page";
import { GoogleButton } from "#components/identity/google-button";
import { SignInForm } from "#components/identity/sign-in-form";
import { Alert } from "#components/ui/alert";
import { env } from "#lib/env";
import { first, safeNext } from "#lib/identity/paths";
import { visitor } from "#lib/session";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const asked = await searchParams;
  const next = first(asked.next);
  if (!(await visitor())) redirect(safeNext(next));
  const search = next ? `?${new URLSearchParams({ next: safeNext(next) })}` : "";
  return (
    <DoorPage
      title="Sign in"
      footer={
        <>
          <p>
            New here?{" "}
            <Link href={`/sign-up${search}`} className={doorLink}>
              Create an account
            </Link>
          </p>
          <p>
            No confirmation e-mail?{" "}
            <Link href="/check-email" className={doorLink}>
              Send it again
            </Link>
          </p>
        </>
      }
    >
      {first(asked.problem) === "google" ? (
        <Alert variant="destructive" role="alert">
          <p>Signing in with Google did not work. Try again, or use your e-mail and password.</p>
        </Alert>
      ) : null}
      <SignInForm next={next} />
      {env().google ? <GoogleButton next={next} /> : null}
    </DoorPage>
  );
}
