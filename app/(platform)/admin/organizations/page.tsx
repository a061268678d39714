import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { deskOrganizations } from "#lib/system/desk/lists";
import { deskScreen } from "#lib/system/desk/screen";

export const metadata = { title: "Organizations" };

const views = [{ id: "faults", name: "With faults", scope: "system" as const, search: "f.health=bad" }];

export default async function DeskOrganizationsPage({ searchParams }: PageProps<"/admin/organizations">) {
  const screen = await deskScreen(deskOrganizations, await searchParams, "organizations");
  return (
    <>
      <PageHeader
        title="Organizations"
        description="How large they are, when they were last busy, and whether their books, stock and audit log hold."
      />
      <DataTable {...screen} views={views} label="Organizations" empty={<Empty title="No organization yet" />} />
    </>
  );
}
