"use client";

import { useActionState } from "react";
import { ActionForm, LongTextField, SubmitButton } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";

type Act = (state: FormState<never>, form: FormData) => Promise<FormState<unknown>>;

/** A note, written where it is read. */
export function NoteForm({ action, hidden }: { action: unknown; hidden: Record<string, string> }) {
  const [state, submit] = useActionState(async (before: FormState<unknown>, form: FormData) => {
    const answer = await (action as Act)(before as FormState<never>, form);
    if (answer.done) notify("success", "Noted.");
    return answer;
  }, first);
  return (
    <ActionForm state={state} action={submit} className="grid gap-2">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <LongTextField name="body" label="Note" rows={2} />
      <div>
        <SubmitButton size="sm" variant="outline" pendingLabel="Saving…">
          Add note
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
const first: FormState<unknown> = { done: false };
