"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useActionState } from "react";
import { ActionForm, SelectField, SubmitButton, SwitchField, TextField } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";
import { saveResource } from "#lib/bookings/actions/settings";
import type { resourceById } from "#lib/bookings/queries/settings";
import { kindWords } from "#lib/bookings/rules/words";

type Choice = { id: string; name: string };
type Props = {
  slug: string;
  stations: readonly Choice[];
  services: readonly Choice[];
  people?: readonly Choice[];
  resource?: NonNullable<Awaited<ReturnType<typeof resourceById>>>;
};
const first: FormState<{ id: string }> = { done: false };
const choices = (list: readonly Choice[]) => list.map(({ id, name }) => ({ value: id, label: name }));

export function ResourceForm({ slug, stations, services, people = [], resource }: Props) {
  const router = useRouter();
  const [state, submit] = useActionState<FormState<{ id: string }>, FormData>(async (before, form) => {
    const answer = await saveResource(before, form);
    if (answer.result) {
      notify("success", "Saved.");
      if (!resource) router.push(`/${slug}/bookings/resources/${answer.result.id}` as Route);
    }
    return answer;
  }, first);
  return (
    <ActionForm action={submit} state={state} className="grid max-w-2xl gap-4">
      <input type="hidden" name="id" value={resource?.id ?? ""} />
      {resource ? <input type="hidden" name="stationId" value={resource.stationId} /> : null}
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField name="name" label="Name" required maxLength={120} defaultValue={resource?.name} />
        <SelectField
          name="kind"
          label="Kind"
          defaultValue={resource?.kind}
          options={Object.entries(kindWords).map(([value, label]) => ({ value, label }))}
        />
        {resource ? null : <SelectField name="stationId" label="Station" options={choices(stations)} />}
        {people.length > 0 ? (
          <SelectField
            name="userId"
            label="Signs in as"
            hint="Somebody who works at the station."
            defaultValue={resource?.userId ?? ""}
            options={[{ value: "", label: "Nobody" }, ...choices(people)]}
          />
        ) : (
          <input type="hidden" name="userId" value={resource?.userId ?? ""} />
        )}
        <TextField
          name="email"
          label="E-mail"
          type="email"
          maxLength={254}
          hint="Reminders go there."
          defaultValue={resource?.email ?? ""}
        />
        <TextField name="phone" label="Phone" maxLength={60} defaultValue={resource?.phone} />
        <TextField
          name="capacity"
          label="Most guests"
          type="number"
          min={1}
          hint="As many as the service takes, if empty."
          defaultValue={resource?.capacity ? String(resource.capacity) : ""}
        />
        <TextField
          name="color"
          label="Colour on the board"
          type="color"
          className="h-9 w-20 p-1"
          defaultValue={resource?.color ?? "#0f766e"}
        />
      </div>
      <fieldset className="grid gap-2">
        <legend className="mb-2 font-medium">What it can do</legend>
        {services.map((one) => (
          <label key={one.id} className="flex min-h-6 items-center gap-2">
            <input
              type="checkbox"
              name="serviceIds[]"
              value={one.id}
              defaultChecked={resource?.serviceIds.includes(one.id)}
              className="size-4 accent-primary"
            />
            {one.name}
          </label>
        ))}
      </fieldset>
      <SwitchField name="active" label="Takes bookings" defaultChecked={resource?.active ?? true} />
      <SubmitButton className="justify-self-start" pendingLabel="Saving…">
        Save
      </SubmitButton>
    </ActionForm>
  );
}
