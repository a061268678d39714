import { liveAnswer } from "#lib/ticketing/live-answer";

/** Sold, arrived, revenue by hour and gates of an event, as of now. */
export async function GET(_: Request, { params }: RouteContext<"/api/[org]/events/[event]/live">) {
  return liveAnswer((await params).event);
}
