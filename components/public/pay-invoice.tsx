"use client";

import { useActionState } from "react";
import { ActionForm, SubmitButton } from "#components/data/fields";
import { bigButton } from "#components/public/frame";
import type { FormState } from "#lib/action";
import { payInvoice } from "#lib/payments/actions/visitor";

const first: FormState = { done: false };

/** Leads to the gateway's page for what is open. */
export function PayInvoice({ secret }: { secret: string }) {
  const [state, submit] = useActionState(payInvoice, first);
  return (
    <ActionForm action={submit} state={state}>
      <input type="hidden" name="secret" value={secret} />
      <SubmitButton className={`${bigButton} justify-self-start`} pendingLabel="One moment…">
        Pay by card
      </SubmitButton>
    </ActionForm>
  );
}
