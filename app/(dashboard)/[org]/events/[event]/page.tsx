import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { EventPage } from "#components/events/event-page";
import { HistoryPanel } from "#components/system/history-panel";
import { eventById, tiersOf } from "#lib/events/queries";
import { nextEventStates } from "#lib/events/rules";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { historyOf } from "#lib/system/queries";
import { eventSales } from "#lib/ticketing/queries";

type Props = PageProps<"/[org]/events/[event]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await opened((await params).event);
  return { title: found?.event.name ?? "Event" };
}

const opened = cache(async (id: string) => {
  const actor = await requireActor("events:read");
  return read("events:read", async (tx) => {
    const event = await eventById(tx, id);
    if (!event) return null;
    const [tiers, sales] = [await tiersOf(tx, id), can(actor, "ticketing:read") ? await eventSales(tx, id) : null];
    const history = can(actor, "system:audit")
      ? await historyOf(tx, { subject: "events.events", subjectId: id })
      : null;
    return { event, tiers, sales, history };
  });
});

export default async function OneEventPage({ params }: Props) {
  const { org, event: id } = await params;
  const actor = await requireActor("events:read");
  const found = await opened(id);
  if (!found) notFound();
  const { zone } = await openOrganization();
  const changeable = !["completed", "cancelled", "archived"].includes(found.event.state);
  const may = { write: changeable && can(actor, "events:write"), tiers: changeable && can(actor, "ticketing:write") };
  return (
    <EventPage {...found} slug={org} next={nextEventStates(found.event.state, actor.permissions)} may={may}>
      {found.history ? <HistoryPanel lines={found.history} zone={zone} /> : null}
    </EventPage>
  );
}
