"use client";

import { useActionState, useEffect } from "react";
import { ActionForm, SubmitButton, TextField } from "#components/data/fields";
import { PasswordInput } from "#components/identity/password-input";
import { notify } from "#components/shell/notify";
import { Alert, AlertDescription, AlertTitle } from "#components/ui/alert";
import { Field } from "#components/ui/field";
import type { FormState } from "#lib/action";
import { changeEmail, changePassword } from "#lib/users/actions";

type EmailState = FormState<{ email: string }>;

/** Ask for another address; what happens next is said before and after. */
export function EmailForm() {
  const [state, submit] = useActionState<EmailState, FormData>(changeEmail, { done: false });
  return (
    <ActionForm action={submit} state={state}>
      <div role="status" className="empty:hidden">
        {state.done && state.result ? (
          <Alert variant="success">
            <AlertTitle>A link is on its way to {state.result.email}</AlertTitle>
            <AlertDescription>
              It works for one hour. Until you follow it, your present address counts; afterwards an administrator looks
              at your account once more.
            </AlertDescription>
          </Alert>
        ) : null}
      </div>
      <TextField
        name="email"
        type="email"
        label="New e-mail"
        required
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        hint="We send a link there. The change counts when you have followed it, and is then approved again."
      />
      <Field label="Present password" required error={state.problem?.fields?.password}>
        <PasswordInput name="password" autoComplete="current-password" />
      </Field>
      <SubmitButton variant="outline" className="justify-self-start" pendingLabel="Sending…">
        Send the link
      </SubmitButton>
    </ActionForm>
  );
}

export function PasswordForm({ email }: { email: string }) {
  const [state, submit] = useActionState<FormState, FormData>(changePassword, { done: false });
  useEffect(() => {
    if (state.done) notify("success", "Your password is changed. You are signed out everywhere else.");
  }, [state]);
  return (
    <ActionForm action={submit} state={state}>
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <Field label="Present password" required error={state.problem?.fields?.current}>
        <PasswordInput name="current" autoComplete="current-password" />
      </Field>
      <Field label="New password" required error={state.problem?.fields?.password}>
        <PasswordInput name="password" autoComplete="new-password" strengthFor={email} />
      </Field>
      <SubmitButton variant="outline" className="justify-self-start" pendingLabel="Changing…">
        Change the password
      </SubmitButton>
    </ActionForm>
  );
}
