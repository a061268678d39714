"use client";

import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { SelectField, TextField } from "#components/data/fields";
import { Button } from "#components/ui/button";
import { splitLineKinds } from "#lib/payments/splits/rules";

export type SplitLine = { kind: string; size: string; reserve: string };
const kinds = Object.entries(splitLineKinds).map(([value, label]) => ({ value, label }));

/** The lines of a split in their order. */
export function SplitLines({ lines }: { lines: readonly SplitLine[] }) {
  const [rows, setRows] = useState(lines.map((line, id) => ({ id, ...line })));
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-medium text-sm">What is set aside</legend>
      {rows.map((row, at) => (
        <fieldset
          key={row.id}
          className="grid grid-cols-[1fr_6rem_auto] items-start gap-3 sm:grid-cols-[1fr_9rem_6rem_auto]"
        >
          <legend className="sr-only">Line {at + 1}</legend>
          <div className="max-sm:col-span-3">
            <TextField name={`lines.${at}.reserve`} label="For" required maxLength={60} defaultValue={row.reserve} />
          </div>
          <SelectField name={`lines.${at}.kind`} label="Takes" required options={kinds} defaultValue={row.kind} />
          <TextField
            name={`lines.${at}.size`}
            label="% or amount"
            required
            inputMode="decimal"
            autoComplete="off"
            className="figures text-right"
            defaultValue={row.size}
          />
          <Button
            variant="ghost"
            size="icon"
            className="mt-[1.625rem]"
            aria-label={`Remove line ${at + 1}`}
            disabled={rows.length <= 1}
            onClick={() => setRows(rows.filter(({ id }) => id !== row.id))}
          >
            <Trash2 aria-hidden />
          </Button>
        </fieldset>
      ))}
      <Button
        variant="outline"
        className="justify-self-start"
        onClick={() =>
          setRows([...rows, { id: Math.max(...rows.map(({ id }) => id)) + 1, kind: "share", size: "", reserve: "" }])
        }
      >
        <Plus aria-hidden /> Add a line
      </Button>
      <p className="text-[0.8125rem] text-muted-foreground">
        Fixed amounts come first, shares are of what is left, and the rest needs no number. What no line takes stays
        free.
      </p>
    </fieldset>
  );
}
