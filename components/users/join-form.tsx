"use client";

import { useActionState, useEffect } from "react";
import { ActionForm, SubmitButton, TextField } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";
import { askToJoin } from "#lib/users/actions";

/** For somebody who has an account already: name an organization, and wait in its queue. */
export function JoinForm() {
  const [state, submit] = useActionState<FormState<{ name: string }>, FormData>(askToJoin, { done: false });
  useEffect(() => {
    if (state.done && state.result)
      notify("success", `${state.result.name} is asked. You get an e-mail when they decide.`);
  }, [state]);
  return (
    <ActionForm action={submit} state={state}>
      <TextField
        name="organization"
        label="Address of the organization"
        required
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        hint="Such as harbour-lights, or a link to one of its pages."
      />
      <SubmitButton variant="outline" className="justify-self-start" pendingLabel="Asking…">
        Ask to join
      </SubmitButton>
      {state.done && state.result ? (
        <p role="status" className="text-muted-foreground">
          {state.result.name} is asked. Its administrators see you in their queue.
        </p>
      ) : null}
    </ActionForm>
  );
}
