import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { VerifyAudit } from "#components/system/verify-audit";
import { listScreen } from "#lib/system/list-screen";
import { auditList } from "#lib/system/lists";
import { auditViews } from "#lib/system/rules";

export const metadata = { title: "Audit log" };

export default async function AuditPage({ params, searchParams }: PageProps<"/[org]/system/audit">) {
  const screen = await listScreen(auditList, await searchParams, auditViews);
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Every change, every refusal and every look by the platform, with who, when and from where. Nothing here can be edited."
      />
      <VerifyAudit slug={(await params).org} />
      <DataTable
        {...screen}
        label="Audit log"
        empty={<Empty title="Nothing has happened yet">The first change anybody makes appears here.</Empty>}
      />
    </>
  );
}
