"use client";

import { useActionState } from "react";
import { ActionForm, MoneyField, SubmitButton, TextField } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";
import { setPayoutTerms } from "#lib/payments/actions/payout-desk";

type Props = Record<
  "organizationId" | "currency" | "reserve" | "reservePercent" | "reserveDays" | "coolingHours",
  string
>;

/** The platform's terms for payouts in one currency. */
export function TermsForm({ organizationId, currency, reserve, reservePercent, reserveDays, coolingHours }: Props) {
  const [state, submit] = useActionState<FormState<unknown>, FormData>(
    async (before, form) => {
      const answer = await setPayoutTerms(before, form);
      if (answer.done) notify("success", `The terms in ${currency} count from now on.`);
      return answer;
    },
    { done: false },
  );
  const short = { required: true, autoComplete: "off", className: "figures max-w-28 text-right" };
  return (
    <ActionForm action={submit} state={state} aria-label={`Payout terms in ${currency}`}>
      <input type="hidden" name="organizationId" value={organizationId} />
      <input type="hidden" name="currency" value={currency} />
      <div className="grid gap-4 sm:grid-cols-2">
        <MoneyField name="reserve" label="Fixed reserve" currency={currency} required defaultValue={reserve} />
        <TextField
          name="reservePercent"
          label="Of recent sales, %"
          inputMode="decimal"
          defaultValue={reservePercent}
          {...short}
        />
        <TextField
          name="reserveDays"
          label="Recent means, in days"
          inputMode="numeric"
          defaultValue={reserveDays}
          {...short}
        />
        <TextField
          name="coolingHours"
          label="A new account rests, in hours"
          inputMode="numeric"
          defaultValue={coolingHours}
          {...short}
        />
      </div>
      <div>
        <SubmitButton variant="outline" pendingLabel="Saving…">
          Save the terms in {currency}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
