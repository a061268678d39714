"use client";

import { useState } from "react";
import { type FormAnswer, SelectField } from "#components/data/fields";
import { Field } from "#components/ui/field";
import { NativeSelect } from "#components/ui/native-select";
import type { Permission } from "#lib/permissions";
import { AccessPreview } from "./access-preview.tsx";

export type Choice = { id: string; name: string };
export type AccessChoices = {
  organization: string;
  roles: readonly {
    key: string;
    name: string;
    own: boolean;
    permissions: readonly Permission[];
    /** Nobody gives what they do not hold. */
    mayGive: boolean;
  }[];
  stations: readonly Choice[];
  events: readonly Choice[];
};
export type Place = { stationId?: string | null; eventId?: string | null };

type Props = {
  choices: AccessChoices;
  state: FormAnswer;
  first?: Place & { role?: string };
  /** Somebody who had roles before may keep them; of several people, some. */
  mayKeep?: boolean | "some";
  /** The place is chosen already. */
  fixed?: boolean;
};

/** Which role, and where it counts; below it what the person will see, as it is chosen. */
export function AccessFields({ choices, state, first = {}, mayKeep = false, fixed = false }: Props) {
  const [role, setRole] = useState(first.role ?? "");
  const [place, setPlace] = useState(first.stationId ?? first.eventId ?? "");
  const chosen = choices.roles.find((one) => one.key === role);
  return (
    <>
      <SelectField
        name="role"
        label="Role"
        required={mayKeep !== true}
        defaultValue={role}
        onChange={(event) => setRole(event.target.value)}
        hint={
          chosen && !chosen.mayGive ? "It includes more than you may do yourself, so you cannot give it." : undefined
        }
      >
        <option value="">
          {mayKeep === "some" ? "The roles they had before" : mayKeep ? "The roles they have" : "Choose a role"}
        </option>
        <RoleOptions roles={choices.roles} />
      </SelectField>
      {fixed ? (
        <input type="hidden" name="stationId" value={place} />
      ) : (
        <PlaceField choices={choices} state={state} value={place} onChange={setPlace} />
      )}
      {chosen ? <AccessPreview permissions={chosen.permissions} scope={scopeOf(choices, place)} /> : null}
    </>
  );
}

function RoleOptions({ roles }: Pick<AccessChoices, "roles">) {
  const own = roles.filter((role) => role.own);
  const option = (role: (typeof roles)[number]) => (
    <option key={role.key} value={role.key}>
      {role.name}
    </option>
  );
  if (own.length === 0) return roles.map(option);
  return (
    <>
      <optgroup label="Built in">{roles.filter((role) => !role.own).map(option)}</optgroup>
      <optgroup label="Your own">{own.map(option)}</optgroup>
    </>
  );
}

type PlaceProps = {
  choices: Pick<AccessChoices, "stations" | "events" | "organization">;
  state: FormAnswer;
  value: string;
  onChange: (place: string) => void;
};

/** One choice of three kinds: sends `stationId` or `eventId`, or neither that says anything. */
export function PlaceField({ choices, state, value, onChange }: PlaceProps) {
  const typed = state.values ? (state.values.stationId ?? state.values.eventId) : undefined;
  const [initial] = useState(value);
  const defaultValue = typeof typed === "string" ? typed : initial;
  const { fields } = state.problem ?? {};
  return (
    <Field label="Where it counts" required error={fields?.stationId ?? fields?.eventId ?? null}>
      <NativeSelect
        key={`place ${defaultValue}`}
        name={choices.events.some((one) => one.id === value) ? "eventId" : "stationId"}
        defaultValue={defaultValue}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">Everywhere in {choices.organization}</option>
        <PlaceOptions {...choices} />
      </NativeSelect>
    </Field>
  );
}

export function PlaceOptions({ stations, events }: Pick<AccessChoices, "stations" | "events">) {
  const options = (list: readonly Choice[]) =>
    list.map((one) => (
      <option key={one.id} value={one.id}>
        {one.name}
      </option>
    ));
  return (
    <>
      {stations.length > 0 ? <optgroup label="One station">{options(stations)}</optgroup> : null}
      {events.length > 0 ? <optgroup label="One event">{options(events)}</optgroup> : null}
    </>
  );
}

export function scopeOf(choices: Pick<AccessChoices, "stations" | "events" | "organization">, place: string) {
  const station = choices.stations.find((one) => one.id === place);
  if (station) return { kind: "station" as const, name: station.name };
  const event = choices.events.find((one) => one.id === place);
  if (event) return { kind: "event" as const, name: event.name };
  return { kind: "organization" as const, name: choices.organization };
}
