"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useActionState, useEffect } from "react";
import { ActionForm, SelectField, SubmitButton, TextField } from "#components/data/fields";
import type { FormState } from "#lib/action";
import { createVenue } from "#lib/events/actions";

type Props = {
  slug: string;
  zones: string[];
  countries: { value: string; label: string }[];
  defaults: { zone: string; country: string };
};
const first: FormState<{ id: string }> = { done: false };

export function VenueForm({ slug, zones, countries, defaults }: Props) {
  const router = useRouter();
  const [state, submit] = useActionState(createVenue, first);
  useEffect(() => {
    if (state.done) router.push(`/${slug}/events/new` as Route);
  }, [state.done, slug, router]);
  return (
    <ActionForm action={submit} state={state} className="grid max-w-xl gap-4">
      <TextField name="name" label="Name" required autoComplete="off" />
      <TextField name="address" label="Address" autoComplete="off" />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="city" label="City" required autoComplete="off" />
        <SelectField name="country" label="Country" required options={countries} defaultValue={defaults.country} />
      </div>
      <SelectField
        name="zone"
        label="Time zone"
        required
        hint="The wall clock of every event here."
        options={zones.map((name) => ({ value: name, label: name.replaceAll("_", " ") }))}
        defaultValue={defaults.zone}
      />
      <TextField name="capacity" label="Capacity" inputMode="numeric" className="figures" />
      <SubmitButton className="justify-self-start" pendingLabel="Saving…">
        Add venue
      </SubmitButton>
    </ActionForm>
  );
}
