"use client";

import { useState } from "react";
import { DataTable } from "#components/data/data-table";
import type { BulkSelection, DataTableProps } from "#components/data/list-contract";
import { approveAll, rejectAll } from "#lib/identity/actions/people";
import type { AccessChoices } from "./access-fields.tsx";
import { ApproveDialog, forSelection, ReasonDialog } from "./person-dialogs.tsx";

type Asking = { what: "approve" | "reject"; selection: BulkSelection; clear: () => void };

/** Who waits, longest first; whoever is selected is approved or rejected together. */
export function ApprovalTable({ choices, ...screen }: Omit<DataTableProps, "actions"> & { choices: AccessChoices }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const open = (what: Asking["what"]) => (selection: BulkSelection, clear: () => void) =>
    setAsking({ what, selection, clear });
  const close = () => setAsking(null);
  const who = asking ? whoIs(asking.selection) : "";
  return (
    <>
      <DataTable
        {...screen}
        actions={[
          { label: "Approve", open: open("approve") },
          { label: "Reject", tone: "destructive", open: open("reject") },
        ]}
      />
      {asking?.what === "approve" ? (
        <ApproveDialog
          who={who}
          action={forSelection(approveAll, asking.selection)}
          choices={choices}
          mayKeep="some"
          done={(result) => result?.message ?? ""}
          onDone={asking.clear}
          close={close}
        />
      ) : null}
      {asking?.what === "reject" ? (
        <ReasonDialog
          title={`Reject ${who}?`}
          text="They do not get in. Whoever belongs to no other organization has the account closed."
          verb="Reject"
          pendingVerb="Rejecting…"
          tone="destructive"
          action={forSelection(rejectAll, asking.selection)}
          done={(result) => result?.message ?? ""}
          onDone={asking.clear}
          close={close}
        />
      ) : null}
    </>
  );
}

function whoIs(selection: BulkSelection): string {
  if ("allMatching" in selection) return "everybody who matches";
  return selection.ids.length === 1 ? "one person" : `${selection.ids.length} people`;
}
