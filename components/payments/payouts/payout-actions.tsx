"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { LongTextField, SelectField, TextField } from "#components/data/fields";
import { FormDialog } from "#components/data/form-dialog";
import { Button } from "#components/ui/button";
import { approvePayout, cancelPayout, retryPayout } from "#lib/payments/actions/payouts";
import { payoutHref } from "#lib/payments/payouts/addresses";

type Props = {
  slug: string;
  id: string;
  amount: string;
  to: string;
  may: { approve: boolean; cancel: boolean; retry: boolean };
  accounts: readonly { value: string; label: string }[];
  accountId: string;
};

/** What can be done with this payout now, by whoever looks at it. */
export function PayoutActions(props: Props) {
  const [open, setOpen] = useState<"approve" | "cancel" | "retry" | null>(null);
  const { may } = props;
  const close = () => setOpen(null);
  return (
    <>
      {may.cancel ? (
        <Button variant="outline" className="text-destructive-text" onClick={() => setOpen("cancel")}>
          Cancel payout
        </Button>
      ) : null}
      {may.approve ? <Button onClick={() => setOpen("approve")}>Approve</Button> : null}
      {may.retry ? <Button onClick={() => setOpen("retry")}>Try again</Button> : null}
      {open === "approve" ? <ApproveDialog {...props} close={close} /> : null}
      {open === "cancel" ? <CancelDialog {...props} close={close} /> : null}
      {open === "retry" ? <RetryDialog {...props} close={close} /> : null}
    </>
  );
}

type DialogProps = Props & { close: () => void };

function ApproveDialog({ id, amount, to, close }: DialogProps) {
  return (
    <FormDialog
      title={`Approve ${amount}?`}
      text={`It leaves the wallet now and goes to ${to} with the next batch.`}
      verb="Approve payout"
      pendingVerb="Approving…"
      action={approvePayout}
      hidden={{ id }}
      done="Approved. The money has left the wallet and goes to the bank next."
      close={close}
    >
      <TextField name="note" label="Note" maxLength={500} />
    </FormDialog>
  );
}

function CancelDialog({ id, amount, close }: DialogProps) {
  return (
    <FormDialog
      title={`Cancel the payout of ${amount}?`}
      text="Nothing is sent. What had left the wallet is in it again."
      verb="Cancel payout"
      pendingVerb="Cancelling…"
      tone="destructive"
      action={cancelPayout}
      hidden={{ id }}
      done="Cancelled. Nothing was sent."
      close={close}
    >
      <LongTextField name="reason" label="Reason" required rows={2} maxLength={500} />
    </FormDialog>
  );
}

function RetryDialog({ slug, id, amount, accounts, accountId, close }: DialogProps) {
  const [key] = useState(() => crypto.randomUUID());
  const router = useRouter();
  return (
    <FormDialog<{ id: string }>
      title={`Try ${amount} again?`}
      text="A new payout is made and approved anew. This one stays as it is."
      verb="Request again"
      pendingVerb="Asking…"
      action={retryPayout}
      hidden={{ id, key }}
      done="Asked for again. Somebody else approves it now."
      onDone={(made) => made && router.push(payoutHref(slug, made.id) as Route)}
      close={close}
    >
      <SelectField name="accountId" label="To" required options={accounts} defaultValue={accountId} />
    </FormDialog>
  );
}
