"use client";

import { useActionState, useState } from "react";
import { ActionForm, LongTextField, SubmitButton } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "#components/ui/dialog";
import type { FormState } from "#lib/action";
import { reopenPeriod } from "#lib/payments/actions/reports";

type Props = { periodId: string; startsOn: string; endsOn: string };
type Made = { reopeningId: string } | { requestId: string };

/** Asks a second person to open the last closed period again. Mounted while it is open. */
export function ReopenButton(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" size="sm" className="mt-2 flex" onClick={() => setOpen(true)}>
        Reopen
      </Button>
      {open ? <ReopenDialog {...props} close={() => setOpen(false)} /> : null}
    </>
  );
}

const first: FormState<Made> = { done: false };

function ReopenDialog({ periodId, startsOn, endsOn, close }: Props & { close: () => void }) {
  const [state, submit] = useActionState<FormState<Made>, FormData>(async (before, form) => {
    const answer = await reopenPeriod(before, form);
    if (answer.result) {
      notify(
        "success",
        "reopeningId" in answer.result
          ? "Reopened. Nobody else may close periods, so the book says that you did it alone."
          : "Asked. It opens when somebody else who may close periods agrees, among the approvals.",
      );
      close();
    }
    return answer;
  }, first);
  return (
    <Dialog open onOpenChange={(stays) => stays || close()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Reopen this period?</DialogTitle>
          <DialogDescription>
            {startsOn} to {endsOn} takes postings again once a second person agrees. What was closed stays on record,
            and the period is closed anew afterwards.
          </DialogDescription>
        </DialogHeader>
        <ActionForm action={submit} state={state}>
          <input type="hidden" name="periodId" value={periodId} />
          <LongTextField name="reason" label="Reason" required rows={2} hint="Stands beside the period for good." />
          <div className="flex gap-2">
            <SubmitButton pendingLabel="Asking…">Ask to reopen</SubmitButton>
            <Button variant="ghost" onClick={close}>
              Back
            </Button>
          </div>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
