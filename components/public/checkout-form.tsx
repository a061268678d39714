"use client";

import { useActionState, useEffect, useRef } from "react";
import { bigButton } from "#components/public/frame";
import { Questions, type QuestionsProps } from "#components/public/questions";
import { Alert } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { payForTickets } from "#lib/ticketing/actions/visitor";

export type CheckoutFormProps = {
  token: string;
  /** Made with the page, so that a double click is one order. */
  attempt: string;
  /** "Pay €50.00", or what a free order says. */
  label: string;
  /** Whose terms. */
  seller: string;
  /** What was typed before the visitor went to pay and came back. */
  known?: { name: string; email: string };
} & Pick<QuestionsProps, "questions" | "items">;

/** Who the tickets are for, and on to the payment. */
export function CheckoutForm({ token, attempt, label, seller, known, questions, items }: CheckoutFormProps) {
  const [state, submit, pending] = useActionState(payForTickets, { done: false });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.problem) form.current?.querySelector<HTMLElement>("[aria-invalid=true], [role=alert]")?.focus();
  }, [state]);
  const typed = (name: "name" | "email") => String(state.values?.[name] ?? known?.[name] ?? "");
  const errors = state.problem?.fields;
  return (
    <form ref={form} action={submit} noValidate className="grid gap-5">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="attempt" value={attempt} />
      {state.problem && !errors ? (
        <Alert variant="destructive" role="alert" tabIndex={-1}>
          <p>{state.problem.message}</p>
        </Alert>
      ) : null}
      <Field label="Name" error={errors?.name} required>
        <Input
          name="name"
          autoComplete="name"
          defaultValue={typed("name")}
          key={typed("name")}
          maxLength={120}
          className={field}
        />
      </Field>
      <Field label="E-mail" hint="Your tickets go to this address." error={errors?.email} required>
        <Input
          name="email"
          type="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={typed("email")}
          key={`e ${typed("email")}`}
          maxLength={254}
          className={field}
        />
      </Field>
      <Questions questions={questions} items={items} values={state.values} errors={errors} />
      <p className="text-muted-foreground text-sm">
        You buy from {seller}, who is told your name and e-mail address for this event and decides about refunds.
      </p>
      <Button type="submit" className={`${bigButton} w-full`} aria-disabled={pending} aria-busy={pending}>
        {pending ? "One moment…" : label}
      </Button>
    </form>
  );
}

const field = "h-11 max-md:h-11 md:text-base";
