"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useActionState, useState } from "react";
import { ActionForm, CheckboxField, SelectField, SubmitButton, TextField } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";
import { repeatEvent } from "#lib/events/actions/registry";
import { frequencies, weekdays } from "#lib/events/rules/series";

type Made = { seriesId: string; made: number };
const options = Object.entries(frequencies).map(([value, label]) => ({ value, label }));

/** How an event repeats. Every further one is a draft with the same tickets, at the same hour on the clock. */
export function RepeatForm({ slug, id }: { slug: string; id: string }) {
  const router = useRouter();
  const [frequency, setFrequency] = useState("WEEKLY");
  const [state, submit] = useActionState<FormState<Made>, FormData>(
    async (before, form) => {
      const answer = await repeatEvent(before, form);
      if (answer.done && answer.result) {
        notify("success", `${answer.result.made} more events are there as drafts.`);
        router.push(`/${slug}/events/series/${answer.result.seriesId}` as Route);
      }
      return answer;
    },
    { done: false },
  );
  return (
    <ActionForm action={submit} state={state} className="grid max-w-xl gap-4">
      <input type="hidden" name="id" value={id} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          name="frequency"
          label="How often"
          required
          options={options}
          defaultValue="WEEKLY"
          onChange={(change) => setFrequency(change.target.value)}
        />
        <TextField
          name="every"
          label="Every how many"
          inputMode="numeric"
          className="figures"
          defaultValue="1"
          required
        />
      </div>
      {frequency === "WEEKLY" ? (
        <fieldset className="grid gap-1.5">
          <legend className="mb-1.5 font-medium">On which days</legend>
          <div className="flex flex-wrap gap-x-4 gap-y-1">
            {Object.entries(weekdays).map(([value, label]) => (
              <label key={value} className="flex min-h-7 items-center gap-2">
                <input type="checkbox" name="days[]" value={value} className="size-4 accent-primary" /> {label}
              </label>
            ))}
          </div>
          <p className="text-[0.8125rem] text-muted-foreground">None ticked is the weekday of the first one.</p>
        </fieldset>
      ) : null}
      {frequency === "MONTHLY" ? (
        <CheckboxField
          name="byWeekday"
          label="On the same weekday of the month"
          hint="The second Friday, say, instead of the 12th."
        />
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="count" label="How many together" inputMode="numeric" className="figures" />
        <TextField name="until" label="Or until" type="date" className="figures" />
      </div>
      <SubmitButton className="justify-self-start" pendingLabel="Making them…">
        Make the series
      </SubmitButton>
    </ActionForm>
  );
}
