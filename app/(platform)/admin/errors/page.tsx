import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { deskErrors } from "#lib/system/desk/lists";
import { deskScreen } from "#lib/system/desk/screen";

export const metadata = { title: "Errors" };

const views = [{ id: "open", name: "Open", scope: "system" as const, search: "f.state=open" }];

export default async function DeskErrorsPage({ searchParams }: PageProps<"/admin/errors">) {
  const screen = await deskScreen(deskErrors, await searchParams, "errors");
  return (
    <>
      <PageHeader
        title="Errors"
        description="What broke, each kind once. Search for the id that somebody was shown and tells you."
      />
      <DataTable
        {...screen}
        views={views}
        label="Errors"
        empty={<Empty title="Nothing has broken">The first error that anybody meets appears here.</Empty>}
      />
    </>
  );
}
