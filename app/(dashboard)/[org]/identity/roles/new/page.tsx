import { RoleForm } from "#components/identity/role-form";
import { PageHeader } from "#components/shell/page-header";
import { requireActor } from "#lib/session";

export const metadata = { title: "New role" };

export default async function NewRolePage({ params }: PageProps<"/[org]/identity/roles/new">) {
  const actor = await requireActor("identity:roles");
  return (
    <>
      <PageHeader
        title="New role"
        description="A role of your own. It holds nothing that you do not hold yourself."
        crumbs={[{ label: "New role" }]}
      />
      <RoleForm slug={(await params).org} held={[...actor.permissions]} />
    </>
  );
}
