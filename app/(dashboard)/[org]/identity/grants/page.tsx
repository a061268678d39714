import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { grantList, grantViews } from "#lib/identity/lists";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Roles given" };

export default async function GrantsPage({ searchParams }: PageProps<"/[org]/identity/grants">) {
  await requireActor("identity:read");
  const screen = await listScreen(grantList, await searchParams, grantViews);
  return (
    <>
      <PageHeader
        title="Roles given"
        crumbs={[{ label: "Roles given" }]}
        description="Who has which role, where, from when until when, and who gave it. Open one to end it."
      />
      <DataTable
        {...screen}
        label="Roles given"
        empty={<Empty title="No role was given yet">Approve or invite somebody, and their role appears here.</Empty>}
      />
    </>
  );
}
