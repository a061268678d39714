import { notFound, redirect } from "next/navigation";
import { EventForm } from "#components/events/event-form";
import { PageHeader } from "#components/shell/page-header";
import { customFormValues, eventFormChoices, eventFormValues } from "#lib/events/form";
import { eventById } from "#lib/events/queries";
import { openOrganization, read } from "#lib/session";

export const metadata = { title: "Edit event" };

export default async function EditEventPage({ params }: PageProps<"/[org]/events/[event]/edit">) {
  const { event: id } = await params;
  const found = await read("events:write", async (tx) => {
    const event = await eventById(tx, id);
    return event ? { event, custom: await customFormValues(tx, id), choices: await eventFormChoices(tx) } : null;
  });
  if (!found) notFound();
  if (found.event.state === "archived") redirect(`/${(await openOrganization()).slug}/events/${id}`);
  const { slug, zone, currency } = await openOrganization();
  const { event, custom, choices } = found;
  return (
    <>
      <PageHeader
        title={`Edit ${event.name}`}
        crumbs={[{ label: event.name, href: `/${slug}/events/${id}` }, { label: "Edit" }]}
      />
      <EventForm
        slug={slug}
        {...choices}
        defaults={{ zone, currency }}
        event={{ ...eventFormValues(event), ...custom }}
      />
    </>
  );
}
