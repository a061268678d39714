"use client";

import { Plus, Trash2 } from "lucide-react";
import type { EntryAccount } from "#components/payments/entry-form";
import { Button } from "#components/ui/button";
import { Field, FieldError } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import { formatMoney } from "#lib/money";
import type { TypedEntry, TypedLine } from "#lib/payments/entry";
import { kindNames } from "#lib/payments/statements";

export type EntryRow = TypedLine & { id: number };
export const blankRow = (id: number): EntryRow => ({ id, account: "", debit: "", credit: "" });

export type EntryRowsProps = {
  rows: EntryRow[];
  onChange: (rows: EntryRow[]) => void;
  currency: string;
  accounts: readonly EntryAccount[];
  entry: TypedEntry;
  faults: Record<number, string>;
  /** What the server said of the lines together. */
  refused?: readonly string[];
};

/** The lines of an entry, and how far debits and credits are apart while they are typed. */
export function EntryRows({ rows, onChange, currency, accounts, entry, faults, refused }: EntryRowsProps) {
  const change = (index: number, part: Partial<TypedLine>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-semibold text-sm">Lines</legend>
      {rows.map((row, index) => (
        <fieldset
          key={row.id}
          className="grid gap-x-3 gap-y-2 rounded-lg border bg-card p-3 sm:border-0 sm:bg-transparent sm:p-0"
        >
          <legend className="sr-only">Line {index + 1}</legend>
          <div className="grid grid-cols-[1fr_1fr_auto] items-start gap-3 sm:grid-cols-[1fr_9rem_9rem_auto]">
            <Field label="Account" required className="max-sm:col-span-3" error={faults[index]}>
              <NativeSelect value={row.account} onChange={(event) => change(index, { account: event.target.value })}>
                <option value="">Choose an account</option>
                <AccountOptions accounts={accounts} />
              </NativeSelect>
            </Field>
            <Amount label="Debit" value={row.debit} onChange={(debit) => change(index, { debit })} />
            <Amount label="Credit" value={row.credit} onChange={(credit) => change(index, { credit })} />
            <Button
              variant="ghost"
              size="icon"
              className="mt-[1.625rem]"
              aria-label={`Remove line ${index + 1}`}
              disabled={rows.length <= 2}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            >
              <Trash2 aria-hidden />
            </Button>
          </div>
        </fieldset>
      ))}
      <Button
        variant="outline"
        className="justify-self-start"
        onClick={() => onChange([...rows, blankRow(Math.max(...rows.map(({ id }) => id)) + 1)])}
      >
        <Plus aria-hidden /> Add a line
      </Button>
      <Difference currency={currency} entry={entry} refused={refused} />
    </fieldset>
  );
}

function Amount({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <Field label={label} required>
      <Input
        inputMode="decimal"
        autoComplete="off"
        required={false}
        className="figures text-right"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

function AccountOptions({ accounts }: { accounts: readonly EntryAccount[] }) {
  return [...Map.groupBy(accounts, ({ kind }) => kind)].map(([kind, own]) => (
    <optgroup key={kind} label={kindNames[kind]}>
      {own.map(({ code, name, state }) => (
        <option key={code} value={code} disabled={state !== "open"}>
          {name} · {code}
          {state === "open" ? "" : ` (${state})`}
        </option>
      ))}
    </optgroup>
  ));
}

function Difference({ currency, entry, refused }: Pick<EntryRowsProps, "currency" | "entry" | "refused">) {
  const { debitMinor, creditMinor } = entry;
  const apart = debitMinor - creditMinor;
  const out = `out by ${formatMoney(apart < 0n ? -apart : apart, currency)}`;
  return (
    <div className="grid justify-items-end gap-1 border-t pt-3">
      <p className="figures flex flex-wrap justify-end gap-x-5 gap-y-1">
        <span>
          <span className="text-muted-foreground">Debits</span> {formatMoney(debitMinor, currency)}
        </span>
        <span>
          <span className="text-muted-foreground">Credits</span> {formatMoney(creditMinor, currency)}
        </span>
        <output
          aria-label="Difference"
          className={
            apart !== 0n
              ? "font-medium text-destructive-text"
              : debitMinor === 0n
                ? "text-muted-foreground"
                : "font-medium text-success-text"
          }
        >
          {apart === 0n ? (debitMinor === 0n ? "nothing entered yet" : "balanced ✓") : out}
        </output>
      </p>
      {refused ? (
        <FieldError role="alert">
          {refused.join(" ")}
          {apart === 0n ? "" : ` They are ${out}.`}
        </FieldError>
      ) : null}
    </div>
  );
}
