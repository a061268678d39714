import { ApprovalTable } from "#components/identity/approval-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { accessChoices } from "#lib/identity/form";
import { approvalQueue } from "#lib/identity/lists";
import { openOrganization, read, requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Approvals" };

export default async function ApprovalsPage({ searchParams }: PageProps<"/[org]/identity/approvals">) {
  const actor = await requireActor("identity:approve");
  const screen = await listScreen(approvalQueue, await searchParams);
  const organization = await openOrganization();
  const choices = await read("identity:approve", (tx) => accessChoices(tx, actor, organization));
  return (
    <>
      <PageHeader
        title="Approvals"
        description="Who asked to be let in, longest first. Select people to approve or reject them, or open one to look closer."
      />
      <ApprovalTable
        {...screen}
        label="Approvals"
        choices={choices}
        empty={<Empty title="Nobody waits">Whoever signs up and names this organization appears here.</Empty>}
      />
    </>
  );
}
