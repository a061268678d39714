import { StationForm } from "#components/identity/station-form";
import { PageHeader } from "#components/shell/page-header";
import { regionChoices } from "#lib/identity/form";
import { openOrganization, read } from "#lib/session";

export const metadata = { title: "New station" };

export default async function NewStationPage({ params }: PageProps<"/[org]/identity/stations/new">) {
  const choices = await read("identity:stations", regionChoices);
  const { zone } = await openOrganization();
  return (
    <>
      <PageHeader title="New station" description="A place from which you work." crumbs={[{ label: "New station" }]} />
      <StationForm org={(await params).org} {...choices} defaults={{ zone }} />
    </>
  );
}
