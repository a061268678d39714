"use client";

import { useState } from "react";
import { LongTextField } from "#components/data/fields";
import { FormDialog } from "#components/identity/form-dialog";
import { Button } from "#components/ui/button";
import { approveRequest, rejectRequest } from "#lib/organizations/actions";

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
