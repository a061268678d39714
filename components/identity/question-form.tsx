"use client";

import { Search } from "lucide-react";
import Form from "next/form";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { NativeSelect } from "#components/ui/native-select";
import { permissionGroups } from "#lib/identity/rules/roles";
import type { Permission } from "#lib/permissions";
import { type Choice, PlaceOptions } from "./access-fields.tsx";

export type Question = {
  organization: string;
  people: readonly (Choice & { email: string })[];
  places: { stations: readonly Choice[]; events: readonly Choice[] };
  question: { person?: Choice; permission?: Permission; at?: string };
};

/** Who, what and where; the answer is at the address that it leads to. */
export function QuestionForm({ organization, people, places, question }: Question) {
  const { person, permission, at } = question;
  return (
    <Form
      action=""
      className="mb-5 grid items-end gap-3 rounded-lg border bg-card p-4 md:grid-cols-[1fr_1.4fr_1fr_auto]"
    >
      <Field label="Person" required>
        <NativeSelect name="person" defaultValue={person?.id ?? ""}>
          <option value="">Everybody</option>
          {people.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name === one.email ? one.name : `${one.name} · ${one.email}`}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label="May" required>
        <NativeSelect name="may" defaultValue={permission ?? ""}>
          <option value="">Choose what to do</option>
          {permissionGroups.map((group) => (
            <optgroup key={group.domain} label={group.words}>
              {group.permissions.map((one) => (
                <option key={one.permission} value={one.permission}>
                  {one.words}
                </option>
              ))}
            </optgroup>
          ))}
        </NativeSelect>
      </Field>
      <Field label="Where" required>
        <NativeSelect name="at" defaultValue={at ?? ""}>
          <option value="">Everywhere in {organization}</option>
          <PlaceOptions {...places} />
        </NativeSelect>
      </Field>
      <Button type="submit">
        <Search aria-hidden />
        Explain
      </Button>
    </Form>
  );
}
