import { RepeatForm } from "#components/events/repeat-form";
import { PageHeader } from "#components/shell/page-header";
import { openEvent } from "#lib/events/open";
import { requireActor } from "#lib/session";
import { formatRange, zoneWords } from "#lib/time";

export const metadata = { title: "Repeat an event" };

export default async function RepeatEventPage({ params }: PageProps<"/[org]/events/[event]/repeat">) {
  const { org, event: id } = await params;
  await requireActor("events:write");
  const { event } = await openEvent(id);
  const when = `${formatRange(event.startsAt, event.endsAt, event.zone)}, ${zoneWords(event.startsAt, event.zone)}`;
  return (
    <>
      <PageHeader
        title={`Repeat ${event.name}`}
        description={`The first is ${when}. The others keep its hour on the clock when the clocks change.`}
        crumbs={[{ label: event.name, href: `/${org}/events/${id}` }, { label: "Repeat" }]}
      />
      <RepeatForm slug={org} id={id} />
    </>
  );
}
