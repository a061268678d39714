"use client";

import { DoorForm } from "#components/identity/door-form";
import { acceptInvitation } from "#lib/organizations/actions";

/** A button and no link, because programs that look at mail follow links, and each works once. */
export function AcceptForm({ token, organization }: { token: string; organization: string }) {
  return (
    <DoorForm action={acceptInvitation} label={`Join ${organization}`} pendingLabel="Joining…" hidden={{ token }} />
  );
}
