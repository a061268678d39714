import { notFound } from "next/navigation";
import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { stationById } from "#lib/identity/queries/stations";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";
import { stationActivity } from "#lib/system/lists";

export const metadata = { title: "Station activity" };
type Props = PageProps<"/[org]/identity/stations/[station]/activity">;

export default async function StationActivityPage({ params, searchParams }: Props) {
  const { org, station: id } = await params;
  const station = await read("identity:read", (tx) => stationById(tx, id));
  if (!station) notFound();
  const opens = can(await requireActor(), "system:audit");
  // No export and no saved views: those go by a list's name, and this one is one station's.
  const { name, spec, page, zone } = await listScreen(stationActivity(station.id, opens), await searchParams);
  return (
    <>
      <PageHeader
        title={`Activity at ${station.name}`}
        description="What was done about this station and what belongs to it, newest first."
        crumbs={[{ label: station.name, href: `/${org}/identity/stations/${id}` }, { label: "Activity" }]}
      />
      <DataTable
        {...{ name, spec, page, zone }}
        label="Activity"
        empty={<Empty title="Nothing was done here yet">Changes of the station and of its events appear here.</Empty>}
      />
    </>
  );
}
