import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CustomerBookingPage } from "#components/public/booking-page";
import { visitedBooking } from "#lib/bookings/visitor";

export const metadata: Metadata = {
  title: { absolute: "Your booking" },
  robots: { index: false },
  referrer: "same-origin",
};

export default async function BookingOfLinkPage({ params }: PageProps<"/bookings/[token]">) {
  const { token } = await params;
  const booking = await visitedBooking(token);
  if (!booking) notFound();
  return <CustomerBookingPage booking={booking} token={token} />;
}
