"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { LongTextField, SelectField, TextField } from "#components/data/fields";
import { FormDialog } from "#components/data/form-dialog";
import { Button } from "#components/ui/button";
import { cancelBatch, makeBatch, settlePayout, submitBatch } from "#lib/payments/actions/payout-desk";

/** Collects what waits in a currency into one file. */
export function MakeBatchButton({ currency, today, words }: { currency: string; today: string; words: string }) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-label={`Make batch in ${currency}`}>
        Make batch
      </Button>
      {open ? (
        <FormDialog<{ id: string; number: number }>
          title={`One file in ${currency}`}
          text={`It will hold ${words}.`}
          verb="Make batch"
          pendingVerb="Collecting…"
          action={makeBatch}
          hidden={{ currency }}
          done={(made) => `Batch ${made?.number} is ready for the bank.`}
          onDone={(made) => made && router.push(`/admin/payouts/${made.id}` as Route)}
          close={() => setOpen(false)}
        >
          <TextField name="executeOn" label="To be sent on" type="date" required defaultValue={today} min={today} />
        </FormDialog>
      ) : null}
    </>
  );
}

/** The bank has it, or it is taken apart. */
export function BatchButtons({ id, count }: { id: string; count: number }) {
  const [open, setOpen] = useState<"submit" | "cancel" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Button variant="outline" onClick={() => setOpen("cancel")}>
        Take apart
      </Button>
      <Button onClick={() => setOpen("submit")}>Mark as submitted</Button>
      {open === "submit" ? (
        <FormDialog
          title="Does the bank have the file?"
          text={`${count} transfers are at the bank from now on, and cannot be cancelled here any more.`}
          verb="The bank has it"
          pendingVerb="One moment…"
          action={submitBatch}
          hidden={{ id }}
          done="Submitted."
          close={close}
        >
          {null}
        </FormDialog>
      ) : null}
      {open === "cancel" ? (
        <FormDialog
          title="Take this batch apart?"
          text="Its payouts stay approved and wait for another batch. Only if the bank never had the file."
          verb="Take apart"
          pendingVerb="One moment…"
          tone="destructive"
          action={cancelBatch}
          hidden={{ id }}
          done="Taken apart."
          close={close}
        >
          {null}
        </FormDialog>
      ) : null}
    </>
  );
}

type SettleProps = {
  organizationId: string;
  payoutId: string;
  name: string;
  today: string;
  /** What the bank can have done from here. */
  choices: readonly { value: string; label: string }[];
};

/** What the bank did with one payout, where no statement says it. */
export function SettleButton({ organizationId, payoutId, name, today, choices }: SettleProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="outline" onClick={() => setOpen(true)} aria-label={`Settle ${name}`}>
        Settle
      </Button>
      {open ? (
        <FormDialog
          title={name}
          text="What did the bank do? It is posted in both books at once."
          verb="Post it"
          pendingVerb="Posting…"
          action={settlePayout}
          hidden={{ organizationId, payoutId }}
          done="Posted."
          close={() => setOpen(false)}
        >
          <SelectField name="becomes" label="The bank" required options={choices} />
          <TextField name="on" label="On" type="date" required defaultValue={today} max={today} />
          <TextField name="reference" label="Bank's reference" maxLength={140} autoComplete="off" />
          <LongTextField name="reason" label="Reason" rows={2} maxLength={500} hint="Unless it was paid." />
        </FormDialog>
      ) : null}
    </>
  );
}
