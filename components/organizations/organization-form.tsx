"use client";

import { type ReactNode, useActionState, useEffect } from "react";
import { ActionForm, SelectField, SubmitButton, SwitchField, TextField } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";
import { updateOrganization } from "#lib/organizations/actions";
import { residencyRegions, revenuePolicies } from "#lib/organizations/rules";
import { AccentField } from "./accent-field.tsx";
import { CountryListField } from "./country-list-field.tsx";
import { LogoField } from "./logo-field.tsx";

type Option = { value: string; label: string };
export type OrganizationValues = {
  name: string;
  tagline: string;
  zone: string;
  supportEmail: string | null;
  accent: string;
  logoUrl: string | null;
  defaultCurrency: string;
  country: string;
  domain: string | null;
  operatingRegions: string[];
  crossBorderEnabled: boolean;
  dataResidencyRegion: string | null;
  revenueRecognised: "on_sale" | "after_event";
};
type Props = {
  zones: readonly string[];
  countries: readonly Option[];
  currencies: readonly Option[];
  organization: OrganizationValues;
};
const first: FormState = { done: false };

export function OrganizationForm({ zones, countries, currencies, organization }: Props) {
  const [state, submit] = useActionState<FormState, FormData>(updateOrganization, first);
  useEffect(() => {
    if (state.done) notify("success", "Settings saved.");
  }, [state]);
  return (
    <ActionForm action={submit} state={state} className="grid max-w-xl gap-8">
      <Part title="Name">
        <TextField name="name" label="Name" required maxLength={120} defaultValue={organization.name} />
        <TextField
          name="tagline"
          label="Tagline"
          maxLength={160}
          hint="Under the name, on public pages."
          defaultValue={organization.tagline}
        />
        <TextField
          name="supportEmail"
          type="email"
          label="Support e-mail"
          hint="Where buyers ask."
          defaultValue={organization.supportEmail ?? ""}
        />
      </Part>
      <Part title="Look">
        <LogoField src={organization.logoUrl} />
        <AccentField accent={organization.accent} />
        <TextField
          name="domain"
          label="Domain"
          maxLength={253}
          hint="The host name of your own site, such as tickets.example.com."
          defaultValue={organization.domain ?? ""}
        />
      </Part>
      <Part title="Where and in what money">
        <SelectField name="country" label="Country" required options={countries} defaultValue={organization.country} />
        <SelectField
          name="zone"
          label="Time zone"
          required
          hint="A day of the organization is a day here. Events keep the zone of their venue."
          options={zones.map((name) => ({ value: name, label: name.replaceAll("_", " ") }))}
          defaultValue={organization.zone}
        />
        <SelectField
          name="defaultCurrency"
          label="Currency"
          required
          hint="For new events and for the overview. Money that was posted stays in its own currency."
          options={currencies}
          defaultValue={organization.defaultCurrency}
        />
        <SelectField
          name="revenueRecognised"
          label="Ticket sales count as income"
          required
          hint="For sales from now on. Until the event has happened they are owed; what was posted stays as it is."
          options={Object.entries(revenuePolicies).map(([value, label]) => ({ value, label }))}
          defaultValue={organization.revenueRecognised}
        />
        <CountryListField
          name="operatingRegions"
          label="Countries you work in"
          hint="Besides your own."
          countries={countries}
          chosen={organization.operatingRegions}
          state={state}
        />
        <input type="hidden" name="crossBorderEnabled" value="false" />
        <SwitchField
          name="crossBorderEnabled"
          label="Sell across borders"
          hint="Buyers and venues may be in different countries."
          defaultChecked={organization.crossBorderEnabled}
        />
        <SelectField
          name="dataResidencyRegion"
          label="Where your data must lie"
          required
          options={[
            { value: "", label: "It does not matter" },
            ...Object.entries(residencyRegions).map(([value, label]) => ({ value, label })),
          ]}
          defaultValue={organization.dataResidencyRegion ?? ""}
        />
      </Part>
      <SubmitButton className="justify-self-start" pendingLabel="Saving…">
        Save settings
      </SubmitButton>
    </ActionForm>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-4">
      <h2 className="border-b pb-2 font-semibold">{title}</h2>
      {children}
    </section>
  );
}
