"use client";

import { useRef, useState } from "react";
import { notify } from "#components/shell/notify";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import { previewRepeat, repeatBooking } from "#lib/bookings/actions/series";
import type { Repeated } from "#lib/bookings/rules/series";
import type { Problem } from "#lib/errors";
import { frequencies } from "#lib/events/rules/series";
import { formatMoment } from "#lib/time";

/** How it comes again; what is free and what is not is shown before anything is booked. */
export function RepeatForm({ bookingId, zone }: { bookingId: string; zone: string }) {
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [seen, setSeen] = useState<Repeated | null>(null);
  const [busy, setBusy] = useState(false);
  const asked = () => {
    const { until, count, ...rule } = Object.fromEntries(new FormData(form.current ?? undefined));
    return { ...rule, id: bookingId, ...(until ? { until } : { count }) };
  };
  const look = async () => {
    setBusy(true);
    const answer = await previewRepeat(asked());
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    setSeen(answer.ok ? answer.value : null);
  };
  const make = async () => {
    setBusy(true);
    const answer = await repeatBooking({ ...asked(), skip: true });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    await notify("success", answer.value.made === 1 ? "One more booking." : `${answer.value.made} more bookings.`);
  };
  const fields = problem?.fields ?? {};
  return (
    <form
      ref={form}
      className="grid gap-4 sm:grid-cols-2"
      noValidate
      onChange={() => setSeen(null)}
      onSubmit={(event) => {
        event.preventDefault();
        void (seen ? make() : look());
      }}
    >
      {problem ? (
        <Alert variant="destructive" role="alert" className="sm:col-span-2">
          <AlertTitle>{problem.message}</AlertTitle>
        </Alert>
      ) : null}
      <Field label="It comes" required>
        <NativeSelect name="frequency" defaultValue="WEEKLY">
          {Object.entries(frequencies).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label="Every so many of them" required hint="2 with every week: every second week." error={fields.every}>
        <Input name="every" inputMode="numeric" defaultValue="1" />
      </Field>
      <Field label="How often, this one included" error={fields.count}>
        <Input name="count" inputMode="numeric" defaultValue="4" />
      </Field>
      <Field label="Or until" error={fields.until}>
        <Input name="until" type="date" />
      </Field>
      {seen ? (
        <section aria-label="What would be booked" className="sm:col-span-2">
          <p role="status" className="mb-2 font-medium">
            {seen.made} of {seen.times.length} are free.
          </p>
          <ul className="grid max-h-72 gap-1 overflow-y-auto rounded-lg border p-3">
            {seen.times.map(({ startsAt, refused }) => (
              <li key={startsAt} className="grid gap-x-3 sm:grid-cols-[14rem_minmax(0,1fr)]">
                <span className="figures">{formatMoment(new Date(startsAt), zone)}</span>
                <span className={refused ? "text-destructive-text" : "text-success-text"}>{refused ?? "Free"}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <div className="sm:col-span-2">
        <Button type="submit" aria-disabled={busy || seen?.made === 0}>
          {busy ? "A moment…" : seen ? `Book the ${seen.made} that are free` : "Show what that makes"}
        </Button>
      </div>
    </form>
  );
}
