"use client";

import { useActionState, useState } from "react";
import { ActionForm, MoneyField, SelectField, SubmitButton, TextField } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";
import { configurePayouts } from "#lib/payments/actions/payouts";
import { schedules, weekdays } from "#lib/payments/payouts/rules";

export type ScheduleFormProps = {
  currency: string;
  accounts: readonly { value: string; label: string }[];
  settings: { accountId: string; schedule: string; weekday: number; monthDay: number; minimum: string };
};

/** When payouts of one currency are asked for by themselves, from how much on, and where they go. */
export function ScheduleForm({ currency, accounts, settings }: ScheduleFormProps) {
  const [schedule, setSchedule] = useState(settings.schedule);
  const [state, submit] = useActionState<FormState<unknown>, FormData>(
    async (before, form) => {
      const answer = await configurePayouts(before, form);
      if (answer.done) notify("success", "Saved.");
      return answer;
    },
    { done: false },
  );
  return (
    <ActionForm action={submit} state={state} className="grid gap-4" aria-label={`Payouts in ${currency}`}>
      <input type="hidden" name="currency" value={currency} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          name="schedule"
          label="Payouts are asked for"
          required
          options={Object.entries(schedules).map(([value, label]) => ({ value, label }))}
          defaultValue={settings.schedule}
          onChange={(event) => setSchedule(event.target.value)}
        />
        {schedule === "weekly" ? (
          <SelectField
            name="weekday"
            label="On"
            required
            options={weekdays.map((label, index) => ({ value: String(index + 1), label }))}
            defaultValue={String(settings.weekday)}
          />
        ) : (
          <input type="hidden" name="weekday" value={settings.weekday} />
        )}
        {schedule === "monthly" ? (
          <TextField
            name="monthDay"
            label="On day"
            required
            inputMode="numeric"
            className="figures max-w-24"
            defaultValue={String(settings.monthDay)}
            hint="A shorter month pays on its last day."
          />
        ) : (
          <input type="hidden" name="monthDay" value={settings.monthDay} />
        )}
        <SelectField name="accountId" label="To" defaultValue={settings.accountId}>
          <option value="">No account chosen</option>
          {accounts.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <MoneyField
          name="minimum"
          label="Smallest payout"
          currency={currency}
          required
          defaultValue={settings.minimum}
        />
      </div>
      <div>
        <SubmitButton pendingLabel="Saving…" variant="outline">
          Save
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
