"use client";

import {
  CheckboxField,
  DateTimeField,
  LongTextField,
  MoneyField,
  SelectField,
  TextField,
} from "#components/data/fields";

type Choice = { value: string; label: string };
/** A control of a form about one thing of an event's plan, told as data so that pages on the server can say it. */
export type PlanField = {
  name: string;
  label: string;
  hint?: string;
  required?: boolean;
  /** Beside the next one where there is room. */
  half?: boolean;
} & (
  | { kind: "text" | "number" | "date" | "email" }
  | { kind: "long"; rows?: number }
  | { kind: "moment"; zone: string }
  | { kind: "tick" }
  | { kind: "money"; currency: string }
  | { kind: "choice"; options: readonly Choice[]; none?: string }
  /** Any number of them; sent as `name[]`. */
  | { kind: "many"; options: readonly Choice[]; none: string }
);
export type PlanValues = Record<string, string | boolean | string[] | number | null>;

export function PlanFields({ fields, values = {} }: { fields: readonly PlanField[]; values?: PlanValues }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {fields.map((field) => (
        <div key={field.name} className={field.half ? undefined : "sm:col-span-2"}>
          <PlanControl field={field} value={values[field.name]} />
        </div>
      ))}
    </div>
  );
}

function PlanControl({ field, value }: { field: PlanField; value: PlanValues[string] | undefined }) {
  const { name, label, hint, required } = field;
  const common = { name, label, hint, required };
  const text = value === undefined || value === null ? "" : String(value);
  switch (field.kind) {
    case "long":
      return <LongTextField {...common} rows={field.rows ?? 3} defaultValue={text} />;
    case "moment":
      return <DateTimeField {...common} zone={field.zone} defaultValue={text} />;
    case "tick":
      return <CheckboxField {...common} required={false} defaultChecked={value === true} />;
    case "money":
      return <MoneyField {...common} currency={field.currency} defaultValue={text} />;
    case "choice":
      return (
        <SelectField {...common} options={field.options} defaultValue={text}>
          {field.none === undefined ? null : <option value="">{field.none}</option>}
        </SelectField>
      );
    case "many":
      return <Many {...field} chosen={Array.isArray(value) ? value : []} />;
    case "number":
      return <TextField {...common} inputMode="numeric" className="figures" defaultValue={text} />;
    case "date":
      return <TextField {...common} type="date" className="figures" defaultValue={text} />;
    default:
      return <TextField {...common} type={field.kind} autoComplete="off" defaultValue={text} />;
  }
}

type ManyProps = {
  name: string;
  label: string;
  hint?: string;
  options: readonly Choice[];
  none: string;
  chosen: string[];
};

function Many({ name, label, hint, options, none, chosen }: ManyProps) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium">{label}</legend>
      {options.length === 0 ? <p className="text-muted-foreground">{none}</p> : null}
      <div className="grid max-h-44 gap-x-4 gap-y-0.5 overflow-y-auto sm:grid-cols-2">
        {options.map((option) => (
          <label key={option.value} className="flex min-h-7 items-center gap-2">
            <input
              type="checkbox"
              name={`${name}[]`}
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
              className="size-4 accent-primary"
            />
            {option.label}
          </label>
        ))}
      </div>
      {hint ? <p className="text-[0.8125rem] text-muted-foreground">{hint}</p> : null}
    </fieldset>
  );
}
