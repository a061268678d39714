import { notFound } from "next/navigation";
import { VenuePage } from "#components/events/venue-page";
import { venueById } from "#lib/events/queries/registry";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";

export const metadata = { title: "Venue" };

export default async function OneVenuePage({ params }: PageProps<"/[org]/events/venues/[venue]">) {
  const { org, venue: id } = await params;
  const actor = await requireActor("events:read");
  const venue = await read("events:read", (tx) => venueById(tx, id));
  if (!venue) notFound();
  return <VenuePage slug={org} venue={venue} may={can(actor, "events:write")} />;
}
