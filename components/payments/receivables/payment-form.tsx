"use client";

import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useActionState, useState } from "react";
import { ActionForm, LongTextField, SelectField, SubmitButton, TextField } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import type { FormState } from "#lib/action";
import { recordPayment } from "#lib/payments/actions/receivables";
import { methodWords } from "#lib/payments/receivables/words";

type Choice = { id: string; name: string };
type Props = {
  slug: string;
  today: string;
  currency: string;
  /** Whoever may verify may also write down what went out. */
  mayPayOut: boolean;
  parties: readonly Choice[];
  stations: readonly Choice[];
  events: readonly Choice[];
  counterAccounts: readonly { code: string; name: string }[];
  /** The order that it is for, when that is known already. */
  wanted?: { payer: string; amount: string; currency: string; reference: string };
};
const first: FormState<{ id: string }> = { done: false };
const choices = (list: readonly Choice[], none: string) => [
  { value: "", label: none },
  ...list.map(({ id, name }) => ({ value: id, label: name })),
];

/** A payment as somebody saw it: in the till, on the telephone, on a cheque. */
export function PaymentForm({ slug, today, currency, mayPayOut, wanted, ...lists }: Props) {
  const { parties, stations, events, counterAccounts } = lists;
  const [key] = useState(() => crypto.randomUUID());
  const [way, setWay] = useState("in");
  const router = useRouter();
  const [state, submit] = useActionState<FormState<{ id: string }>, FormData>(async (before, form) => {
    // Not a hidden field: the server would have written another one into the page.
    form.set("key", key);
    const answer = await recordPayment(before, form);
    if (answer.result) {
      notify("success", "Written down. It waits to be verified.");
      router.push(`/${slug}/payments/manual/${answer.result.id}` as Route);
    }
    return answer;
  }, first);
  const accounts = counterAccounts.filter(({ code }) =>
    way === "out" ? !code.startsWith("income") : code.startsWith("income"),
  );
  return (
    <ActionForm action={submit} state={state} className="grid max-w-2xl gap-4">
      {mayPayOut ? (
        <fieldset className="flex flex-wrap gap-x-6 gap-y-2">
          <legend className="mb-2 font-medium">Which way did it go?</legend>
          {[
            ["in", "Money came in"],
            ["out", "Money went out"],
          ].map(([value, label]) => (
            <label key={value} className="flex min-h-6 items-center gap-2">
              <input
                type="radio"
                name="direction"
                value={value}
                checked={way === value}
                onChange={() => setWay(value ?? "in")}
                className="size-4 accent-primary"
              />
              {label}
            </label>
          ))}
        </fieldset>
      ) : null}
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          name="method"
          label="How"
          required
          defaultValue="bank_transfer"
          options={Object.entries(methodWords).map(([value, label]) => ({ value, label }))}
        />
        <TextField name="receivedOn" label="Day" type="date" required max={today} defaultValue={today} />
        <TextField
          name="amount"
          label="Amount"
          required
          inputMode="decimal"
          autoComplete="off"
          placeholder="0.00"
          defaultValue={wanted?.amount}
        />
        <TextField
          name="currency"
          label="Currency"
          required
          maxLength={3}
          defaultValue={wanted?.currency ?? currency}
        />
        <TextField
          name="payer"
          label={way === "out" ? "Who was paid" : "Who paid"}
          required
          maxLength={200}
          defaultValue={wanted?.payer}
          hint="As the statement, the app or the cheque names them."
        />
        <TextField
          name="reference"
          label="Reference"
          maxLength={200}
          defaultValue={wanted?.reference}
          hint="The note of the transfer, the number of the cheque."
        />
        {parties.length > 0 ? (
          <SelectField name="partyId" label="Party" options={choices(parties, "Not known yet")} />
        ) : null}
        {accounts.length > 0 ? (
          <SelectField
            name="counterAccount"
            label={way === "out" ? "Or paid for" : "Or straight to income"}
            hint="Only for what settles no document."
            options={[
              { value: "", label: "None" },
              ...accounts.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        ) : null}
        {stations.length > 0 ? (
          <SelectField
            name="stationId"
            label="Station"
            hint="Cash goes into its drawer."
            options={choices(stations, "None")}
          />
        ) : null}
        {events.length > 0 ? <SelectField name="eventId" label="Event" options={choices(events, "None")} /> : null}
      </div>
      <LongTextField name="note" label="Note" rows={2} maxLength={2000} />
      <div className="flex gap-2">
        <SubmitButton pendingLabel="Writing it down…">Record payment</SubmitButton>
        <Button variant="ghost" asChild>
          <Link href={`/${slug}/payments/manual` as Route}>Back</Link>
        </Button>
      </div>
    </ActionForm>
  );
}
