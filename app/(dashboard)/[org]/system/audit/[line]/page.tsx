import { notFound } from "next/navigation";
import { AuditLinePage } from "#components/system/audit-line-page";
import { openOrganization, read } from "#lib/session";
import { auditLine } from "#lib/system/queries";

export const metadata = { title: "Audit line" };

export default async function LinePage({ params }: PageProps<"/[org]/system/audit/[line]">) {
  const { org, line: id } = await params;
  const line = await read("system:audit", (tx) => auditLine(tx, id));
  if (!line) notFound();
  return <AuditLinePage line={line} slug={org} zone={(await openOrganization()).zone} />;
}
