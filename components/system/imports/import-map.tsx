"use client";

import { type FormEvent, useState } from "react";
import { ImportOptionFields } from "#components/system/imports/import-options";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { NativeSelect } from "#components/ui/native-select";
import type { Problem } from "#lib/errors";
import { checkImport } from "#lib/system/actions/imports";
import { type ImportKind, type ImportOptions, importFields, type Mapping } from "#lib/system/imports/rules";

export type ImportMapProps = {
  importId: string;
  kind: ImportKind;
  columns: readonly { name: string; samples: string[] }[];
  mapping: Mapping;
  options: ImportOptions;
  zone: string;
  categories: readonly { key: string; name: string }[];
  tiers: readonly { id: string; name: string }[];
  accounts: readonly { code: string; name: string }[];
  /** Checked already: the button says so. */
  again: boolean;
};

/** Which column says what, and what the file does not say. What was chosen is offered for the next file of the kind. */
export function ImportMap(props: ImportMapProps) {
  const { importId, kind, columns, mapping, again } = props;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [chosen, setChosen] = useState<Mapping>(mapping);

  const check = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const options = Object.fromEntries(new FormData(event.currentTarget));
    setBusy(true);
    setProblem(null);
    const answer = await checkImport({ importId, mapping: chosen, ...options });
    if (!answer.ok) setProblem(answer.problem);
    setBusy(false);
  };

  return (
    <form onSubmit={check} className="grid gap-5" noValidate aria-busy={busy}>
      {problem ? (
        <Alert variant="destructive" role="alert">
          <AlertTitle>{problem.message}</AlertTitle>
        </Alert>
      ) : null}
      <fieldset className="grid gap-4 sm:grid-cols-2">
        <legend className="mb-3 font-medium">Columns</legend>
        {importFields[kind].map(({ key, label, required }) => {
          const samples = columns.find(({ name }) => name === chosen[key])?.samples.join(" · ");
          return (
            <Field
              key={key}
              label={label}
              required={required}
              hint={samples ? <span className="block truncate">{samples}</span> : undefined}
              error={problem?.fields?.[`mapping.${key}`]}
            >
              <NativeSelect
                value={chosen[key] ?? ""}
                onChange={(event) => setChosen({ ...chosen, [key]: event.target.value })}
              >
                <option value="">Not in the file</option>
                {columns.map(({ name }) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </NativeSelect>
            </Field>
          );
        })}
      </fieldset>
      <ImportOptionFields {...props} problem={problem} />
      <Button type="submit" className="justify-self-start" aria-disabled={busy}>
        {again ? "Check again" : "Check the rows"}
      </Button>
    </form>
  );
}
