import { DoorPage } from "#components/ticketing/door-page";
import { openDoor } from "#lib/ticketing/open-door";

export const metadata = { title: "Door" };

export default async function EventDoorPage({ params }: PageProps<"/[org]/events/[event]/door">) {
  const { org, event } = await params;
  return <DoorPage slug={org} door={await openDoor(event)} />;
}
