import { notFound } from "next/navigation";
import { StationRulesForm } from "#components/bookings/station-rules-form";
import { PageHeader } from "#components/shell/page-header";
import { bookingStations, stationRules } from "#lib/bookings/queries/settings";
import { read, requireActor } from "#lib/session";

export const metadata = { title: "Booking page" };

export default async function StationRulesPage({ params }: PageProps<"/[org]/bookings/stations/[station]">) {
  await requireActor("bookings:settings");
  const { org, station: id } = await params;
  const found = await read("bookings:read", async (tx) => {
    const station = (await bookingStations(tx)).find((one) => one.id === id);
    return station && { station, rules: await stationRules(tx, id) };
  });
  if (!found) notFound();
  const { station, rules } = found;
  return (
    <>
      <PageHeader
        title={station.name}
        crumbs={[{ label: station.name }]}
        description="How this station takes bookings."
      />
      <StationRulesForm stationId={id} rules={rules} address={`/book/${org}/${station.slug}`} />
    </>
  );
}
