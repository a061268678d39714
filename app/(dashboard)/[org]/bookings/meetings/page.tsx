import { MeetingsPage } from "#components/bookings/calendar/meetings-page";
import { boardStations } from "#lib/bookings/queries/board";
import { bookables, meetingTypesNow } from "#lib/bookings/queries/calendar";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";

export const metadata = { title: "Meetings" };

export default async function Page({ params }: PageProps<"/[org]/bookings/meetings">) {
  const actor = await requireActor("bookings:read");
  const { org } = await params;
  const shown = await read("bookings:read", async (tx) => ({
    types: await meetingTypesNow(tx),
    stations: await boardStations(tx),
    resources: await bookables(tx),
  }));
  return <MeetingsPage {...shown} slug={org} editable={can(actor, "bookings:settings")} />;
}
