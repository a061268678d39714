import { BookingBoardPage } from "#components/analytics/booking-board-page";
import { bookingDashboard } from "#lib/analytics/bookings";

export const metadata = { title: "Bookings in figures" };

export default async function BookingAnalyticsPage({ searchParams }: PageProps<"/[org]/analytics/bookings">) {
  return <BookingBoardPage {...(await bookingDashboard(await searchParams))} />;
}
