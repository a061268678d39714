"use client";

import { DataTable } from "#components/data/data-table";
import type { DataTableProps } from "#components/data/list-contract";
import { resendInvitations, revokeInvitations } from "#lib/organizations/actions";

const acts = [
  { label: "Send again", run: resendInvitations },
  {
    label: "Revoke",
    tone: "destructive" as const,
    run: revokeInvitations,
    confirm: {
      title: "Revoke these invitations?",
      text: "The links in the e-mails stop working at once. Whoever accepted already stays.",
      verb: "Revoke",
    },
  },
];

/** Who was invited; open invitations are sent again or taken back. */
export function InvitationTable(screen: Omit<DataTableProps, "actions">) {
  return <DataTable {...screen} actions={acts} />;
}
