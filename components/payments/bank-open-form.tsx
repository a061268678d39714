"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useActionState, useEffect } from "react";
import { ActionForm, MoneyField, SubmitButton, TextField } from "#components/data/fields";
import { openBankAccount } from "#lib/payments/actions/bank";

type Props = { slug: string; currency: string; openingOn: string };

/** Opens an account at a bank over a ledger account of its own. */
export function BankOpenForm({ slug, currency, openingOn }: Props) {
  const [state, action] = useActionState(openBankAccount, { done: false });
  const router = useRouter();
  const made = state.done ? state.result?.bankAccountId : undefined;
  useEffect(() => {
    if (made) router.push(`/${slug}/payments/bank/${made}/import` as Route);
  }, [made, router, slug]);
  return (
    <ActionForm action={action} state={state}>
      <TextField name="name" label="Name" required hint="As you call it: the bank and what the account is for." />
      <TextField
        name="slug"
        label="Short name"
        required
        defaultValue="main"
        hint="Its ledger account is assets:bank:<short name>. Payouts from the wallet arrive at main."
      />
      <TextField
        name="currency"
        label="Currency"
        required
        defaultValue={currency}
        maxLength={3}
        className="max-w-24 uppercase"
      />
      <TextField
        name="iban"
        label="IBAN"
        autoComplete="off"
        hint="Only the country and the last four characters are kept, to recognise statements of other accounts."
      />
      <TextField
        name="openingOn"
        type="date"
        label="First day"
        required
        defaultValue={openingOn}
        hint="Lines are expected from this day on."
        className="max-w-44"
      />
      <MoneyField
        name="opening"
        currency={currency}
        label="Balance before that day"
        required
        hint="The closing balance of the statement before. Where the books differ, the difference is posted to opening balances."
      />
      <MoneyField
        name="writeOffLimit"
        currency={currency}
        label="One person writes off at most"
        required
        defaultValue="5"
        hint="For differences that nothing explains. More needs a second person."
      />
      <SubmitButton className="justify-self-start" pendingLabel="Opening…">
        Open the account
      </SubmitButton>
    </ActionForm>
  );
}
