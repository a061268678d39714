import { EventForm } from "#components/events/event-form";
import { PageHeader } from "#components/shell/page-header";
import { eventFormChoices } from "#lib/events/form";
import { openOrganization, read } from "#lib/session";

export const metadata = { title: "New event" };

export default async function NewEventPage() {
  const choices = await read("events:write", eventFormChoices);
  const { slug, zone, currency } = await openOrganization();
  return (
    <>
      <PageHeader title="New event" description="A draft until you publish it." crumbs={[{ label: "New event" }]} />
      <EventForm slug={slug} {...choices} defaults={{ zone, currency }} />
    </>
  );
}
