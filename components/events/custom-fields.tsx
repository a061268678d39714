"use client";

import { LongTextField, SelectField, TextField } from "#components/data/fields";
import type { FieldKind } from "#lib/events/rules/registry";

export type CustomField = {
  key: string;
  label: string;
  kind: FieldKind;
  hint: string;
  options: string[];
  required: boolean;
};

/** The organization's own fields of an event, each as its kind wants it. */
export function CustomFields({ fields, values }: { fields: readonly CustomField[]; values?: Record<string, string> }) {
  return fields.map(({ key, label, kind, hint, options, required }) => {
    const name = `custom.${key}`;
    const common = { name, label, hint: hint || undefined, required, defaultValue: values?.[name] ?? "" };
    if (kind === "choice" || kind === "yes_no") {
      const choices =
        kind === "choice"
          ? options.map((option) => ({ value: option, label: option }))
          : [
              { value: "yes", label: "Yes" },
              { value: "no", label: "No" },
            ];
      return (
        <SelectField key={key} {...common} options={choices}>
          <option value="">Nothing chosen</option>
        </SelectField>
      );
    }
    if (kind === "date") return <TextField key={key} {...common} type="date" className="max-w-44" />;
    if (kind === "number") return <TextField key={key} {...common} inputMode="decimal" className="figures max-w-44" />;
    if (kind === "link") return <TextField key={key} {...common} type="url" placeholder="https://" />;
    return <LongTextField key={key} {...common} rows={2} />;
  });
}
