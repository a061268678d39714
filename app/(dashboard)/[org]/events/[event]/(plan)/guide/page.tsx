import { GuideTab } from "#components/events/guide-page";
import { openEvent } from "#lib/events/open";
import { guideOf } from "#lib/events/queries/planning";
import { read } from "#lib/session";

export const metadata = { title: "Cultural guide of an event" };

export default async function EventGuidePage({ params }: PageProps<"/[org]/events/[event]/guide">) {
  const { event: eventId } = await params;
  const { may } = await openEvent(eventId);
  const entries = await read("events:read", (tx) => guideOf(tx, eventId));
  return <GuideTab {...{ eventId, entries }} may={may.plan} />;
}
