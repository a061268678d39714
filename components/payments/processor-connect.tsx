"use client";

import { useActionState, useState } from "react";
import { ActionForm, SubmitButton, TextField } from "#components/data/fields";
import { connectProcessor } from "#lib/payments/processor/actions";

/** Keys of a Stripe account. They are tried before they are kept, and never shown again. */
export function ConnectForm({ id, address }: { id: string; address: string }) {
  // The first render's: the address that somebody registered at Stripe must stay the one that is sent.
  const [chosen] = useState({ id, address });
  const [state, submit] = useActionState(connectProcessor, { done: false });
  return (
    <ActionForm action={submit} state={state}>
      <input type="hidden" name="id" value={chosen.id} />
      <TextField
        name="secretKey"
        label="Secret key"
        required
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder="sk_test_…"
      />
      <TextField
        name="webhookSecret"
        label="Signing secret of the webhook"
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder="whsec_…"
        hint={
          <>
            Leave it empty, and the webhook is set up at Stripe for you. Where Stripe cannot reach this address, set one
            up there for <code className="break-all font-mono text-xs">{chosen.address}</code>
          </>
        }
      />
      <div>
        <SubmitButton pendingLabel="Trying the key…">Connect</SubmitButton>
      </div>
    </ActionForm>
  );
}
