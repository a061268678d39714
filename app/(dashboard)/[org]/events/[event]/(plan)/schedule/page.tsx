import { SchedulePage } from "#components/events/schedule-page";
import { openEvent } from "#lib/events/open";
import { reservedRooms, roomsOf, sessionsOf } from "#lib/events/queries/program";
import { talentChoices } from "#lib/events/queries/registry";
import { read } from "#lib/session";

export const metadata = { title: "Schedule of an event" };

export default async function EventSchedulePage({ params }: PageProps<"/[org]/events/[event]/schedule">) {
  const { event: id } = await params;
  const { actor, event, may } = await openEvent(id);
  const found = await read("events:read", async (tx) => ({
    sessions: await sessionsOf(tx, id),
    rooms: await roomsOf(tx, event.venueId),
    reserved: (await reservedRooms(tx, id)).map((room) => room.id),
    talent: await talentChoices(tx),
  }));
  return <SchedulePage {...found} event={event} permissions={actor.permissions} may={may.plan} />;
}
