"use client";

import Link from "next/link";
import { DoorForm } from "#components/identity/door-form";
import { PasswordInput } from "#components/identity/password-input";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { signIn } from "#lib/identity/actions";

export function SignInForm({ next }: { next?: string }) {
  return (
    <DoorForm action={signIn} label="Sign in" pendingLabel="Signing in…" hidden={{ next }}>
      {({ value, error }) => (
        <>
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
          <div className="grid gap-1.5">
            <Field label="Password" error={error("password")} required>
              <PasswordInput name="password" autoComplete="current-password" />
            </Field>
            <Link
              href="/forgot"
              className="justify-self-start py-1 text-[0.8125rem] text-primary-text underline-offset-4 hover:underline"
            >
              Forgot the password?
            </Link>
          </div>
        </>
      )}
    </DoorForm>
  );
}
