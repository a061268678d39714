"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useActionState, useState } from "react";
import { ActionForm, SelectField, SubmitButton, TextField } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import type { FormState } from "#lib/action";
import { proposeAccount } from "#lib/payments/actions/payouts";
import { payoutSettingsHref } from "#lib/payments/payouts/addresses";
import { accountKinds } from "#lib/payments/payouts/rules";

type Choice = { value: string; label: string };
type Props = {
  slug: string;
  country: string;
  currency: string;
  countries: readonly Choice[];
  currencies: readonly Choice[];
};

/** Proposes an account. What was typed stays in the form until it is right; afterwards only four characters are ever shown. */
export function PayoutAccountForm({ slug, country, currency, countries, currencies }: Props) {
  const [kind, setKind] = useState<string>(country === "US" ? "us" : "iban");
  const router = useRouter();
  const [state, submit] = useActionState<FormState<{ id: string }>, FormData>(
    async (before, form) => {
      const answer = await proposeAccount(before, form);
      if (answer.done) {
        notify("success", "Proposed. Somebody else approves it now.");
        router.push(payoutSettingsHref(slug) as Route);
      }
      return answer;
    },
    { done: false },
  );
  return (
    <ActionForm action={submit} state={state} className="grid max-w-xl gap-4">
      <SelectField
        name="kind"
        label="Kind of account"
        required
        options={Object.entries(accountKinds).map(([value, label]) => ({ value, label }))}
        defaultValue={kind}
        onChange={(event) => setKind(event.target.value)}
      />
      <TextField name="holder" label="Holder" required maxLength={70} hint="As the bank knows them." />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField name="country" label="Country of the bank" required options={countries} defaultValue={country} />
        <SelectField name="currency" label="Currency" required options={currencies} defaultValue={currency} />
      </div>
      {kind === "us" ? (
        <TextField name="routing" label="Routing number" required inputMode="numeric" autoComplete="off" />
      ) : null}
      <TextField
        name="number"
        label={kind === "iban" ? "IBAN" : "Account number"}
        required
        autoComplete="off"
        spellCheck={false}
        className="figures"
      />
      {kind === "us" ? null : (
        <TextField
          name="bic"
          label="BIC"
          required={kind === "other"}
          autoComplete="off"
          spellCheck={false}
          hint={kind === "iban" ? "Not needed within the SEPA area." : "Also called SWIFT code."}
        />
      )}
      <div className="flex gap-2">
        <SubmitButton pendingLabel="Proposing…">Propose account</SubmitButton>
        <Button variant="ghost" onClick={() => router.push(payoutSettingsHref(slug) as Route)}>
          Back
        </Button>
      </div>
    </ActionForm>
  );
}
