"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useActionState, useState } from "react";
import { ActionForm, LongTextField, SelectField, SubmitButton, TextField } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import { DateInput } from "#components/ui/date-time-input";
import { Field } from "#components/ui/field";
import type { FormState } from "#lib/action";
import { formatMoney, parseMoney } from "#lib/money";
import { exchangeMoney } from "#lib/payments/actions/reports";
import { transactionHref } from "#lib/payments/addresses";
import { expectedMinor } from "#lib/payments/reports/rates";

type Made = { transactionId: string } | { requestId: string };
export type ExchangeFormProps = {
  slug: string;
  zone: string;
  today: string;
  currency: string;
  currencies: readonly string[];
  accounts: readonly { code: string; name: string }[];
};

const first: FormState<Made> = { done: false };

/** Money given away in one currency and received in another, at the rate of its source. */
export function ExchangeForm({ slug, zone, today, currency, currencies, accounts }: ExchangeFormProps) {
  // Made with the form: a double click is the same exchange.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [hint, setHint] = useState("");
  const router = useRouter();
  const [state, submit] = useActionState<FormState<Made>, FormData>(async (before, form) => {
    // Not a hidden field: the server would have written another one into the page.
    form.set("key", key);
    const answer = await exchangeMoney(before, form);
    if (!answer.result) return answer;
    setKey(crypto.randomUUID());
    if ("transactionId" in answer.result) {
      notify("success", "Posted in both currencies.");
      router.push(transactionHref(slug, answer.result.transactionId) as Route);
    } else notify("success", "Somebody else has to approve it: it waits among the approvals.");
    return answer;
  }, first);
  const options = accounts.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }));
  const main = accounts.find(({ code }) => code === "assets:bank:main")?.code;
  const codes = currencies.map((code) => ({ value: code, label: code }));
  const day = (name: string, label: string, words: string) => (
    <Field label={label} required hint={words} error={state.problem?.fields?.[name]}>
      <DateInput name={name} defaultValue={today} max={today} />
    </Field>
  );
  return (
    <ActionForm
      action={submit}
      state={state}
      className="grid gap-5"
      onChange={(event) => setHint(difference(new FormData(event.currentTarget)))}
    >
      <Side label="Given away">
        <SelectField name="soldAccount" label="From account" required options={options} defaultValue={main} />
        <SelectField name="soldCurrency" label="Currency" required options={codes} defaultValue={currency} />
        <TextField name="sold" label="Amount given" required inputMode="decimal" autoComplete="off" />
      </Side>
      <Side label="Received">
        <SelectField name="boughtAccount" label="Into account" required options={options} defaultValue={main} />
        <SelectField
          name="boughtCurrency"
          label="Currency"
          required
          options={codes}
          defaultValue={currency === "EUR" ? "USD" : "EUR"}
        />
        <TextField name="bought" label="Amount received" required inputMode="decimal" autoComplete="off" />
      </Side>
      <Side label="Rate" columns="sm:grid-cols-[10rem_minmax(0,1fr)_12rem]">
        <TextField
          name="rate"
          label="Rate"
          required
          inputMode="decimal"
          autoComplete="off"
          hint="What one unit given brings, such as 0.9214"
        />
        <TextField name="rateSource" label="Source" required hint="Who published it, such as European Central Bank" />
        {day("rateOn", "Rate of", "The day it was published for")}
      </Side>
      <p aria-live="polite" className="text-[0.8125rem] text-muted-foreground empty:-mt-5">
        {hint}
      </p>
      <div className="grid items-start gap-4 sm:grid-cols-[12rem_1fr]">
        {day("effectiveOn", "Exchanged on", `By the calendar of ${zone.replaceAll("_", " ")}`)}
        <LongTextField
          name="memo"
          label="Memo"
          required
          rows={2}
          hint="What it is for, in words an auditor understands."
        />
      </div>
      <SubmitButton className="justify-self-start" pendingLabel="Posting…">
        Post exchange
      </SubmitButton>
    </ActionForm>
  );
}

const amounts = "sm:grid-cols-[minmax(0,2fr)_7rem_minmax(0,1fr)]";
type SideProps = { label: string; columns?: string; children: React.ReactNode };

function Side({ label, columns = amounts, children }: SideProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 font-medium">{label}</legend>
      <div className={`grid items-start gap-4 ${columns}`}>{children}</div>
    </fieldset>
  );
}

/** What the rate would have brought, and what that makes of what arrived. */
function difference(form: FormData): string {
  const text = (name: string) => String(form.get(name) ?? "");
  const [soldCurrency, boughtCurrency] = [text("soldCurrency"), text("boughtCurrency")];
  const [sold, bought] = [parseMoney(text("sold"), soldCurrency), parseMoney(text("bought"), boughtCurrency)];
  const expected = sold ? expectedMinor(sold, soldCurrency, text("rate").replace(",", "."), boughtCurrency) : null;
  if (!expected || soldCurrency === boughtCurrency) return "";
  const at = `At this rate it brings ${formatMoney(expected, boughtCurrency)}.`;
  if (!bought || bought === expected) return at;
  const words = bought > expected ? "are booked as a gain" : "are booked as a loss";
  const off = bought > expected ? bought - expected : expected - bought;
  return `${at} ${formatMoney(off, boughtCurrency)} ${words}.`;
}
