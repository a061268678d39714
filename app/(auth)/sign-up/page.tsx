import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { DoorPage, doorLink } from "#components/identity/door-page";
import { GoogleButton } from "#components/identity/google-button";
import { SignUpForm } from "#components/identity/sign-up-form";
import { env } from "#lib/env";
import { first, safeNext } from "#lib/identity/paths";
import { visitor } from "#lib/session";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  const asked = await searchParams;
  const next = first(asked.next);
  if (!(await visitor())) redirect(safeNext(next));
  const search = next ? `?${new URLSearchParams({ next: safeNext(next) })}` : "";
  return (
    <DoorPage
      title="Create an account"
      lead="After you confirm your e-mail, somebody approves the account before you can work with it."
      footer={
        <p>
          Have an account?{" "}
          <Link href={`/sign-in${search}`} className={doorLink}>
            Sign in
          </Link>
        </p>
      }
    >
      <SignUpForm next={next} email={first(asked.email)} organization={first(asked.organization)} />
      {env().google ? <GoogleButton next={next} /> : null}
    </DoorPage>
  );
}
