import { notFound } from "next/navigation";
import { LivePage } from "#components/ticketing/live-page";
import { openEvent } from "#lib/events/open";
import { tiersOf } from "#lib/events/queries";
import { can } from "#lib/permissions";
import { read } from "#lib/session";
import { gatesOf } from "#lib/ticketing/queries/door";
import { liveOf } from "#lib/ticketing/queries/live";

export const metadata = { title: "Live board" };

export default async function EventLivePage({ params }: PageProps<"/[org]/events/[event]/live">) {
  const { org, event: id } = await params;
  const { actor, event } = await openEvent(id);
  const found = await read("ticketing:read", async (tx) => ({
    view: await liveOf(tx, id),
    gates: await gatesOf(tx, id),
    tiers: await tiersOf(tx, id),
  }));
  if (!found.view) notFound();
  const may = {
    export: can(actor, "analytics:export"),
    scan: can(actor, "ticketing:scan"),
    gates: event.state !== "archived" && can(actor, "ticketing:write"),
  };
  return <LivePage slug={org} event={event} view={found.view} gates={found.gates} tiers={found.tiers} may={may} />;
}
