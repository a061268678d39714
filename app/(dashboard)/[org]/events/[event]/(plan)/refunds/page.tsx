import { RefundRunPage } from "#components/ticketing/refund-run-page";
import { openEvent } from "#lib/events/open";
import { read } from "#lib/session";
import { refundRun } from "#lib/ticketing/queries/serving";

export const metadata = { title: "Refunds of an event" };

export default async function EventRefundsPage({ params }: PageProps<"/[org]/events/[event]/refunds">) {
  const { org, event: id } = await params;
  const run = await read("ticketing:refund", (tx) => refundRun(tx, id));
  const { event } = await openEvent(id);
  return <RefundRunPage slug={org} event={event} run={run} />;
}
