"use client";

import { useState } from "react";
import { DataTable } from "#components/data/data-table";
import { LongTextField, SelectField, TextField } from "#components/data/fields";
import { FormDialog } from "#components/data/form-dialog";
import type { BulkSelection, DataTableProps } from "#components/data/list-contract";
import { forSelection } from "#components/identity/person-dialogs";
import { assignLeads, moveLeads, tagLeads } from "#lib/crm/actions";
import { lostReasons } from "#lib/crm/rules";

type Choice = { value: string; label: string };
type Props = Omit<DataTableProps, "actions"> & {
  may: boolean;
  people: Choice[];
  stages: (Choice & { kind: "open" | "won" | "lost" })[];
};
type What = "assign" | "move" | "tag";
type Asking = { what: What; selection: BulkSelection; clear: () => void };

const acts = {
  assign: { run: assignLeads, title: "Who takes them?", verb: "Assign", pendingVerb: "Assigning…" },
  move: { run: moveLeads, title: "Move them to a stage", verb: "Move", pendingVerb: "Moving…" },
  tag: { run: tagLeads, title: "Tag them", verb: "Tag", pendingVerb: "Tagging…" },
};

/** The leads; whoever works them can assign, move and tag several at once. */
export function LeadTable({ may, people, stages, ...screen }: Props) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const action = (what: What, label: string) => ({
    label,
    open: (selection: BulkSelection, clear: () => void) => setAsking({ what, selection, clear }),
  });
  const { run, ...words } = acts[asking?.what ?? "assign"];
  return (
    <>
      <DataTable
        {...screen}
        actions={may ? [action("assign", "Assign"), action("move", "Move"), action("tag", "Tag")] : []}
      />
      {asking ? (
        <FormDialog
          {...words}
          action={forSelection(run, asking.selection)}
          done={(result) => result?.message ?? ""}
          onDone={asking.clear}
          close={() => setAsking(null)}
        >
          <BulkFields what={asking.what} people={people} stages={stages} />
        </FormDialog>
      ) : null}
    </>
  );
}

function BulkFields({ what, people, stages }: { what: What } & Pick<Props, "people" | "stages">) {
  const [stage, setStage] = useState("");
  if (what === "tag") return <TextField name="tag" label="Tag" required autoComplete="off" />;
  if (what === "assign")
    return (
      <SelectField name="ownerId" label="Owner" options={people}>
        <option value="">Nobody</option>
      </SelectField>
    );
  const lost = stages.find(({ value }) => value === stage)?.kind === "lost";
  return (
    <>
      <SelectField
        name="stageId"
        label="Stage"
        required
        options={stages.filter(({ kind }) => kind !== "won")}
        defaultValue={stage}
        onChange={(change) => setStage(change.currentTarget.value)}
      >
        <option value="">Choose a stage</option>
      </SelectField>
      {lost ? <LostFields /> : null}
    </>
  );
}

/** Why it came to nothing: one of the usual reasons, and words. */
export function LostFields() {
  return (
    <>
      <SelectField
        name="reason"
        label="Why"
        required
        options={Object.values(lostReasons).map((words) => ({ value: words, label: words }))}
      >
        <option value="">Choose a reason</option>
      </SelectField>
      <LongTextField name="note" label="In their words" rows={2} />
    </>
  );
}
