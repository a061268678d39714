import { MoneyPage } from "#components/events/money-page";
import { openEvent } from "#lib/events/open";
import { roiEntries, roiOf, unpaidOf } from "#lib/events/queries/readiness";
import { read, requireActor } from "#lib/session";

export const metadata = { title: "Money of an event" };

export default async function EventMoneyPage({ params, searchParams }: PageProps<"/[org]/events/[event]/money">) {
  const { org, event: eventId } = await params;
  await requireActor("payments:read");
  const { event } = await openEvent(eventId);
  const { account } = await searchParams;
  const { roi, entries, unpaid } = await read("payments:read", async (tx) => ({
    roi: await roiOf(tx, eventId),
    entries: typeof account === "string" ? await roiEntries(tx, eventId, account) : null,
    unpaid: await unpaidOf(tx, eventId),
  }));
  const { name, zone } = event;
  return <MoneyPage {...{ eventId, name, zone, roi, entries, unpaid }} slug={org} now={new Date()} />;
}
