"use client";

import { useActionState, useEffect } from "react";
import { ActionForm, SelectField, SubmitButton, TextField } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";
import { updateOrganization } from "#lib/organizations/actions";

type Props = {
  zones: string[];
  organization: { name: string; tagline: string; zone: string; supportEmail: string | null; accent: string };
};
const first: FormState = { done: false };

export function OrganizationForm({ zones, organization }: Props) {
  const [state, submit] = useActionState<FormState, FormData>(updateOrganization, first);
  useEffect(() => {
    if (state.done) notify("success", "Settings saved.");
  }, [state]);
  return (
    <ActionForm action={submit} state={state} className="grid max-w-xl gap-4">
      <TextField name="name" label="Name" required defaultValue={organization.name} />
      <TextField
        name="tagline"
        label="Tagline"
        hint="Under the name, on public pages."
        defaultValue={organization.tagline}
      />
      <SelectField
        name="zone"
        label="Time zone"
        required
        hint="A day of the organization is a day here. Events keep the zone of their venue."
        options={zones.map((name) => ({ value: name, label: name.replaceAll("_", " ") }))}
        defaultValue={organization.zone}
      />
      <TextField
        name="supportEmail"
        type="email"
        label="Support e-mail"
        hint="Where buyers ask."
        defaultValue={organization.supportEmail ?? ""}
      />
      <TextField
        name="accent"
        label="Accent colour"
        required
        className="w-40"
        hint="Of public pages, such as #0f766e."
        defaultValue={organization.accent}
      />
      <SubmitButton className="justify-self-start" pendingLabel="Saving…">
        Save settings
      </SubmitButton>
    </ActionForm>
  );
}
