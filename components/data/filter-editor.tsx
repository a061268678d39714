"use client";

import { type ReactNode, useId, useState } from "react";
import { Button } from "#components/ui/button";
import { DateInput } from "#components/ui/date-time-input";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import type { FilterValue, ListColumn } from "#lib/system/list";
import { dayIn } from "#lib/time";
import { addDays } from "./filter-words.tsx";

export type FilterEditorProps = {
  column: ListColumn;
  value: FilterValue | undefined;
  zone: string;
  /** Null takes the filter away. */
  onChange: (value: FilterValue | null) => void;
  /** The editor has nothing more to ask. */
  onDone: () => void;
};

/** The control that fits the column: choices apply at once, typed values when sent. */
export function FilterEditor(props: FilterEditorProps) {
  switch (props.column.filter) {
    case "enum":
      return <ChoiceEditor {...props} />;
    case "boolean":
      return <YesNoEditor {...props} />;
    case "date-range":
      return <DaysEditor {...props} />;
    case "money-range":
      return <AmountsEditor {...props} />;
    default:
      return <TextEditor {...props} />;
  }
}

function ChoiceEditor({ column, value, onChange }: FilterEditorProps) {
  const chosen = value?.kind === "enum" ? value.values : [];
  return (
    <fieldset className="grid">
      <legend className="sr-only">{column.label}</legend>
      {column.options?.map((option) => (
        <label key={option.value} className="flex min-h-8 items-center gap-2.5 rounded-md px-2 hover:bg-accent">
          <input
            type="checkbox"
            className="size-4 accent-primary"
            checked={chosen.includes(option.value)}
            onChange={(event) => {
              // In the column's order, so that equal choices have equal addresses.
              const values = (column.options ?? [])
                .map(({ value: each }) => each)
                .filter((each) => (each === option.value ? event.target.checked : chosen.includes(each)));
              onChange(values.length > 0 ? { kind: "enum", values } : null);
            }}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

function YesNoEditor({ column, value, onChange, onDone }: FilterEditorProps) {
  const name = useId();
  return (
    <fieldset className="grid">
      <legend className="sr-only">{column.label}</legend>
      {[true, false].map((yes) => (
        <label key={String(yes)} className="flex min-h-8 items-center gap-2.5 rounded-md px-2 hover:bg-accent">
          <input
            type="radio"
            name={name}
            className="size-4 accent-primary"
            checked={value?.kind === "boolean" && value.value === yes}
            onChange={() => {
              onChange({ kind: "boolean", value: yes });
              onDone();
            }}
          />
          {yes ? "Yes" : "No"}
        </label>
      ))}
    </fieldset>
  );
}

function TextEditor({ column, value, onChange, onDone }: FilterEditorProps) {
  return (
    <Typed
      onSend={(form) => {
        const text = String(form.get("text") ?? "").trim();
        onChange(text ? { kind: "text", text } : null);
        onDone();
      }}
    >
      <Input
        name="text"
        aria-label={`${column.label} contains`}
        placeholder="contains…"
        defaultValue={value?.kind === "text" ? value.text : ""}
      />
    </Typed>
  );
}

function DaysEditor({ value, zone, onChange, onDone }: FilterEditorProps) {
  const [error, setError] = useState<string | null>(null);
  const range = value?.kind === "date-range" ? value : null;
  const today = dayIn(new Date(), zone);
  const month = `${today.slice(0, 7)}-01`;
  const presets: readonly [string, string, string][] = [
    ["Today", today, addDays(today, 1)],
    ["Last 7 days", addDays(today, -6), addDays(today, 1)],
    ["This month", month, `${addDays(month, 31).slice(0, 7)}-01`],
    ["Next 30 days", today, addDays(today, 30)],
  ];
  const send = (from: string, before: string) => {
    if (from && before && from >= before) return setError("The last day is before the first.");
    onChange(from || before ? { kind: "date-range", ...(from && { from }), ...(before && { before }) } : null);
    onDone();
  };
  return (
    <Typed
      note={`Days in ${zone.replaceAll("_", " ")}`}
      onSend={(form) => {
        const last = String(form.get("last") ?? "");
        send(String(form.get("from") ?? ""), last && addDays(last, 1));
      }}
    >
      <div className="flex flex-wrap gap-1">
        {presets.map(([label, from, before]) => (
          <Button key={label} variant="secondary" size="sm" onClick={() => send(from, before)}>
            {label}
          </Button>
        ))}
      </div>
      <Field label="From" required>
        <DateInput name="from" className="w-full" defaultValue={range?.from} required={false} />
      </Field>
      <Field label="Until, this day included" required error={error}>
        <DateInput name="last" className="w-full" defaultValue={range?.before && addDays(range.before, -1)} />
      </Field>
    </Typed>
  );
}

function AmountsEditor({ value, onChange, onDone }: FilterEditorProps) {
  const [errors, setErrors] = useState<{ min?: string; max?: string }>({});
  const range = value?.kind === "money-range" ? value : null;
  return (
    <Typed
      onSend={(form) => {
        const [min, max] = ["min", "max"].map((name) =>
          String(form.get(name) ?? "")
            .replaceAll(",", "")
            .trim(),
        );
        const wrong = (text = "") =>
          text === "" || /^-?\d{1,15}(\.\d{1,4})?$/.test(text) ? undefined : `“${text}” is not an amount.`;
        const found = { min: wrong(min), max: wrong(max) };
        setErrors(found);
        if (found.min || found.max) return;
        onChange(min || max ? { kind: "money-range", ...(min && { min }), ...(max && { max }) } : null);
        onDone();
      }}
    >
      <Field label="At least" required error={errors.min}>
        <Input name="min" inputMode="decimal" className="figures" defaultValue={range?.min} />
      </Field>
      <Field label="At most" required error={errors.max}>
        <Input name="max" inputMode="decimal" className="figures" defaultValue={range?.max} />
      </Field>
    </Typed>
  );
}

function Typed({ note, onSend, children }: { note?: string; onSend: (form: FormData) => void; children: ReactNode }) {
  return (
    <form
      noValidate
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(new FormData(event.currentTarget));
      }}
    >
      {children}
      <div className="flex items-center justify-between gap-2">
        <span className="text-muted-foreground text-xs">{note}</span>
        <Button type="submit" size="sm">
          Apply
        </Button>
      </div>
    </form>
  );
}
