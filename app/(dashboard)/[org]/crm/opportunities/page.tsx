import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { opportunityList, opportunityViews } from "#lib/crm/lists";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Opportunities" };

export default async function OpportunitiesPage({ searchParams }: PageProps<"/[org]/crm/opportunities">) {
  await requireActor("crm:read");
  const screen = await listScreen(opportunityList, await searchParams, opportunityViews);
  return (
    <>
      <PageHeader title="Opportunities" description="Business that may come, came, or went elsewhere." />
      <DataTable
        {...screen}
        label="Opportunities"
        empty={<Empty title="No opportunities yet">Add one on the pipeline, or when a lead is converted.</Empty>}
      />
    </>
  );
}
