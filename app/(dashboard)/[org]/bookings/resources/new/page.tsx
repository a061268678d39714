import { ResourceForm } from "#components/bookings/resource-form";
import { PageHeader } from "#components/shell/page-header";
import { resourceChoices } from "#lib/bookings/resource-choices";
import { requireActor } from "#lib/session";

export const metadata = { title: "New chef or room" };

export default async function NewResourcePage({ params }: PageProps<"/[org]/bookings/resources/new">) {
  await requireActor("bookings:settings");
  const { org } = await params;
  return (
    <>
      <PageHeader title="New chef or room" crumbs={[{ label: "New chef or room" }]} />
      <ResourceForm slug={org} {...(await resourceChoices())} />
    </>
  );
}
