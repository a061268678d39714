"use client";

import { useActionState } from "react";
import {
  ActionForm,
  CheckboxField,
  LongTextField,
  SelectField,
  SubmitButton,
  TextField,
} from "#components/data/fields";
import { bigButton } from "#components/public/frame";
import { enquire } from "#lib/sponsorship/actions/visitor";

type Props = { org: string; event: string; wishes: { value: string; label: string }[]; consent: string };

/** Asking for a proposal without an account. */
export function DeckForm({ org, event, wishes, consent }: Props) {
  const [state, submit] = useActionState(enquire, { done: false });
  if (state.done)
    return (
      <div role="status">
        <h3 className="font-semibold">Thank you. We have it.</h3>
        <p className="mt-1 text-muted-foreground">Somebody reads it and writes you an offer.</p>
      </div>
    );
  return (
    <ActionForm state={state} action={submit} className="grid gap-4">
      <input type="hidden" name="org" value={org} />
      <input type="hidden" name="event" value={event} />
      <TextField name="company" label="Who would sponsor" required autoComplete="organization" maxLength={120} />
      <TextField name="name" label="Your name" required autoComplete="name" maxLength={120} />
      <TextField name="email" label="E-mail" type="email" required autoComplete="email" maxLength={254} />
      <TextField name="phone" label="Phone" type="tel" autoComplete="tel" maxLength={40} />
      {wishes.length > 0 ? (
        <SelectField name="wish" label="Package" options={wishes}>
          <option value="">Advise us</option>
        </SelectField>
      ) : null}
      <LongTextField name="message" label="What matters to you?" rows={4} maxLength={4000} />
      {/* Nobody sees it; programs fill it in. */}
      <div aria-hidden className="absolute -left-[9999px] h-px w-px overflow-hidden">
        <label>
          Website
          <input type="text" name="website" tabIndex={-1} autoComplete="off" />
        </label>
      </div>
      <CheckboxField name="agreed" label={consent} required />
      <div>
        <SubmitButton className={bigButton} pendingLabel="Sending…">
          Ask for a proposal
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
