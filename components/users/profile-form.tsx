"use client";

import { useActionState, useEffect } from "react";
import { ActionForm, SelectField, SubmitButton, TextField } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";
import { saveProfile } from "#lib/users/actions";
import { locales } from "#lib/users/rules";

type Props = { person: { name: string; locale: string; zone: string | null }; zones: readonly string[] };

export function ProfileForm({ person, zones }: Props) {
  const [state, submit] = useActionState<FormState, FormData>(saveProfile, { done: false });
  useEffect(() => {
    if (state.done) notify("success", "Your profile is saved.");
  }, [state]);
  const listed = person.zone && !zones.includes(person.zone) ? [person.zone, ...zones] : zones;
  return (
    <ActionForm action={submit} state={state}>
      <TextField name="name" label="Name" required autoComplete="name" defaultValue={person.name} />
      <SelectField
        name="locale"
        label="Numbers and dates as in"
        required
        defaultValue={person.locale}
        options={Object.entries(locales).map(([value, label]) => ({ value, label }))}
      />
      <SelectField
        name="zone"
        label="Time zone"
        required
        hint="For times that concern you alone. An organization's pages use the organization's."
        defaultValue={person.zone ?? ""}
      >
        <option value="">That of the organization</option>
        {listed.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </SelectField>
      <SubmitButton className="justify-self-start" pendingLabel="Saving…">
        Save the profile
      </SubmitButton>
    </ActionForm>
  );
}
