"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useActionState, useState } from "react";
import { ActionForm, MoneyField, SelectField, SubmitButton, TextField } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";
import { requestPayout } from "#lib/payments/actions/payouts";
import { payoutHref } from "#lib/payments/payouts/addresses";

type Props = {
  slug: string;
  currency: string;
  /** All that is available, in major units. */
  available: string;
  accounts: readonly { value: string; label: string }[];
  accountId?: string;
  /** The accounts of the books that it can arrive at; asked only where there are several. */
  banks: readonly { value: string; label: string }[];
};
type Made = { id: string; state: string };

/** Asks for a payout in one currency. Sent twice, it asks once. */
export function PayoutRequestForm({ slug, currency, available, accounts, accountId, banks }: Props) {
  const [key] = useState(() => crypto.randomUUID());
  const router = useRouter();
  const [state, submit] = useActionState<FormState<Made>, FormData>(
    async (before, form) => {
      // Not a hidden field: the server would have written another one into the page.
      form.set("key", key);
      const answer = await requestPayout(before, form);
      if (answer.result) {
        notify(
          "success",
          answer.result.state === "draft"
            ? "Asked for. Somebody else approves it now."
            : "Approved. It goes to the bank next.",
        );
        router.push(payoutHref(slug, answer.result.id) as Route);
      }
      return answer;
    },
    { done: false },
  );
  return (
    <ActionForm action={submit} state={state} className="grid max-w-xl gap-4">
      <input type="hidden" name="currency" value={currency} />
      <MoneyField
        name="amount"
        label="Amount"
        currency={currency}
        defaultValue={available}
        hint={`At most ${available}; all of it, when empty.`}
      />
      <SelectField name="accountId" label="To" required options={accounts} defaultValue={accountId} />
      {banks.length > 1 ? (
        <SelectField
          name="arrivesAt"
          label="Arrives in your books at"
          options={banks}
          hint="The bank account whose statement will show it."
        />
      ) : null}
      <TextField name="note" label="Note" maxLength={300} hint="For whoever approves it." />
      <div>
        <SubmitButton pendingLabel="Asking…">Request payout</SubmitButton>
      </div>
    </ActionForm>
  );
}
