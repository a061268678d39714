import { BookingPage } from "#components/bookings/booking-page";
import { bookingLink, quoteLink } from "#lib/bookings/link";
import { openBooking } from "#lib/bookings/open";
import { openOrganization } from "#lib/session";
import { dayIn } from "#lib/time";

export const metadata = { title: "Booking" };

export default async function OneBookingPage({ params }: PageProps<"/[org]/bookings/[booking]">) {
  const { org, booking: id } = await params;
  const opened = await openBooking(id);
  const { zone } = await openOrganization();
  return (
    <BookingPage
      {...opened}
      slug={org}
      today={dayIn(new Date(), zone)}
      link={bookingLink(id)}
      quoteLinks={opened.quotes.map(({ version }) => quoteLink(id, version))}
    />
  );
}
