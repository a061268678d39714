import { BookingFeedsPage } from "#components/bookings/calendar/feeds-page";
import { boardStations } from "#lib/bookings/queries/board";
import { bookables, bookingFeedsOpen, busyCalendars } from "#lib/bookings/queries/calendar";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Booking feeds" };

export default async function Page() {
  const actor = await requireActor("bookings:read");
  const { zone } = await openOrganization();
  const shown = await read("bookings:read", async (tx) => ({
    feeds: await bookingFeedsOpen(tx),
    busy: await busyCalendars(tx),
    stations: await boardStations(tx),
    resources: await bookables(tx),
  }));
  return <BookingFeedsPage {...shown} zone={zone} mayWrite={can(actor, "bookings:write")} />;
}
