import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { peopleList } from "#lib/organizations/lists";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "People" };

export default async function PeoplePage({ searchParams }: PageProps<"/[org]/settings/people">) {
  const screen = await listScreen(peopleList, await searchParams);
  return (
    <>
      <PageHeader title="People" description="Who belongs here, and as what." crumbs={[{ label: "People" }]} />
      <DataTable
        {...screen}
        label="People"
        empty={<Empty title="Nobody yet">People appear here once they are approved.</Empty>}
      />
    </>
  );
}
