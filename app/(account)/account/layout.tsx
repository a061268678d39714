import type { ReactNode } from "react";
import { PlainFrame } from "#components/shell/plain-frame";
import { signOut } from "#lib/identity/actions";
import { requirePerson } from "#lib/session";

/** A person's own pages, whatever organization they belong to, and also while they wait for approval. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const { person, platformAdmin } = await requirePerson();
  return (
    <PlainFrame title="Your account" person={person} platformAdmin={platformAdmin} signOut={signOut}>
      {children}
    </PlainFrame>
  );
}
