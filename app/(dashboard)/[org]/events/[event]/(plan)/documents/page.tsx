import { DocumentTab, documentFilters } from "#components/events/document-page";
import { openEvent, shownOf } from "#lib/events/open";
import { documentsOf } from "#lib/events/queries/planning";
import { read } from "#lib/session";

export const metadata = { title: "Documents of an event" };

export default async function EventDocumentsPage({
  params,
  searchParams,
}: PageProps<"/[org]/events/[event]/documents">) {
  const { org, event: eventId } = await params;
  const { actor, may } = await openEvent(eventId);
  const documents = await read("events:read", (tx) => documentsOf(tx, eventId));
  const shown = shownOf((await searchParams).show, documentFilters);
  return <DocumentTab {...{ eventId, documents, shown }} slug={org} permissions={actor.permissions} may={may.plan} />;
}
