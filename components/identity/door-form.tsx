"use client";

import { type ReactNode, useActionState, useEffect, useRef } from "react";
import { Alert } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import type { FormState } from "#lib/action";

export type DoorAction = (state: FormState, form: FormData) => Promise<FormState>;
type Parts = { value: (name: string) => string; error: (name: string) => string[] | undefined; state: FormState };

/** A form of the door: one button, a refusal above it, and the first field that needs another look gets the focus. */
export function DoorForm({
  action,
  label,
  pendingLabel,
  defaults = {},
  hidden = {},
  quiet,
  children,
}: {
  action: DoorAction;
  label: string;
  pendingLabel: string;
  defaults?: Record<string, string>;
  hidden?: Record<string, string | undefined>;
  /** The button is not what people came for. */
  quiet?: boolean;
  children?: (parts: Parts) => ReactNode;
}) {
  const [state, submit, pending] = useActionState(action, { done: false });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!state.problem) return;
    const at = (selector: string) => form.current?.querySelector<HTMLElement>(selector);
    (at("[aria-invalid=true]") ?? at("[role=alert]"))?.focus();
  }, [state]);
  const parts: Parts = {
    value: (name) => String(state.values?.[name] ?? defaults[name] ?? ""),
    error: (name) => state.problem?.fields?.[name],
    state,
  };
  return (
    <form ref={form} action={submit} noValidate className="grid gap-4">
      {Object.entries(hidden).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      {state.problem ? (
        <Alert variant="destructive" role="alert" tabIndex={-1}>
          <p>{state.problem.message}</p>
        </Alert>
      ) : null}
      {children?.(parts)}
      <Button
        type="submit"
        size="lg"
        variant={quiet ? "outline" : "default"}
        className="w-full"
        aria-disabled={pending}
        aria-busy={pending}
      >
        {pending ? pendingLabel : label}
      </Button>
    </form>
  );
}
