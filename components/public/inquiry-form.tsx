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
import { inquire } from "#lib/crm/actions/visitor";

type Props = {
  org: string;
  station: string;
  stations: { slug: string; name: string; city: string }[];
  words: { contact: string; marketing: string };
  today: string;
};

/** Asking without an account: who, when, how many, and what they wish for. */
export function InquiryForm({ org, station, stations, words, today }: Props) {
  const [state, submit] = useActionState(inquire, { done: false });
  if (state.done)
    return (
      <div role="status" className="rounded-xl border bg-card p-6">
        <h2 className="font-semibold text-lg">Thank you. We have it.</h2>
        <p className="mt-1 text-muted-foreground">Somebody reads it and answers you, usually within a day.</p>
      </div>
    );
  return (
    <ActionForm state={state} action={submit} className="grid gap-4 rounded-xl border bg-card p-4 sm:p-6">
      <input type="hidden" name="org" value={org} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="name" label="Your name" required autoComplete="name" maxLength={120} />
        <TextField name="email" label="E-mail" type="email" autoComplete="email" maxLength={254} />
        <TextField
          name="phone"
          label="Phone"
          type="tel"
          autoComplete="tel"
          maxLength={40}
          hint="One of the two is needed."
        />
        <TextField name="service" label="What for" maxLength={120} hint="A birthday, a wedding, a dinner" />
        <TextField name="wishedOn" label="When" type="date" min={today} />
        <TextField name="guests" label="How many guests" inputMode="numeric" maxLength={5} />
      </div>
      {station ? <input type="hidden" name="station" value={station} /> : <Where stations={stations} />}
      <LongTextField name="message" label="What do you wish for?" rows={4} maxLength={4000} />
      {/* Nobody sees it; programs fill it in. */}
      <div aria-hidden className="absolute -left-[9999px] h-px w-px overflow-hidden">
        <label>
          Website
          <input type="text" name="website" tabIndex={-1} autoComplete="off" />
        </label>
      </div>
      <CheckboxField name="agreed" label={words.contact} required />
      <CheckboxField name="marketing" label={words.marketing} />
      <div>
        <SubmitButton className={bigButton} pendingLabel="Sending…">
          Ask
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

function Where({ stations }: Pick<Props, "stations">) {
  if (stations.length === 0) return null;
  return (
    <SelectField
      name="station"
      label="Where"
      options={stations.map(({ slug, name, city }) => ({ value: slug, label: city ? `${name}, ${city}` : name }))}
    >
      <option value="">Wherever you like</option>
    </SelectField>
  );
}
