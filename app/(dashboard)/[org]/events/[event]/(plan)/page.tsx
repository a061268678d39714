import type { Metadata } from "next";
import { EventPage } from "#components/events/event-page";
import { ExportLinks } from "#components/events/export-links";
import { HistoryPanel } from "#components/system/history-panel";
import { openEvent } from "#lib/events/open";
import { tiersOf } from "#lib/events/queries";
import { readinessOf } from "#lib/events/queries/readiness";
import { customOf } from "#lib/events/queries/registry";
import { can } from "#lib/permissions";
import { openOrganization, read } from "#lib/session";
import { historyOf } from "#lib/system/queries";
import { eventSales } from "#lib/ticketing/queries";

type Props = PageProps<"/[org]/events/[event]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await openEvent((await params).event)).event.name };
}

export default async function OneEventPage({ params }: Props) {
  const { org, event: id } = await params;
  const { actor, event } = await openEvent(id);
  const found = await read("events:read", async (tx) => ({
    tiers: await tiersOf(tx, id),
    sales: can(actor, "ticketing:read") ? await eventSales(tx, id) : null,
    readiness: await readinessOf(tx, id),
    custom: await customOf(tx, id),
    history: can(actor, "system:audit") ? await historyOf(tx, { subject: "events.events", subjectId: id }) : null,
  }));
  const { zone } = await openOrganization();
  const changeable = !["completed", "cancelled", "archived"].includes(event.state);
  const may = { tiers: changeable && can(actor, "ticketing:write") };
  return (
    <EventPage {...found} event={event} slug={org} may={may}>
      {can(actor, "analytics:export") ? <ExportLinks slug={org} eventId={id} /> : null}
      {found.history ? <HistoryPanel lines={found.history} zone={zone} /> : null}
    </EventPage>
  );
}
