"use client";

import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useActionState } from "react";
import { ActionForm, SelectField, SubmitButton, TextField } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import type { FormState } from "#lib/action";
import { createStation, updateStation } from "#lib/identity/actions/people";
import type { Week } from "#lib/identity/rules/stations";
import { OpeningHoursField } from "./opening-hours-field.tsx";

export type StationValues = {
  id: string;
  name: string;
  slug: string;
  address: string;
  postalCode: string;
  city: string;
  region: string;
  country: string | null;
  zone: string;
  openingHours: Week;
};
type Props = {
  org: string;
  zones: readonly string[];
  countries: readonly { value: string; label: string }[];
  station?: StationValues;
  defaults: { zone: string };
};
const first: FormState<{ id: string }> = { done: false };

export function StationForm({ org, zones, countries, station, defaults }: Props) {
  const router = useRouter();
  const home = `/${org}/identity/stations`;
  const [state, submit] = useActionState<FormState<{ id: string }>, FormData>(async (before, form) => {
    const answer = station ? await updateStation(before, form) : await createStation(before, form);
    if (answer.result) {
      notify("success", station ? "The station is saved." : "The station is open.");
      router.push(`${home}/${answer.result.id}` as Route);
    }
    return answer;
  }, first);
  return (
    <ActionForm action={submit} state={state} className="grid max-w-2xl gap-6">
      {station ? <input type="hidden" name="id" value={station.id} /> : null}
      <TextField name="name" label="Name" required maxLength={120} defaultValue={station?.name} />
      {station ? (
        <TextField
          name="slug"
          label="Short name"
          required
          maxLength={60}
          defaultValue={station.slug}
          hint="Small letters, digits and hyphens, for files and imports."
        />
      ) : null}
      <fieldset className="grid gap-4 sm:grid-cols-2">
        <legend className="mb-3 font-semibold">Address</legend>
        <div className="sm:col-span-2">
          <TextField name="address" label="Street and number" maxLength={200} defaultValue={station?.address} />
        </div>
        <TextField name="postalCode" label="Postal code" maxLength={20} defaultValue={station?.postalCode} />
        <TextField name="city" label="City" maxLength={120} defaultValue={station?.city} />
        <TextField name="region" label="Region" maxLength={120} defaultValue={station?.region} />
        <SelectField
          name="country"
          label="Country"
          defaultValue={station?.country ?? ""}
          options={[{ value: "", label: "None" }, ...countries]}
        />
      </fieldset>
      <SelectField
        name="zone"
        label="Time zone"
        required
        hint="Its opening hours are on these clocks."
        defaultValue={station?.zone ?? defaults.zone}
        options={zones.map((name) => ({ value: name, label: name.replaceAll("_", " ") }))}
      />
      <OpeningHoursField state={state} hours={station?.openingHours ?? {}} />
      <div className="flex gap-2">
        <SubmitButton pendingLabel="Saving…">{station ? "Save station" : "Create station"}</SubmitButton>
        <Button variant="ghost" asChild>
          <Link href={(station ? `${home}/${station.id}` : home) as Route}>Back</Link>
        </Button>
      </div>
    </ActionForm>
  );
}
