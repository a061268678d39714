import { notFound } from "next/navigation";
import { EventCard } from "#components/public/event-card";
import { picture } from "#lib/events/picture";
import { visitedEvent } from "#lib/visit";

export const alt = "Name, date and place of the event";
export const size = { width: 1200, height: 630 };
export const contentType = "image/png";

/** What other sites show when the event's address is shared. */
export default async function Image({ params }: { params: Promise<{ org: string; event: string }> }) {
  const { org, event: slug } = await params;
  const event = await visitedEvent(org, slug);
  if (!event) notFound();
  return picture(<EventCard event={event} />, size);
}
