import { LogisticsTab } from "#components/events/logistics-page";
import { openEvent } from "#lib/events/open";
import { logisticsOf, memberChoices } from "#lib/events/queries/program";
import { vendorChoices } from "#lib/events/queries/registry";
import { read } from "#lib/session";

export const metadata = { title: "Logistics of an event" };

export default async function EventLogisticsPage({ params }: PageProps<"/[org]/events/[event]/logistics">) {
  const { event: id } = await params;
  const { actor, event, may } = await openEvent(id);
  const found = await read("events:read", async (tx) => ({
    items: await logisticsOf(tx, id),
    vendors: await vendorChoices(tx),
    people: await memberChoices(tx),
  }));
  return <LogisticsTab {...found} event={event} permissions={actor.permissions} may={may.plan} />;
}
