import type { Route } from "next";
import Link from "next/link";
import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { ImportLink } from "#components/system/imports/import-link";
import { Button } from "#components/ui/button";
import { archiveEvents, publishEvents } from "#lib/events/actions";
import { eventList, eventViews } from "#lib/events/lists";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Events" };

const bulkActions = [
  { label: "Publish", run: publishEvents },
  {
    label: "Archive",
    run: archiveEvents,
    confirm: {
      title: "Archive these events?",
      text: "They leave the everyday lists and are only looked at. You can bring each back from the archive.",
      verb: "Archive",
    },
  },
];

export default async function EventsPage({ params, searchParams }: PageProps<"/[org]/events">) {
  const actor = await requireActor("events:read");
  const screen = await listScreen(eventList, await searchParams, eventViews);
  const { org } = await params;
  const create = can(actor, "events:write") ? (
    <>
      {can(actor, "system:import") ? <ImportLink org={org} kind="events" /> : null}
      <Button asChild>
        <Link href={`/${org}/events/new` as Route}>New event</Link>
      </Button>
    </>
  ) : null;
  return (
    <>
      <PageHeader title="Events" description="Everything people come to, from draft to archive." actions={create} />
      <DataTable
        {...screen}
        label="Events"
        actions={can(actor, "events:publish") ? bulkActions : []}
        empty={
          <Empty title="No events yet" action={create}>
            Name it, say when and where, and give it a ticket. Nothing is public until you publish.
          </Empty>
        }
      />
    </>
  );
}
