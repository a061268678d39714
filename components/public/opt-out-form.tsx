"use client";

import { useActionState } from "react";
import { ActionForm, SubmitButton } from "#components/data/fields";
import { bigButton } from "#components/public/frame";
import { optOut } from "#lib/crm/actions/visitor";

/** One press; it counts at once. */
export function OptOutForm({ token, choice }: { token: string; choice: string }) {
  const [state, submit] = useActionState(optOut, { done: false });
  const out = choice === "withdrawn";
  return (
    <ActionForm state={state} action={submit} className="grid gap-3">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="choice" value={out ? "granted" : "withdrawn"} />
      <div>
        <SubmitButton className={bigButton} variant={out ? "outline" : "default"} pendingLabel="One moment…">
          {out ? "Write to me again" : "Write to me no more"}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
