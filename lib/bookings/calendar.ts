import "server-only";
import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { CustomerBooking } from "#lib/bookings/queries/visitors";

/** A booking as a calendar file (RFC 5545), in UTC so that every calendar agrees about the moment. */
export function bookingCalendar(booking: CustomerBooking, address: string): string {
  const { id, number, service, seller, startsAt, endsAt, state } = booking;
  const calendar = ical({
    name: `${service}, ${seller.name}`,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: "Greenroom", product: "Bookings", language: "EN" },
  });
  const status = {
    cancelled: ICalEventStatus.CANCELLED,
    no_show: ICalEventStatus.CANCELLED,
    pending: ICalEventStatus.TENTATIVE,
  };
  calendar.createEvent({
    id: `${id}@${new URL(address).hostname}`,
    start: startsAt,
    end: endsAt,
    summary: `${service}, ${seller.name}`,
    description: `${number}\n\n${address}`,
    location: booking.address || seller.place || seller.name,
    url: address,
    status: status[state as keyof typeof status] ?? ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}
