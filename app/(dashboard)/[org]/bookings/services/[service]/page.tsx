import { notFound } from "next/navigation";
import { ServiceForm } from "#components/bookings/service-form";
import { PageHeader } from "#components/shell/page-header";
import { bookingStations, serviceById } from "#lib/bookings/queries/settings";
import { read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";

export const metadata = { title: "Service" };

export default async function ServicePage({ params }: PageProps<"/[org]/bookings/services/[service]">) {
  const actor = await requireActor("bookings:read");
  const { org, service: id } = await params;
  if (!isId(id)) notFound();
  const [service, stations] = await read(
    "bookings:read",
    async (tx) => [await serviceById(tx, id), await bookingStations(tx)] as const,
  );
  if (!service) notFound();
  return (
    <>
      <PageHeader title={service.name} crumbs={[{ label: service.name }]} />
      <ServiceForm
        slug={org}
        stations={stations}
        currency={service.currency}
        service={service}
        readOnly={!actor.permissions.has("bookings:settings")}
      />
    </>
  );
}
