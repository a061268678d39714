import { EventCard } from "#components/public/event-card";
import { picture } from "#lib/events/picture";
import { visitedEvent } from "#lib/visit";

/** What other sites show when the event's address is shared: 1200 × 630, as Open Graph wants it. */
export async function GET(_: Request, { params }: RouteContext<"/e/[org]/[event]/picture.png">) {
  const { org, event: slug } = await params;
  const event = await visitedEvent(org, slug);
  if (!event) return new Response("There is no such event.", { status: 404 });
  return picture(<EventCard event={event} />, { width: 1200, height: 630 });
}
