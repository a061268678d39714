"use client";

import { useActionState, useState, useTransition } from "react";
import ConfirmDialog from "#components/data/confirm-dialog";
import { ActionForm, LongTextField, SubmitButton } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { acceptDispute, contestDispute } from "#lib/payments/processor/actions";

/** Contest with words, or accept. What was typed stays when it is refused. */
export function DisputeAnswer({ disputeId }: { disputeId: string }) {
  const [state, submit] = useActionState(contestDispute, { done: false });
  const [asked, ask] = useState(false);
  const [pending, start] = useTransition();
  const accept = () =>
    start(async () => {
      const answer = await acceptDispute({ disputeId });
      await (answer.ok
        ? notify("success", "Accepted. The buyer keeps the money.")
        : notify("error", answer.problem.message));
    });
  return (
    <ActionForm action={submit} state={state}>
      <input type="hidden" name="disputeId" value={disputeId} />
      <LongTextField
        name="evidence"
        label="What speaks for you"
        required
        rows={7}
        hint="When and how it was bought, when the ticket was scanned, what the buyer wrote. The bank reads it as it is."
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Sending…">Contest</SubmitButton>
        <Button variant="outline" aria-disabled={pending} onClick={() => ask(true)}>
          {pending ? "Accepting…" : "Accept the dispute"}
        </Button>
      </div>
      {asked ? (
        <ConfirmDialog
          title="Accept this dispute?"
          text="The buyer keeps the money, their tickets stop working, and it cannot be taken back."
          verb="Accept"
          tone="destructive"
          onConfirm={accept}
          onClose={() => ask(false)}
        />
      ) : null}
    </ActionForm>
  );
}
