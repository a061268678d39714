"use client";

import { useActionState } from "react";
import { ActionForm, SubmitButton } from "#components/data/fields";
import { bigButton } from "#components/public/frame";
import { stopLetters } from "#lib/analytics/actions/visitor";

/** One press; it counts at once. */
export function StopLettersForm({ token }: { token: string }) {
  const [state, submit] = useActionState(stopLetters, { done: false });
  return (
    <ActionForm state={state} action={submit} className="grid gap-3">
      <input type="hidden" name="token" value={token} />
      <div>
        <SubmitButton className={bigButton} pendingLabel="One moment…">
          Send me no more of these
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
