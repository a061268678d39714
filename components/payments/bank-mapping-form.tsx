"use client";

import { useActionState } from "react";
import { ActionForm, SelectField, SubmitButton, TextField } from "#components/data/fields";
import { Alert, AlertTitle } from "#components/ui/alert";
import { saveBankMapping } from "#lib/payments/actions/bank";
import { delimiters, encodings } from "#lib/payments/bank/formats/csv-mapping";
import { dateForms } from "#lib/payments/bank/formats/dates";

type Mapping = { id: string; name: string; settings: Record<string, unknown> };
type Props = { slug: string; mappings: readonly Mapping[]; edited?: Mapping };

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const columns = [
  { name: "date", label: "Booking date", required: true },
  { name: "valueDate", label: "Value date" },
  { name: "amount", label: "Amount", hint: "One column with a sign, or the two below." },
  { name: "debit", label: "Debit (went out)" },
  { name: "credit", label: "Credit (came in)" },
  { name: "text", label: "Text", hint: "Several columns with + between them." },
  { name: "counterparty", label: "Who" },
  { name: "reference", label: "Reference" },
  { name: "bankReference", label: "The bank's own number of the line" },
  { name: "balance", label: "Running balance", hint: "Proves the file: opening + entries = closing." },
];

/** Columns by heading, or by number from 1 where the file has no headings. */
export function BankMappingForm({ slug, mappings, edited }: Props) {
  const [state, action] = useActionState(saveBankMapping, { done: false });
  const settings = edited?.settings ?? {};
  const kept = (key: string, otherwise: string) => String(settings[key] ?? otherwise);
  const named = (settings.columns ?? {}) as Record<string, string | string[] | undefined>;
  return (
    <ActionForm action={action} state={state}>
      {state.done ? (
        <Alert variant="success" role="status">
          <AlertTitle>Saved. It can be chosen when a table is imported.</AlertTitle>
        </Alert>
      ) : null}
      {mappings.length > 0 ? (
        <p className="flex flex-wrap gap-x-3 gap-y-1">
          Saved:
          {mappings.map(({ id, name }) => (
            <a
              key={id}
              href={`/${slug}/payments/bank/mappings?edit=${id}`}
              className="text-primary-text underline underline-offset-4"
            >
              {name}
            </a>
          ))}
        </p>
      ) : null}
      <TextField
        name="name"
        label="Name"
        required
        defaultValue={edited?.name}
        hint="The same name again replaces it."
      />
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <SelectField
          name="settings.delimiter"
          label="Between columns"
          required
          options={options(delimiters)}
          defaultValue={kept("delimiter", ";")}
        />
        <SelectField
          name="settings.encoding"
          label="Letters"
          required
          options={options(encodings)}
          defaultValue={kept("encoding", "utf-8")}
        />
        <SelectField
          name="settings.header"
          label="First line"
          required
          options={options({ true: "Has headings", false: "Is a line already" })}
          defaultValue={kept("header", "true")}
        />
        <SelectField
          name="settings.decimal"
          label="Decimal sign"
          required
          options={options({ ",": "Comma: 1.234,50", ".": "Point: 1,234.50" })}
          defaultValue={kept("decimal", ",")}
        />
        <SelectField
          name="settings.dates"
          label="Days are written"
          required
          options={dateForms.map((form) => ({ value: form, label: form }))}
          defaultValue={kept("dates", "DD.MM.YYYY")}
        />
        <SelectField
          name="settings.inverted"
          label="Money that went out"
          required
          options={options({ false: "Is negative", true: "Is positive (inverted)" })}
          defaultValue={kept("inverted", "false")}
        />
        <TextField
          name="settings.skipLines"
          label="Lines above the table"
          required
          inputMode="numeric"
          defaultValue={kept("skipLines", "0")}
        />
      </div>
      <fieldset className="grid gap-4 sm:grid-cols-2">
        <legend className="mb-3 font-medium">Columns</legend>
        {columns.map(({ name, ...rest }) => (
          <TextField
            key={name}
            name={`settings.columns.${name}`}
            {...rest}
            defaultValue={[named[name] ?? ""].flat().join(" + ")}
          />
        ))}
      </fieldset>
      <SubmitButton className="justify-self-start" pendingLabel="Saving…">
        Save the mapping
      </SubmitButton>
    </ActionForm>
  );
}
