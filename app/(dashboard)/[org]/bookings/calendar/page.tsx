import { CalendarPage } from "#components/bookings/calendar/calendar-page";
import { calendarMonth } from "#lib/bookings/calendar-month";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Calendar" };

export default async function Page({ params, searchParams }: PageProps<"/[org]/bookings/calendar">) {
  const actor = await requireActor("bookings:read");
  const { org } = await params;
  const { zone } = await openOrganization();
  const asked = await searchParams;
  const month = await read("bookings:read", (tx) => calendarMonth(tx, asked, zone));
  const writes = can(actor, "bookings:write");
  return <CalendarPage {...month} slug={org} zone={zone} may={{ station: writes, workspace: writes }} />;
}
