"use client";

import dynamic from "next/dynamic";
import { useState, useTransition } from "react";
import { LongTextField } from "#components/data/fields";
import { FormDialog } from "#components/data/form-dialog";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { approveRequest, rejectRequest, withdrawRequest } from "#lib/organizations/actions";

const ConfirmDialog = dynamic(() => import("#components/data/confirm-dialog"), { ssr: false });

export function RequestDecision({ id, deed }: { id: string; deed: string }) {
  const [open, setOpen] = useState<"approve" | "reject" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Button variant="outline" className="text-destructive-text" onClick={() => setOpen("reject")}>
        Reject
      </Button>
      <Button onClick={() => setOpen("approve")}>Approve</Button>
      {open === "approve" ? (
        <FormDialog
          title="Approve this?"
          text={`${deed} It happens at once.`}
          verb="Approve"
          pendingVerb="Approving…"
          action={approveRequest}
          hidden={{ id }}
          done="Approved, and done."
          close={close}
        >
          <LongTextField name="note" label="Note" rows={2} maxLength={500} />
        </FormDialog>
      ) : null}
      {open === "reject" ? (
        <FormDialog
          title="Reject this?"
          text={deed}
          verb="Reject"
          pendingVerb="Rejecting…"
          tone="destructive"
          action={rejectRequest}
          hidden={{ id }}
          done="Rejected. Nothing was changed."
          close={close}
        >
          <LongTextField name="note" label="Reason" required rows={3} maxLength={500} hint="For whoever asked." />
        </FormDialog>
      ) : null}
    </>
  );
}

/** For whoever asked, as long as nobody has decided. */
export function WithdrawButton({ id, deed }: { id: string; deed: string }) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const withdraw = () =>
    start(async () => {
      setAsking(false);
      const answer = await withdrawRequest({ id });
      if (!answer.ok) return setProblem(answer.problem.message);
      await notify("success", "Taken back. Nothing was changed.");
    });
  return (
    <>
      <Button variant="outline" aria-disabled={pending} aria-busy={pending} onClick={() => setAsking(true)}>
        Take back
      </Button>
      {problem ? (
        <p role="alert" className="basis-full text-destructive-text">
          {problem}
        </p>
      ) : null}
      {asking ? (
        <ConfirmDialog
          title="Take this request back?"
          text={`${deed} Nobody is asked for it any more. You can ask again.`}
          verb="Take back"
          onConfirm={withdraw}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
