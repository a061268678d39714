"use client";

import { useState } from "react";
import { LongTextField, TextField } from "#components/data/fields";
import { FormDialog } from "#components/data/form-dialog";
import { Button } from "#components/ui/button";
import { approveAccount, confirmAccount, dropAccount } from "#lib/payments/actions/payouts";

type Props = {
  id: string;
  /** Whose account, and its last four. */
  name: string;
  may: { approve: boolean; reject: boolean; remove: boolean; confirm: boolean };
};

/** What can be done with a payout account now, by whoever looks at it. */
export function AccountActions({ id, name, may }: Props) {
  const [open, setOpen] = useState<"approve" | "drop" | "confirm" | null>(null);
  const close = () => setOpen(null);
  const drop = may.reject ? "Reject" : "Remove";
  return (
    <div className="flex flex-wrap gap-2">
      {may.confirm ? (
        <Button size="sm" onClick={() => setOpen("confirm")} aria-label={`Enter code of ${name}`}>
          Enter code
        </Button>
      ) : null}
      {may.approve ? (
        <Button size="sm" onClick={() => setOpen("approve")} aria-label={`Approve ${name}`}>
          Approve
        </Button>
      ) : null}
      {may.reject || may.remove ? (
        <Button size="sm" variant="outline" onClick={() => setOpen("drop")} aria-label={`${drop} ${name}`}>
          {drop}
        </Button>
      ) : null}
      {open === "approve" ? (
        <FormDialog
          title={`Approve ${name}?`}
          text="Ask whoever proposed it, in person or by a number you know. A test transfer with a code goes out next."
          verb="Approve account"
          pendingVerb="Approving…"
          action={approveAccount}
          hidden={{ id }}
          done="Approved."
          close={close}
        >
          {null}
        </FormDialog>
      ) : null}
      {open === "drop" ? (
        <FormDialog
          title={`${drop} ${name}?`}
          text="Nothing will be paid to it. It can be proposed again."
          verb={`${drop} account`}
          pendingVerb="One moment…"
          tone="destructive"
          action={dropAccount}
          hidden={{ id }}
          done="Nothing will be paid to it."
          close={close}
        >
          <LongTextField name="reason" label="Reason" required rows={2} maxLength={500} />
        </FormDialog>
      ) : null}
      {open === "confirm" ? (
        <FormDialog
          title={`The code of ${name}`}
          text="Six digits, in the text of the test transfer on your bank statement. After five wrong ones the account is blocked."
          verb="Verify account"
          pendingVerb="Comparing…"
          action={confirmAccount}
          hidden={{ id }}
          done="Verified. It can be used when its waiting time is over."
          close={close}
        >
          <TextField
            name="code"
            label="Code"
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            className="figures max-w-40"
          />
        </FormDialog>
      ) : null}
    </div>
  );
}
