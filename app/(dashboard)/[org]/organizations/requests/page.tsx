import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { requestList, requestViews } from "#lib/organizations/lists";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Requests" };

export default async function RequestsPage({ searchParams }: PageProps<"/[org]/organizations/requests">) {
  const screen = await listScreen(requestList, await searchParams, requestViews);
  return (
    <>
      <PageHeader
        title="Requests"
        description="What needs a second person: what you asked for, and what you may decide."
      />
      <DataTable
        {...screen}
        label="Requests"
        empty={<Empty title="Nothing waits">Whatever needs a second person by your rules appears here.</Empty>}
      />
    </>
  );
}
