"use client";

import { useState } from "react";
import { DataTable } from "#components/data/data-table";
import type { BulkSelection, DataTableProps } from "#components/data/list-contract";
import { removeAll, suspendAll } from "#lib/identity/actions/people";
import { forSelection, ReasonDialog } from "./person-dialogs.tsx";

const acts = {
  suspend: {
    run: suspendAll,
    title: "Suspend whoever is selected?",
    text: "They are out at their next request. Nothing of theirs is deleted.",
    verb: "Suspend",
    pendingVerb: "Suspending…",
  },
  remove: {
    run: removeAll,
    title: "Remove whoever is selected?",
    text: "Their roles here end, and they do not belong here any more. What they did stays.",
    verb: "Remove",
    pendingVerb: "Removing…",
  },
};
type Asking = { what: keyof typeof acts; selection: BulkSelection; clear: () => void };

/** Who belongs to the organization; those who may decide about people can do so for several at once. */
export function PeopleTable({ mayDecide, ...screen }: Omit<DataTableProps, "actions"> & { mayDecide: boolean }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const action = (what: Asking["what"], label: string) => ({
    label,
    tone: what === "remove" ? ("destructive" as const) : undefined,
    open: (selection: BulkSelection, clear: () => void) => setAsking({ what, selection, clear }),
  });
  const { run, ...words } = acts[asking?.what ?? "suspend"];
  return (
    <>
      <DataTable {...screen} actions={mayDecide ? [action("suspend", "Suspend"), action("remove", "Remove")] : []} />
      {asking ? (
        <ReasonDialog
          {...words}
          tone="destructive"
          action={forSelection(run, asking.selection)}
          done={(result) => result?.message ?? ""}
          onDone={asking.clear}
          close={() => setAsking(null)}
        />
      ) : null}
    </>
  );
}
