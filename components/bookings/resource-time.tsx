"use client";

import { useActionState } from "react";
import { ActionForm, DateTimeField, SubmitButton, TextField } from "#components/data/fields";
import { ActButton } from "#components/payments/receivables/act-button";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";
import { addTimeOff, removeTimeOff, setWorkingWeek } from "#lib/bookings/actions/settings";

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const first: FormState = { done: false };
type Row = { weekday: number; from: string; to: string };

/** The week: two spans a day, on the station's clocks. A shift over midnight ends at 24:00 and goes on at 00:00 the next day. */
export function WeekForm({ id, week }: { id: string; week: readonly Row[] }) {
  const [state, submit] = useActionState<FormState, FormData>(async (before, form) => {
    const answer = await setWorkingWeek(before, form);
    if (answer.done) notify("success", "Saved.");
    return answer;
  }, first);
  const rows = days.flatMap((day, at) => {
    const known = week.filter((row) => row.weekday === at + 1);
    return [0, 1].map((turn) => ({ day, weekday: at + 1, turn, ...known[turn] }));
  });
  return (
    <ActionForm action={submit} state={state} className="grid gap-3">
      <input type="hidden" name="resourceId" value={id} />
      <p className="text-muted-foreground">
        Times as 17:30, and 24:00 for midnight. Without any, it works while the station is open.
      </p>
      {rows.map((row, place) => (
        <div key={`${row.day} ${row.turn}`} className="grid grid-cols-2 gap-3">
          <input type="hidden" name={`hours.${place}.weekday`} value={row.weekday} />
          <TextField
            name={`hours.${place}.from`}
            label={row.turn === 0 ? `${row.day} from` : "and from"}
            defaultValue={row.from ?? ""}
            maxLength={5}
            className="figures"
          />
          <TextField
            name={`hours.${place}.to`}
            label="to"
            defaultValue={row.to ?? ""}
            maxLength={5}
            className="figures"
          />
        </div>
      ))}
      <SubmitButton className="justify-self-start" pendingLabel="Saving…">
        Save the week
      </SubmitButton>
    </ActionForm>
  );
}

export function TimeOffForm({ id, zone }: { id: string; zone: string }) {
  const [state, submit] = useActionState<FormState, FormData>(async (before, form) => {
    const answer = await addTimeOff(before, form);
    if (answer.done) notify("success", "Noted.");
    return answer;
  }, first);
  return (
    <ActionForm action={submit} state={state} className="grid gap-3 border-t pt-4">
      <input type="hidden" name="resourceId" value={id} />
      <DateTimeField name="startsLocal" label="Away from" required zone={zone} />
      <DateTimeField name="endsLocal" label="Until" required zone={zone} />
      <TextField name="reason" label="Reason" maxLength={200} />
      <SubmitButton variant="outline" className="justify-self-start" pendingLabel="One moment…">
        Add time off
      </SubmitButton>
    </ActionForm>
  );
}

export function RemoveTimeOff({ id }: { id: string }) {
  return (
    <ActButton act={removeTimeOff} id={id} done="Taken out." variant="ghost">
      Take out
    </ActButton>
  );
}
