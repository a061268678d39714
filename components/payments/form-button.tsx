"use client";

import { type ReactNode, useState } from "react";
import { FormDialog, orRequest } from "#components/data/form-dialog";
import { Button, type ButtonProps } from "#components/ui/button";
import type { FormState } from "#lib/action";

export type FormButtonProps = {
  label: ReactNode;
  /** What the button says to whoever does not see what stands beside it. */
  name?: string;
  variant?: ButtonProps["variant"];
  size?: ButtonProps["size"];
  title: string;
  text?: ReactNode;
  verb: string;
  pendingVerb: string;
  tone?: ButtonProps["variant"];
  // Each form's answer is its own; only a request to a second person is read here.
  action: (state: unknown, form: FormData) => Promise<FormState<unknown>>;
  hidden?: Record<string, string>;
  /** Send a key that is made with the form, so that sending twice does it once. */
  keyed?: boolean;
  done: string;
  wide?: boolean;
  children?: ReactNode;
};

/** A button that asks in a dialog; its fields come from the server as they are. */
export function FormButton({
  label,
  name,
  variant = "outline",
  size,
  keyed,
  hidden,
  done,
  action,
  ...dialog
}: FormButtonProps) {
  const [key, setKey] = useState<string | null>(null);
  const act = action as (
    state: FormState<{ requestId?: string }>,
    form: FormData,
  ) => Promise<FormState<{ requestId?: string }>>;
  return (
    <>
      <Button variant={variant} size={size} aria-label={name} onClick={() => setKey(crypto.randomUUID())}>
        {label}
      </Button>
      {key ? (
        <FormDialog
          {...dialog}
          action={act}
          hidden={{ ...hidden, ...(keyed && { key }) }}
          done={orRequest(done)}
          close={() => setKey(null)}
        >
          {dialog.children}
        </FormDialog>
      ) : null}
    </>
  );
}
