"use client";

import { useActionState } from "react";
import { ActionForm, SubmitButton, TextField } from "#components/data/fields";
import { bigButton } from "#components/public/frame";
import type { FormState } from "#lib/action";
import { cancelMyBooking, payBooking } from "#lib/bookings/actions/visitor";

const first: FormState = { done: false };

/** Leads to the gateway's page. */
export function PayBooking({ secret, part, label }: { secret: string; part: "deposit" | "balance"; label: string }) {
  const [state, submit] = useActionState(payBooking, first);
  return (
    <ActionForm action={submit} state={state}>
      <input type="hidden" name="secret" value={secret} />
      <input type="hidden" name="part" value={part} />
      <SubmitButton className={`${bigButton} justify-self-start`} pendingLabel="One moment…">
        {label}
      </SubmitButton>
    </ActionForm>
  );
}

type Cancel = { secret: string; expectedMinor: string; consequence: string };

/** Folded until somebody wants it; what it means stands above the button. */
export function CancelBooking({ secret, expectedMinor, consequence }: Cancel) {
  const [state, submit] = useActionState(cancelMyBooking, first);
  return (
    <details open={state.problem ? true : undefined} className="rounded-lg border bg-card p-4">
      <summary className="min-h-6 cursor-pointer font-medium">Cancel this booking</summary>
      <ActionForm action={submit} state={state} className="mt-4 grid gap-4">
        <input type="hidden" name="secret" value={secret} />
        <input type="hidden" name="expectedMinor" value={expectedMinor} />
        <p className="font-medium">{consequence}</p>
        <TextField name="reason" label="Would you tell us why?" maxLength={300} />
        <SubmitButton variant="destructive" className={`${bigButton} justify-self-start`} pendingLabel="Cancelling…">
          Cancel it for good
        </SubmitButton>
      </ActionForm>
    </details>
  );
}
