"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog";
import { Field, FieldError } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import type { Problem } from "#lib/errors";
import ConfirmDialog from "./confirm-dialog.tsx";
import type { SavedView, ViewActions } from "./list-contract.tsx";

export type ViewDialogProps = {
  what: "save" | "rename" | "delete";
  list: string;
  view: SavedView | null;
  search: string;
  actions: ViewActions;
  /** Go to this view; null when it is gone. */
  onShow: (id: string | null) => void;
  onClose: () => void;
};

export default function ViewDialog({ what, list, view, search, actions, onShow, onClose }: ViewDialogProps) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [running, start] = useTransition();

  const save = (name: string, scope: "mine" | "organization") =>
    start(async () => {
      const answer =
        what === "rename" && view
          ? await actions.renameView({ id: view.id, name })
          : await actions.saveView({ list, name, scope, search });
      if (!answer.ok) return setProblem(answer.problem);
      if (what === "save") onShow((answer.value as { id: string }).id);
      onClose();
    });

  if (what === "delete" && view)
    return (
      <ConfirmDialog
        title={`Delete the view “${view.name}”?`}
        text={view.scope === "organization" ? "Everybody in the organization loses it." : "Only you have it."}
        verb="Delete the view"
        tone="destructive"
        onClose={onClose}
        onConfirm={() =>
          start(async () => {
            const answer = await actions.deleteView({ id: view.id });
            if (answer.ok) onShow(null);
          })
        }
      />
    );

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save(String(form.get("name")), form.get("scope") === "organization" ? "organization" : "mine");
  };
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent className="max-w-sm">
        <form noValidate className="grid gap-4" onSubmit={submit}>
          <DialogHeader>
            <DialogTitle>{what === "rename" ? "Rename the view" : "Save this view"}</DialogTitle>
            <DialogDescription>
              {what === "rename" ? "The address of the view stays." : "Search, filters, order and columns are kept."}
            </DialogDescription>
          </DialogHeader>
          <Field label="Name" required error={problem?.fields?.name}>
            <Input name="name" maxLength={60} defaultValue={what === "rename" ? view?.name : ""} autoComplete="off" />
          </Field>
          {what === "save" && actions.mayShare ? (
            <Field label="For" required>
              <NativeSelect name="scope" defaultValue="mine">
                <option value="mine">Only me</option>
                <option value="organization">Everybody in the organization</option>
              </NativeSelect>
            </Field>
          ) : null}
          {problem && !problem.fields?.name ? <FieldError role="alert">{problem.message}</FieldError> : null}
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Back
            </Button>
            <Button type="submit" disabled={running}>
              {what === "rename" ? "Rename" : "Save view"}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
