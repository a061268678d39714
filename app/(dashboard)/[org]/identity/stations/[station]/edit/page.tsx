import { notFound } from "next/navigation";
import { StationForm } from "#components/identity/station-form";
import { PageHeader } from "#components/shell/page-header";
import { regionChoices } from "#lib/identity/form";
import { stationById } from "#lib/identity/queries/stations";
import { openOrganization, read } from "#lib/session";

export const metadata = { title: "Edit station" };

export default async function EditStationPage({ params }: PageProps<"/[org]/identity/stations/[station]/edit">) {
  const { org, station: id } = await params;
  const { station, choices } = await read("identity:stations", async (tx) => ({
    station: await stationById(tx, id),
    choices: await regionChoices(tx),
  }));
  if (!station) notFound();
  const { zone } = await openOrganization();
  const { name } = station;
  return (
    <>
      <PageHeader
        title={`Edit ${name}`}
        crumbs={[{ label: name, href: `/${org}/identity/stations/${id}` }, { label: "Edit" }]}
      />
      <StationForm org={org} {...choices} station={station} defaults={{ zone }} />
    </>
  );
}
