import { MyShifts } from "#components/events/my-shifts";
import { shiftsFor } from "#lib/events/queries/program";
import { read, requireActor } from "#lib/session";

export const metadata = { title: "My shifts" };

export default async function MyShiftsPage({ params }: PageProps<"/[org]/events/shifts">) {
  const { userId } = await requireActor("events:read");
  const shifts = await read("events:read", (tx) => shiftsFor(tx, userId));
  return <MyShifts slug={(await params).org} shifts={shifts} />;
}
