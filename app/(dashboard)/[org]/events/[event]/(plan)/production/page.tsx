import { ProductionTab } from "#components/events/logistics-page";
import { openEvent } from "#lib/events/open";
import { memberChoices, runsOf } from "#lib/events/queries/program";
import { read } from "#lib/session";

export const metadata = { title: "Production of an event" };

export default async function EventProductionPage({ params }: PageProps<"/[org]/events/[event]/production">) {
  const { event: id } = await params;
  const { actor, event, may } = await openEvent(id);
  const found = await read("events:read", async (tx) => ({
    runs: await runsOf(tx, id),
    people: await memberChoices(tx),
  }));
  return <ProductionTab {...found} event={event} permissions={actor.permissions} may={may.plan} />;
}
