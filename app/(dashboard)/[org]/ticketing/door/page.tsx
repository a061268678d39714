import { DoorList } from "#components/ticketing/door-page";
import { read } from "#lib/session";
import { doors } from "#lib/ticketing/queries/door";

export const metadata = { title: "Doors" };

export default async function DoorsPage({ params }: PageProps<"/[org]/ticketing/door">) {
  return <DoorList slug={(await params).org} doors={await read("ticketing:scan", doors)} />;
}
