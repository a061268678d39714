import { notFound } from "next/navigation";
import { ProcessorEvent } from "#components/payments/processor-event";
import { webhookById } from "#lib/payments/processor/queries";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";

export const metadata = { title: "Processor event" };

export default async function EventPage({ params }: PageProps<"/[org]/payments/processor/events/[webhook]">) {
  const actor = await requireActor("payments:read");
  const { webhook: eventId } = await params;
  if (!isId(eventId)) notFound();
  const event = await read("payments:read", (tx) => webhookById(tx, { eventId }));
  if (!event) notFound();
  const { zone } = await openOrganization();
  return <ProcessorEvent event={event} zone={zone} mayReplay={can(actor, "payments:replay")} />;
}
