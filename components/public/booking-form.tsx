"use client";

import { useActionState } from "react";
import { CountedAs } from "#components/analytics/counted-as";
import { ActionForm, LongTextField, SubmitButton, TextField } from "#components/data/fields";
import { Time } from "#components/data/time";
import { AgreeToTerms } from "#components/public/agree-to-terms";
import { bigButton } from "#components/public/frame";
import type { FormState } from "#lib/action";
import { requestSlot } from "#lib/bookings/actions/visitor";

type Props = {
  hidden: Record<string, string>;
  startsAt: string;
  zone: string;
  terms: string | null;
  holdMinutes: number;
  /** In words; null where nothing is to be paid now. */
  deposit: string | null;
};
const first: FormState = { done: false };

/** Who it is for and where, the terms, and then the slot is held while the deposit is paid. */
export function BookingForm({ hidden, startsAt, zone, terms, holdMinutes, deposit }: Props) {
  const [state, submit] = useActionState(requestSlot, first);
  return (
    <section aria-labelledby="who" className="grid gap-4">
      <h2 id="who" className="scroll-mt-4 font-semibold text-xl">
        For whom?
      </h2>
      <p>
        <Time at={startsAt} zone={zone} named className="font-medium" />
      </p>
      <ActionForm action={submit} state={state} className="grid gap-4">
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <CountedAs org={hidden.org ?? ""} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="contactName" label="Your name" required maxLength={200} autoComplete="name" />
          <TextField name="contactPhone" label="Phone" type="tel" maxLength={60} autoComplete="tel" />
        </div>
        <TextField
          name="contactEmail"
          label="E-mail"
          required
          type="email"
          maxLength={254}
          autoComplete="email"
          hint="Your confirmation goes there."
        />
        <LongTextField
          name="address"
          label="Where is it?"
          required
          rows={2}
          maxLength={500}
          autoComplete="street-address"
          hint="Street, number, postal code and city."
        />
        <LongTextField
          name="dietaryNotes"
          label="What should we know?"
          rows={2}
          maxLength={2000}
          hint="Allergies, food that somebody does not eat, the way in."
        />
        <AgreeToTerms terms={terms} state={state} />
        <div className="grid gap-2">
          <SubmitButton className={`${bigButton} justify-self-start`} pendingLabel="One moment…">
            {deposit ? `Pay the deposit of ${deposit}` : "Book it"}
          </SubmitButton>
          {deposit ? (
            <p className="text-muted-foreground text-sm">
              The time is held for you for {holdMinutes} minutes. It is yours when the deposit has arrived.
            </p>
          ) : null}
        </div>
      </ActionForm>
    </section>
  );
}
