"use client";

import { type ReactNode, useActionState, useState } from "react";
import { ActionForm, LongTextField, SubmitButton, TextField } from "#components/data/fields";
import { Button } from "#components/ui/button";
import type { FormState } from "#lib/action";
import { askRefund, giveTicket, nameAttendee } from "#lib/ticketing/actions/buyer";

type Act = (state: FormState, form: FormData) => Promise<FormState>;
type Props = {
  label: string;
  done: string;
  act: Act;
  hidden: Record<string, string>;
  verb: string;
  children: ReactNode;
};

/** A button that opens its form below itself; after it is sent, its words stay for those who hear the page. */
function Opening({ label, done, act, hidden, verb, children }: Props) {
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState("");
  const [state, submit] = useActionState<FormState, FormData>(
    async (before, form) => {
      const answer = await act(before, form);
      if (answer.done) {
        setOpen(false);
        setSaid(done);
      }
      return answer;
    },
    { done: false },
  );
  return (
    <div className="grid gap-2" data-print="hide">
      <Button
        variant="outline"
        className="h-11 justify-self-start px-4 max-md:h-11"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {label}
      </Button>
      <p role="status" className={said ? "text-success-text" : "sr-only"}>
        {said}
      </p>
      {open ? (
        <ActionForm action={submit} state={state} className="grid gap-4 rounded-lg border bg-card p-4">
          {Object.entries(hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {children}
          <SubmitButton className="h-11 justify-self-start px-5 max-md:h-11" pendingLabel="Sending…">
            {verb}
          </SubmitButton>
        </ActionForm>
      ) : null}
    </div>
  );
}

/** What a buyer may do with one ticket that was not used yet. */
export function TicketActs({ token, code, attendee }: { token: string; code: string; attendee: string }) {
  const hidden = { token, code };
  return (
    <div className="flex flex-wrap gap-2">
      <Opening
        label="Correct the name"
        verb="Save the name"
        done="The name was changed."
        act={nameAttendee}
        hidden={hidden}
      >
        <TextField name="name" label="Name" required defaultValue={attendee} autoComplete="off" />
        <TextField name="email" label="E-mail" required type="email" autoComplete="off" />
      </Opening>
      <Opening
        label="Give it away"
        verb="Give this ticket away"
        done="Given away. The new owner has a code of their own."
        act={giveTicket}
        hidden={hidden}
      >
        <p className="text-muted-foreground">
          The code that you have stops working at once. Only the new owner gets the new one, by e-mail.
        </p>
        <TextField name="name" label="New owner" required autoComplete="off" />
        <TextField name="email" label="Their e-mail" required type="email" autoComplete="off" />
      </Opening>
    </div>
  );
}

/** Asks the organizers for the money back. */
export function RefundAsk({ token }: { token: string }) {
  return (
    <Opening
      label="Ask for a refund"
      verb="Send the request"
      done="The organizers have your request and will answer you."
      act={askRefund}
      hidden={{ token }}
    >
      <LongTextField name="reason" label="Why" required rows={3} hint="The organizers read this and decide." />
    </Opening>
  );
}
