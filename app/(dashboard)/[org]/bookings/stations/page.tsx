import { StationList } from "#components/bookings/station-list";
import { PageHeader } from "#components/shell/page-header";
import { bookingStations } from "#lib/bookings/queries/settings";
import { read, requireActor } from "#lib/session";

export const metadata = { title: "Booking pages" };

export default async function BookingStationsPage({ params }: PageProps<"/[org]/bookings/stations">) {
  await requireActor("bookings:settings");
  const { org } = await params;
  return (
    <>
      <PageHeader
        title="Booking pages"
        description="How each station takes bookings, and where customers book themselves."
      />
      <StationList stations={await read("bookings:read", bookingStations)} slug={org} />
    </>
  );
}
