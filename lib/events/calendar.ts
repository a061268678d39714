import "server-only";
import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { PublicEvent } from "#lib/events/queries";

/** The event as a calendar file (RFC 5545), in UTC so that every calendar agrees about the moment. */
export function calendarFile(event: PublicEvent, address: string): string {
  const { name, summary, venue, startsAt, endsAt, state, organization } = event;
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: "Greenroom", product: "Events", language: "EN" },
  });
  calendar.createEvent({
    id: `${event.id}@${new URL(address).hostname}`,
    start: startsAt,
    end: endsAt,
    stamp: event.publishedAt,
    summary: name,
    description: [summary, address].filter(Boolean).join("\n\n"),
    location: venue ? [venue.name, venue.address, venue.city].filter(Boolean).join(", ") : organization.name,
    url: address,
    status:
      state === "cancelled"
        ? ICalEventStatus.CANCELLED
        : state === "postponed"
          ? ICalEventStatus.TENTATIVE
          : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}
