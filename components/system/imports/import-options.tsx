"use client";

import { useState } from "react";
import type { ImportMapProps } from "#components/system/imports/import-map";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import type { Problem } from "#lib/errors";

type Props = ImportMapProps & { problem: Problem | null };

/** What the file does not say, by its kind. */
export function ImportOptionFields({ kind, options, zone, categories, tiers, accounts, problem }: Props) {
  const [money, setMoney] = useState(options.money ?? "none");
  const errors = problem?.fields ?? {};
  if (kind === "customers") return null;
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-3 font-medium">What the file does not say</legend>
      <Field label="Days like 1/6/2027 are written" required>
        <NativeSelect name="dates" defaultValue={options.dates ?? "dmy"}>
          <option value="dmy">Day first (1 June)</option>
          <option value="mdy">Month first (January 6)</option>
        </NativeSelect>
      </Field>
      {kind === "events" ? (
        <>
          <Field label="Time zone of times without one" error={errors.zone} hint={`Else ${zone}.`}>
            <Input name="zone" defaultValue={options.zone ?? ""} placeholder={zone} autoComplete="off" />
          </Field>
          <Field label="Category where none fits" error={errors.category}>
            <NativeSelect name="category" defaultValue={options.category ?? ""}>
              <option value="">None: such rows are wrong</option>
              {categories.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <Field label="Capacity where none is said" error={errors.capacity}>
            <Input name="capacity" inputMode="numeric" defaultValue={options.capacity ?? 100} />
          </Field>
          <Field label="Places that are no venue of yours" required>
            <NativeSelect name="places" defaultValue={options.places ?? "refuse"}>
              <option value="refuse">Such rows are wrong</option>
              <option value="describe">Write them into the description</option>
            </NativeSelect>
          </Field>
        </>
      ) : null}
      {kind === "orders" ? (
        <>
          <Field label="Ticket where none fits">
            <NativeSelect name="tierId" defaultValue={options.tierId ?? ""}>
              <option value="">None: such rows are wrong</option>
              {tiers.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </NativeSelect>
          </Field>
          {accounts.length > 0 ? (
            <Field label="Money" required hint="Without it, orders are registrations that cost nothing.">
              <NativeSelect
                name="money"
                value={money}
                onChange={(event) => setMoney(event.target.value as typeof money)}
              >
                <option value="none">Not part of this import</option>
                <option value="received">Was received: post it to the books</option>
              </NativeSelect>
            </Field>
          ) : null}
          {money === "received" ? (
            <Field label="Received into" required error={errors.account}>
              <NativeSelect name="account" defaultValue={options.account ?? ""}>
                <option value="">Choose…</option>
                {accounts.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name} ({code})
                  </option>
                ))}
              </NativeSelect>
            </Field>
          ) : null}
        </>
      ) : (
        <Field label="Lasts, in minutes, where no end is said" error={errors.minutes}>
          <Input name="minutes" inputMode="numeric" defaultValue={options.minutes ?? (kind === "events" ? 120 : 60)} />
        </Field>
      )}
    </fieldset>
  );
}
