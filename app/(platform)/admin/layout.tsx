import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PlainFrame } from "#components/shell/plain-frame";
import { deskEntries } from "#components/system/desk-entries";
import { signOut } from "#lib/identity/actions";
import { requirePerson, requirePlatform } from "#lib/session";

export const metadata: Metadata = { title: { default: "Platform desk", template: "%s · Platform desk" } };

/** For platform administrators; for everybody else there is no such page. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  await requirePlatform();
  const { person } = await requirePerson();
  return (
    <PlainFrame title="Platform desk" entries={deskEntries} person={person} platformAdmin signOut={signOut}>
      {children}
    </PlainFrame>
  );
}
