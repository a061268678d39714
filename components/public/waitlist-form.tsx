"use client";

import { useActionState, useEffect, useRef } from "react";
import { Alert } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import { joinWaitlist } from "#lib/ticketing/actions/visitor";

type Props = { org: string; event: string; tiers: { id: string; name: string }[] };

/** Stand in line for tickets that are gone. */
export function WaitlistForm({ org, event, tiers }: Props) {
  const [state, submit, pending] = useActionState(joinWaitlist, { done: false });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.problem) form.current?.querySelector<HTMLElement>("[aria-invalid=true], [role=alert]")?.focus();
  }, [state]);
  const errors = state.problem?.fields;
  const typed = (name: string, initial = "") => String(state.values?.[name] ?? initial);
  if (state.done)
    return (
      <p role="status" className="px-4 py-4 sm:px-5">
        You are in line. We have written to you, and write again as soon as it is your turn.
      </p>
    );
  return (
    <details className="border-t px-4 py-3 sm:px-5" open={Boolean(state.problem)}>
      <summary className="flex min-h-11 cursor-pointer items-center font-medium">Join the waitlist</summary>
      <form ref={form} action={submit} noValidate className="mt-2 grid gap-4">
        <input type="hidden" name="org" value={org} />
        <input type="hidden" name="event" value={event} />
        {state.problem && !errors ? (
          <Alert variant="destructive" role="alert" tabIndex={-1}>
            <p>{state.problem.message}</p>
          </Alert>
        ) : null}
        <p className="text-muted-foreground text-sm">
          When tickets come back, they are offered in turn and kept for whoever's turn it is.
        </p>
        <Field label="Ticket" error={errors?.tierId}>
          <NativeSelect name="tierId" defaultValue={typed("tierId", tiers[0]?.id)} className="h-11 max-md:h-11">
            {tiers.map((tier) => (
              <option key={tier.id} value={tier.id}>
                {tier.name}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label="How many" error={errors?.quantity} required>
          <Input
            name="quantity"
            inputMode="numeric"
            defaultValue={typed("quantity", "1")}
            className="h-11 max-md:h-11"
          />
        </Field>
        <Field label="Your name" error={errors?.name} required>
          <Input
            name="name"
            autoComplete="name"
            defaultValue={typed("name")}
            maxLength={120}
            className="h-11 max-md:h-11"
          />
        </Field>
        <Field label="Your e-mail" error={errors?.email} required>
          <Input
            name="email"
            type="email"
            autoComplete="email"
            defaultValue={typed("email")}
            maxLength={254}
            className="h-11 max-md:h-11"
          />
        </Field>
        <Button
          type="submit"
          variant="outline"
          className="h-11 max-md:h-11"
          aria-disabled={pending}
          aria-busy={pending}
        >
          {pending ? "One moment…" : "Join the waitlist"}
        </Button>
      </form>
    </details>
  );
}
