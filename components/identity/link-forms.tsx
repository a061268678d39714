"use client";

import { DoorForm } from "#components/identity/door-form";
import { PasswordInput } from "#components/identity/password-input";
import { Field } from "#components/ui/field";
import { choosePassword, confirm } from "#lib/identity/actions";
import { passwordLength } from "#lib/identity/password";

/** The one button behind a link from an e-mail. */
export function ConfirmForm({ label, link }: { label: string; link: Record<string, string | undefined> }) {
  return <DoorForm action={confirm} label={label} pendingLabel="One moment…" hidden={link} />;
}

export function ChoosePasswordForm({ email }: { email: string }) {
  return (
    <DoorForm action={choosePassword} label="Save the new password" pendingLabel="Saving…">
      {({ error }) => (
        <>
          {/* Password managers file the new password under this name. */}
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <Field
            label="New password"
            hint={`At least ${passwordLength.least} characters; a few words will do.`}
            error={error("password")}
            required
          >
            <PasswordInput name="password" autoComplete="new-password" strengthFor={email} />
          </Field>
        </>
      )}
    </DoorForm>
  );
}
