"use client";

import { useState } from "react";
import { DoorForm } from "#components/identity/door-form";
import { PasswordInput } from "#components/identity/password-input";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { signUp } from "#lib/identity/actions";
import { passwordLength } from "#lib/identity/password";

type Props = { next?: string; email?: string; organization?: string };

/** Somebody who was invited is not asked where they belong. */
export function SignUpForm({ next, email = "", organization = "" }: Props) {
  const asks = !next?.startsWith("/invitation");
  const [address, setAddress] = useState(email);
  return (
    <DoorForm
      action={signUp}
      label="Create account"
      pendingLabel="Creating…"
      hidden={{ next }}
      defaults={{ email, organization }}
    >
      {({ value, error }) => (
        <>
          <Field label="Your name" error={error("name")} required>
            <Input name="name" autoComplete="name" maxLength={120} defaultValue={value("name")} className="h-10" />
          </Field>
          <Field label="E-mail" error={error("email")} required>
            <Input
              name="email"
              type="email"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              defaultValue={value("email")}
              onChange={(event) => setAddress(event.target.value.trim().toLowerCase())}
              className="h-10"
            />
          </Field>
          <Field
            label="Password"
            hint={`At least ${passwordLength.least} characters; a few words will do.`}
            error={error("password")}
            required
          >
            <PasswordInput name="password" autoComplete="new-password" strengthFor={address} />
          </Field>
          {asks ? (
            <Field
              label="Which organization"
              hint="Its address here, such as harbour-lights. Its administrators are asked to let you in."
              error={error("organization")}
            >
              <Input
                name="organization"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={60}
                defaultValue={value("organization")}
                className="h-10"
              />
            </Field>
          ) : null}
        </>
      )}
    </DoorForm>
  );
}
