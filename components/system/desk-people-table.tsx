"use client";

import { useState } from "react";
import { DataTable } from "#components/data/data-table";
import { FormDialog } from "#components/data/form-dialog";
import type { BulkSelection, DataTableProps } from "#components/data/list-contract";
import { forSelection, ReasonDialog } from "#components/identity/person-dialogs";
import { approveAllAtDesk, rejectAllAtDesk } from "#lib/identity/actions/desk";
import { DeskAccessFields, type DeskChoice } from "./desk-access-fields.tsx";

type Asking = { what: "approve" | "reject"; selection: BulkSelection; clear: () => void };

/** People of all organizations; whoever is selected is approved or rejected together. */
export function DeskPeopleTable({
  choices,
  ...screen
}: Omit<DataTableProps, "actions"> & { choices: readonly DeskChoice[] }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const open = (what: Asking["what"]) => (selection: BulkSelection, clear: () => void) =>
    setAsking({ what, selection, clear });
  const shared = asking && {
    done: (result: { message: string } | undefined) => result?.message ?? "",
    onDone: asking.clear,
    close: () => setAsking(null),
  };
  return (
    <>
      <DataTable
        {...screen}
        actions={[
          { label: "Approve", open: open("approve") },
          { label: "Reject", tone: "destructive", open: open("reject") },
        ]}
      />
      {asking?.what === "approve" && shared ? (
        <FormDialog
          {...shared}
          title={`Approve ${whoIs(asking.selection)}`}
          text="They join with this role at once, and are told by e-mail."
          verb="Approve"
          pendingVerb="Approving…"
          action={forSelection(approveAllAtDesk, asking.selection)}
          wide
        >
          {(state) => <DeskAccessFields choices={choices} state={state} several />}
        </FormDialog>
      ) : null}
      {asking?.what === "reject" && shared ? (
        <ReasonDialog
          {...shared}
          title={`Reject ${whoIs(asking.selection)}?`}
          text="The organization that each asked for does not let them in. Whoever belongs to no other has the account closed."
          verb="Reject"
          pendingVerb="Rejecting…"
          tone="destructive"
          action={forSelection(rejectAllAtDesk, asking.selection)}
        />
      ) : null}
    </>
  );
}

function whoIs(selection: BulkSelection): string {
  if ("allMatching" in selection) return "everybody who matches";
  return selection.ids.length === 1 ? "one person" : `${selection.ids.length} people`;
}
