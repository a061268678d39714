import { OverviewPage } from "#components/bookings/figures/overview-page";
import { overview } from "#lib/bookings/overview";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Overview of stations" };

export default async function Page({ params, searchParams }: PageProps<"/[org]/bookings/overview">) {
  const { permissions } = await requireActor("bookings:read");
  const { org } = await params;
  const { zone } = await openOrganization();
  const search = await searchParams;
  const shown = await read("bookings:read", (tx) => overview(tx, search, zone));
  const sees = { leads: permissions.has("crm:read"), reviews: permissions.has("feedback:read") };
  return <OverviewPage {...shown} slug={org} zone={zone} sees={sees} />;
}
