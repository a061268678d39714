import { SeatsPage } from "#components/ticketing/seats-page";
import { openEvent } from "#lib/events/open";
import { tiersOf } from "#lib/events/queries";
import { can } from "#lib/permissions";
import { read } from "#lib/session";
import { sectionsOf } from "#lib/ticketing/queries/selling";

export const metadata = { title: "Seats of an event" };

export default async function EventSeatsPage({ params }: PageProps<"/[org]/events/[event]/seats">) {
  const { event: id } = await params;
  const { actor, event } = await openEvent(id);
  const found = await read("ticketing:read", async (tx) => ({
    tiers: await tiersOf(tx, id),
    sections: await sectionsOf(tx, id),
  }));
  return <SeatsPage event={event} may={event.state !== "archived" && can(actor, "ticketing:write")} {...found} />;
}
