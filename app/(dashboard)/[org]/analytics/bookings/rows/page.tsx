import { BookingRowsPage } from "#components/analytics/booking-rows-page";
import { bookingRowsScreen } from "#lib/analytics/bookings";

export const metadata = { title: "Bookings behind a figure" };

export default async function BookingRows({ searchParams }: PageProps<"/[org]/analytics/bookings/rows">) {
  return <BookingRowsPage {...(await bookingRowsScreen(await searchParams))} />;
}
