"use client";

import { Plus, Trash2 } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useActionState, useState } from "react";
import {
  ActionForm,
  CheckboxField,
  LongTextField,
  SelectField,
  SubmitButton,
  TextField,
} from "#components/data/fields";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import type { FormState } from "#lib/action";
import { saveDraft } from "#lib/payments/actions/receivables";

type Choice = { value: string; label: string };
export type DraftLine = { description: string; quantity: string; price: string; account: string; taxed: boolean };
export type DraftValues = {
  id?: string;
  partyId: string;
  currency: string;
  country: string;
  region: string;
  inclusive: boolean;
  suppliedOn: string;
  dueOn: string;
  reference: string;
  note: string;
  eventId: string;
  /** Of a bill, what was agreed: `agreed` names it. */
  contractId: string;
  agreed?: string;
  lines: readonly DraftLine[];
};
type Props = {
  slug: string;
  kind: "invoice" | "bill";
  values: DraftValues;
  parties: readonly Choice[];
  countries: readonly Choice[];
  accounts: readonly Choice[];
  events: readonly Choice[];
};
const first: FormState<{ id: string }> = { done: false };

/** A draft with its lines. The database computes the tax when it is saved, and shows it on the draft's page. */
export function InvoiceForm({ slug, kind, values, parties, countries, accounts, events }: Props) {
  const router = useRouter();
  const [rows, setRows] = useState(() => values.lines.map((line, key) => ({ ...line, key })));
  const [state, submit] = useActionState<FormState<{ id: string }>, FormData>(async (before, form) => {
    const answer = await saveDraft(before, form);
    if (answer.result) {
      notify("success", "The draft is saved.");
      router.push(`/${slug}/payments/invoices/${answer.result.id}` as Route);
    }
    return answer;
  }, first);
  const blank = { description: "", quantity: "1", price: "", account: accounts[0]?.value ?? "", taxed: true };
  const bill = kind === "bill";
  return (
    <ActionForm action={submit} state={state} className="grid max-w-4xl gap-6">
      <input type="hidden" name="kind" value={kind} />
      {values.id ? <input type="hidden" name="id" value={values.id} /> : null}
      {values.contractId ? <input type="hidden" name="contractId" value={values.contractId} /> : null}
      {values.agreed ? (
        <p className="text-muted-foreground">
          For the contract “{values.agreed}”.
          {values.partyId ? "" : " The vendor is not among the parties yet: add them first, or choose who bills it."}
        </p>
      ) : null}
      <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <SelectField
          name="partyId"
          label={bill ? "From" : "To"}
          required
          defaultValue={values.partyId}
          options={[{ value: "", label: "Choose" }, ...parties]}
        />
        <TextField name="currency" label="Currency" required maxLength={3} defaultValue={values.currency} />
        <TextField
          name="reference"
          label={bill ? "Their number" : "Their order number"}
          maxLength={200}
          defaultValue={values.reference}
        />
        <TextField
          name="suppliedOn"
          label="Supplied on"
          type="date"
          hint="Decides the tax."
          defaultValue={values.suppliedOn}
        />
        <TextField
          name="dueOn"
          label="Due on"
          type="date"
          hint="Empty: by the party's terms."
          defaultValue={values.dueOn}
        />
        <SelectField
          name="eventId"
          label="Event"
          defaultValue={values.eventId}
          options={[{ value: "", label: "None" }, ...events]}
        />
        <SelectField name="country" label="Taxed in" required defaultValue={values.country} options={countries} />
        <TextField name="region" label="Region code" maxLength={3} hint="QC, ON, CA …" defaultValue={values.region} />
        <CheckboxField name="inclusive" label="Prices contain the tax" defaultChecked={values.inclusive} />
      </div>
      <fieldset className="grid gap-3">
        <legend className="mb-3 font-semibold">Lines</legend>
        {rows.map((row, place) => (
          <div
            key={row.key}
            className="grid items-start gap-3 rounded-lg border p-3 sm:grid-cols-[minmax(0,1fr)_5rem_8rem] lg:grid-cols-[minmax(0,1fr)_5rem_8rem_12rem_auto_auto]"
          >
            <TextField
              name={`lines.${place}.description`}
              label="What for"
              required
              maxLength={500}
              defaultValue={row.description}
            />
            <TextField
              name={`lines.${place}.quantity`}
              label="Quantity"
              required
              inputMode="decimal"
              defaultValue={row.quantity}
            />
            <TextField
              name={`lines.${place}.price`}
              label="Price each"
              required
              inputMode="decimal"
              autoComplete="off"
              placeholder="0.00"
              defaultValue={row.price}
            />
            <SelectField
              name={`lines.${place}.account`}
              label="Account"
              required
              defaultValue={row.account}
              options={accounts}
            />
            <CheckboxField name={`lines.${place}.taxed`} label="Taxed" defaultChecked={row.taxed} />
            <Button
              variant="ghost"
              size="icon"
              className="lg:mt-6"
              aria-label={`Remove line ${place + 1}`}
              disabled={rows.length === 1}
              onClick={() => setRows(rows.filter((one) => one !== row))}
            >
              <Trash2 aria-hidden />
            </Button>
          </div>
        ))}
        <Button
          variant="outline"
          className="justify-self-start"
          onClick={() => setRows([...rows, { ...blank, key: Math.max(...rows.map((row) => row.key)) + 1 }])}
        >
          <Plus aria-hidden />
          Add a line
        </Button>
      </fieldset>
      <LongTextField
        name="note"
        label="Note"
        rows={2}
        maxLength={2000}
        hint="Printed below the lines."
        defaultValue={values.note}
      />
      <div className="flex gap-2">
        <SubmitButton pendingLabel="Saving…">Save draft</SubmitButton>
        <Button variant="ghost" asChild>
          <Link
            href={`/${slug}/payments/${values.id ? `invoices/${values.id}` : bill ? "bills" : "invoices"}` as Route}
          >
            Back
          </Link>
        </Button>
      </div>
    </ActionForm>
  );
}
