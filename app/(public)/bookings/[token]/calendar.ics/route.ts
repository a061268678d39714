import { bookingCalendar } from "#lib/bookings/calendar";
import { visitedBooking } from "#lib/bookings/visitor";
import { env } from "#lib/env";

/** "Add to calendar", for whoever has the link. */
export async function GET(_: Request, { params }: RouteContext<"/bookings/[token]/calendar.ics">) {
  const { token } = await params;
  const booking = await visitedBooking(token);
  if (!booking) return new Response("There is no such booking.", { status: 404 });
  return new Response(bookingCalendar(booking, `${env().origin}/bookings/${token}`), {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": `attachment; filename="${booking.number}.ics"`,
      "Cache-Control": "private, no-store",
    },
  });
}
