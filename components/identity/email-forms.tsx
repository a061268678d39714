"use client";

import { DoorForm } from "#components/identity/door-form";
import { Alert } from "#components/ui/alert";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { forgot, resend } from "#lib/identity/actions";

/** Ask for a link to choose a new password. */
export function ForgotForm() {
  return (
    <EmailForm
      action={forgot}
      label="Send me a link"
      sent={(email) =>
        `If ${email} has an account, a link to choose a new password is on its way. It works for one hour.`
      }
    />
  );
}

/** Send the confirmation again, in case it was lost or became too old. */
export function ResendForm({ email }: { email?: string }) {
  return (
    <EmailForm
      action={resend}
      label="Send it again"
      email={email}
      quiet
      sent={(address) =>
        `If ${address} waits for confirmation, another link is on its way. Earlier links stop working.`
      }
    />
  );
}

function EmailForm({
  action,
  label,
  email = "",
  quiet,
  sent,
}: {
  action: typeof forgot;
  label: string;
  email?: string;
  quiet?: boolean;
  sent: (email: string) => string;
}) {
  return (
    <DoorForm action={action} label={label} pendingLabel="Sending…" defaults={{ email }} quiet={quiet}>
      {({ value, error, state }) => (
        <>
          <div role="status" className="empty:hidden">
            {state.done ? (
              <Alert variant="success">
                <p>{sent(value("email"))}</p>
              </Alert>
            ) : null}
          </div>
          <Field label="E-mail" error={error("email")} required>
            <Input
              name="email"
              type="email"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              defaultValue={value("email")}
              className="h-10"
            />
          </Field>
        </>
      )}
    </DoorForm>
  );
}
