import { ServiceForm } from "#components/bookings/service-form";
import { PageHeader } from "#components/shell/page-header";
import { bookingStations } from "#lib/bookings/queries/settings";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "New service" };

export default async function NewServicePage({ params }: PageProps<"/[org]/bookings/services/new">) {
  await requireActor("bookings:settings");
  const { org } = await params;
  const { currency } = await openOrganization();
  const stations = await read("bookings:read", bookingStations);
  return (
    <>
      <PageHeader title="New service" crumbs={[{ label: "New service" }]} />
      <ServiceForm slug={org} stations={stations} currency={currency} />
    </>
  );
}
