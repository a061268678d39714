import { notFound } from "next/navigation";
import { DeleteRoleButton } from "#components/identity/delete-role";
import { RoleForm } from "#components/identity/role-form";
import { peopleWords } from "#components/identity/role-matrix";
import { PageHeader } from "#components/shell/page-header";
import { HistoryPanel } from "#components/system/history-panel";
import { ownRole } from "#lib/identity/queries/roles";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { historyOf } from "#lib/system/queries";

export const metadata = { title: "Role" };

export default async function OneRolePage({ params }: PageProps<"/[org]/identity/roles/[role]">) {
  const { org, role: id } = await params;
  const actor = await requireActor("identity:read");
  const { role, history } = await read("identity:read", async (tx) => ({
    role: await ownRole(tx, id),
    history: can(actor, "system:audit") ? await historyOf(tx, { subject: "identity.roles", subjectId: id }) : null,
  }));
  if (!role) notFound();
  const { zone } = await openOrganization();
  const mayChange = can(actor, "identity:roles");
  return (
    <>
      <PageHeader
        title={role.name}
        description={`One of your own roles, held by ${peopleWords(role.people)}.`}
        crumbs={[{ label: role.name }]}
        actions={mayChange ? <DeleteRoleButton slug={org} role={role} /> : null}
      />
      <RoleForm slug={org} role={role} held={[...actor.permissions]} readOnly={!mayChange} />
      {history ? (
        <div className="mt-6">
          <HistoryPanel lines={history} zone={zone} />
        </div>
      ) : null}
    </>
  );
}
