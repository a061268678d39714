import { UpdatesTab } from "#components/events/guide-page";
import { openEvent } from "#lib/events/open";
import { holdersToTell } from "#lib/events/queries/holders";
import { updatesOf } from "#lib/events/queries/planning";
import { read } from "#lib/session";

export const metadata = { title: "Updates of an event" };

export default async function EventUpdatesPage({ params }: PageProps<"/[org]/events/[event]/updates">) {
  const { event: id } = await params;
  const { actor, event, may } = await openEvent(id);
  const updates = await read("events:read", (tx) => updatesOf(tx, id));
  const holders = may.plan ? await holdersToTell(actor, id) : null;
  return <UpdatesTab {...{ event, updates, holders }} may={may.plan} />;
}
