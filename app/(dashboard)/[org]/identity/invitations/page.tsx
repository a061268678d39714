import { InvitationTable } from "#components/identity/invitation-table";
import { InviteButton } from "#components/identity/invite-button";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { accessChoices } from "#lib/identity/form";
import { invitationList } from "#lib/organizations/lists";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Invitations" };

export default async function InvitationsPage({ searchParams }: PageProps<"/[org]/identity/invitations">) {
  const actor = await requireActor("identity:invite");
  const screen = await listScreen(invitationList, await searchParams);
  const organization = await openOrganization();
  const choices = await read("identity:invite", (tx) => accessChoices(tx, actor, organization));
  const invite = <InviteButton choices={choices} skipsQueue={can(actor, "identity:approve")} />;
  return (
    <>
      <PageHeader
        title="Invitations"
        description="Who was asked to join, as what, and what came of it."
        actions={invite}
      />
      <InvitationTable
        {...screen}
        label="Invitations"
        empty={<Empty title="Nobody was invited yet">Send somebody a link: they choose a password and are in.</Empty>}
      />
    </>
  );
}
