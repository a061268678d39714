"use client";

import { SelectField } from "#components/data/fields";

type Props = { name?: string; people: readonly { id: string; name: string; email: string }[] };

/** Somebody of the organization. */
export function PersonField({ people, name = "userId" }: Props) {
  return (
    <SelectField
      name={name}
      label="Person"
      required
      options={[
        { value: "", label: "Choose a person" },
        ...people.map((one) => ({
          value: one.id,
          label: one.name === one.email ? one.name : `${one.name} · ${one.email}`,
        })),
      ]}
    />
  );
}
