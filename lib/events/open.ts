import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { eventById } from "#lib/events/queries";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";

/**
 * The event of the address and what this person may do with its plan, read once per request; one that is not theirs is
 * the page that does not exist. An archived event is only looked at.
 */
export const openEvent = cache(async (id: string) => {
  const actor = await requireActor("events:read");
  const event = await read("events:read", (tx) => eventById(tx, id));
  if (!event) notFound();
  const open = event.state !== "archived";
  return { actor, event, may: { plan: open && can(actor, "events:write"), money: can(actor, "payments:read") } };
});

/** What a filter of the address says, when it is one that the page has. */
export function shownOf<K extends string>(value: string | string[] | undefined, known: readonly K[]): K {
  return known.find((one) => one === value) ?? (known[0] as K);
}
