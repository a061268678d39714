import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { listScreen } from "#lib/system/list-screen";
import { auditList } from "#lib/system/lists";

export const metadata = { title: "Audit log" };

export default async function AuditPage({ searchParams }: PageProps<"/[org]/system/audit">) {
  const screen = await listScreen(auditList, await searchParams);
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Every change and every refusal, with who, when and from where. Nothing here can be edited."
      />
      <DataTable
        {...screen}
        label="Audit log"
        empty={<Empty title="Nothing has happened yet">The first change anybody makes appears here.</Empty>}
      />
    </>
  );
}
