"use client";

import { X } from "lucide-react";
import { useState } from "react";
import type { FormAnswer } from "#components/data/fields";
import { Field } from "#components/ui/field";
import { NativeSelect } from "#components/ui/native-select";

type Props = {
  name: string;
  label: string;
  hint: string;
  countries: readonly { value: string; label: string }[];
  chosen: readonly string[];
  state: FormAnswer;
};

/** Countries, added from a list and taken away one by one. */
export function CountryListField({ name, label, hint, countries, chosen, state }: Props) {
  const [codes, setCodes] = useState(chosen);
  const nameOf = (code: string) => countries.find((one) => one.value === code)?.label ?? code;
  return (
    <div className="grid gap-2">
      {/* Sent even when none is left, which takes all of them away. */}
      <input type="hidden" name={`${name}[]`} value="" />
      {codes.map((code) => (
        <input key={code} type="hidden" name={`${name}[]`} value={code} />
      ))}
      <Field label={label} hint={hint} error={state.problem?.fields?.[name]}>
        <NativeSelect value="" onChange={({ target }) => target.value && setCodes([...codes, target.value])}>
          <option value="">Add a country</option>
          {countries
            .filter((one) => !codes.includes(one.value))
            .map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
        </NativeSelect>
      </Field>
      {codes.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {codes.map((code) => (
            <li key={code} className="inline-flex items-center gap-1 rounded-md border bg-card pl-2 text-[0.8125rem]">
              {nameOf(code)}
              <button
                type="button"
                className="grid size-7 place-content-center rounded-md text-muted-foreground hover:bg-accent hover:text-accent-foreground"
                onClick={() => setCodes(codes.filter((one) => one !== code))}
              >
                <X aria-hidden className="size-3.5" />
                <span className="sr-only">Take {nameOf(code)} away</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
