import "server-only";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";

/** Somebody who may scan and see nothing of the house begins at the doors. */
export async function toTheDoor(slug: string): Promise<void> {
  const actor = await requireActor();
  if (can(actor, "ticketing:scan") && !can(actor, "organizations:read")) redirect(`/${slug}/ticketing/door` as Route);
}
