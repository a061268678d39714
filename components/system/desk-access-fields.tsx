"use client";

import { useState } from "react";
import { type FormAnswer, SelectField } from "#components/data/fields";
import { type AccessChoices, AccessFields } from "#components/identity/access-fields";
import { grantableRoles, type Permission, roleName, rolePermissions } from "#lib/permissions";

type Named = { id: string; name: string };
export type DeskChoice = Named & {
  platform: boolean;
  roles: readonly (Named & { permissions: readonly Permission[] })[];
  stations: readonly Named[];
};

type Props = {
  choices: readonly DeskChoice[];
  state: FormAnswer;
  /** The organization that they asked for. */
  wants?: string;
  /** Several people: each can go where they asked to. */
  several?: boolean;
};

/** Organization, then one of its roles, own ones too, and a place in it; below, what that opens. */
export function DeskAccessFields({ choices, state, wants = "", several = false }: Props) {
  const [organization, choose] = useState(wants);
  const chosen = choices.find((one) => one.id === organization);
  return (
    <>
      <SelectField
        name="organizationId"
        label="Organization"
        required
        defaultValue={wants}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{several ? "The one that each asked for" : "Choose an organization"}</option>
        {choices.map((one) => (
          <option key={one.id} value={one.id}>
            {one.platform ? `${one.name} (the platform)` : one.name}
          </option>
        ))}
      </SelectField>
      {chosen || several ? (
        <AccessFields
          key={organization}
          choices={accessIn(chosen)}
          state={state}
          first={{ role: "viewer" }}
          fixed={!chosen}
        />
      ) : null}
    </>
  );
}

/** What can be given there; without an organization, what can be given anywhere. */
function accessIn(chosen: DeskChoice | undefined): AccessChoices {
  const builtIn = grantableRoles
    .filter((role) => chosen?.platform || role !== "super_admin")
    .map((role) => ({
      key: role,
      name: roleName(role),
      own: false,
      permissions: rolePermissions[role],
      mayGive: true,
    }));
  const own = (chosen?.roles ?? []).map(({ id, ...role }) => ({ ...role, key: id, own: true, mayGive: true }));
  return {
    organization: chosen?.name ?? "their organization",
    roles: [...builtIn, ...own],
    stations: chosen?.stations ?? [],
    events: [],
  };
}
