"use client";

import { useActionState, useEffect } from "react";
import { ActionForm, CheckboxField, LongTextField, SelectField, SubmitButton } from "#components/data/fields";
import type { FormState } from "#lib/action";
import { startImpersonation } from "#lib/system/actions/desk";

type Props = { organizationId: string; people: readonly { userId: string; words: string }[] };
type Begun = FormState<{ slug: string }>;

/** Through whose eyes, why, and for how long. It leads into the organization, under a banner that says so. */
export function ImpersonateForm({ organizationId, people }: Props) {
  const [state, submit] = useActionState<Begun, FormData>(startImpersonation, { done: false });
  useEffect(() => {
    // Loaded anew, so that nothing that was read as oneself stays on the screen.
    if (state.done && state.result) window.location.assign(`/${state.result.slug}`);
  }, [state]);
  return (
    <ActionForm action={submit} state={state}>
      <input type="hidden" name="organizationId" value={organizationId} />
      <SelectField name="targetUserId" label="Through the eyes of" required>
        <option value="">An administrator of theirs</option>
        {people.map((each) => (
          <option key={each.userId} value={each.userId}>
            {each.words}
          </option>
        ))}
      </SelectField>
      <LongTextField
        name="reason"
        label="Reason"
        required
        rows={2}
        hint="Ten characters at least. The organization reads it."
      />
      <SelectField
        name="minutes"
        label="For"
        required
        defaultValue="15"
        options={[5, 15, 30, 60].map((minutes) => ({ value: String(minutes), label: `${minutes} minutes` }))}
      />
      <CheckboxField
        name="writable"
        label="Allow changes"
        hint="Ordinary work only: never money, roles, refunds or settings of the platform."
      />
      <SubmitButton className="justify-self-start" pendingLabel="Opening…">
        Look through their eyes
      </SubmitButton>
    </ActionForm>
  );
}
