"use client";

import { useActionState } from "react";
import { ActionForm, CheckboxField, SubmitButton } from "#components/data/fields";
import { setRetention } from "#lib/analytics/actions";

type Props = { months: number; lower: boolean; goes: string };

/** The second step: what was previewed, done. */
export function RetentionForm({ months, lower, goes }: Props) {
  const [state, submit] = useActionState(setRetention, { done: false });
  return (
    <ActionForm state={state} action={submit} className="grid gap-3">
      <input type="hidden" name="months" value={months} />
      {lower ? <CheckboxField name="confirmed" label={`I know that ${goes} for good`} /> : null}
      <div>
        <SubmitButton variant={lower ? "destructive" : "default"} pendingLabel="Saving…">
          Keep them for {months} {months === 1 ? "month" : "months"}
        </SubmitButton>
      </div>
      {state.done ? <p role="status">Saved.</p> : null}
    </ActionForm>
  );
}
