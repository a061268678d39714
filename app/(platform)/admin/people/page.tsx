import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { deskPeople } from "#lib/system/desk/lists";
import { deskScreen } from "#lib/system/desk/screen";

export const metadata = { title: "People" };

const views = [
  { id: "waiting", name: "Waiting", scope: "system" as const, search: "f.state=pending_approval" },
  { id: "suspended", name: "Suspended", scope: "system" as const, search: "f.state=suspended" },
];

export default async function DeskPeoplePage({ searchParams }: PageProps<"/admin/people">) {
  const screen = await deskScreen(deskPeople, await searchParams, "people");
  return (
    <>
      <PageHeader
        title="People"
        description="Of all organizations, whoever has waited longest first. Each look at them is in the platform's log."
      />
      <DataTable {...screen} views={views} label="People" empty={<Empty title="Nobody has signed up yet" />} />
    </>
  );
}
