"use client";

import { useRef, useState } from "react";
import { notify } from "#components/shell/notify";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { DateTimeInput } from "#components/ui/date-time-input";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import { changeSeries, previewSeries } from "#lib/bookings/actions/series";
import { type Moved, seriesScopes } from "#lib/bookings/rules/series";
import type { Problem } from "#lib/errors";
import { formatMoment } from "#lib/time";

type Props = { bookingId: string; zone: string; startsLocal: string; resources: { id: string; name: string }[] };

/** Another time or somebody else, for one, for those after it, or for all; what happens is shown first. */
export function ChangeForm({ bookingId, zone, startsLocal, resources }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [seen, setSeen] = useState<Moved | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async () => {
    const asked = { ...Object.fromEntries(new FormData(form.current ?? undefined)), bookingId };
    setBusy(true);
    const answer = seen ? await changeSeries(asked) : await previewSeries(asked);
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    if (seen)
      await notify("success", answer.value.length === 1 ? "One was moved." : `${answer.value.length} were moved.`);
    setSeen(seen ? null : answer.value);
  };
  const refused = seen?.filter((one) => one.refused).length ?? 0;
  return (
    <form
      ref={form}
      className="grid gap-4"
      noValidate
      onChange={() => setSeen(null)}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {problem ? (
        <Alert variant="destructive" role="alert">
          <AlertTitle>{problem.message}</AlertTitle>
        </Alert>
      ) : null}
      <Field label="Which" required>
        <NativeSelect name="scope" defaultValue="one">
          {Object.entries(seriesScopes).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field
        label="This one begins"
        required
        hint="The others move by as many days and begin at the same hour."
        error={problem?.fields?.startsLocal}
      >
        <DateTimeInput name="startsLocal" zone={zone} defaultValue={startsLocal} />
      </Field>
      <Field label="With" required>
        <NativeSelect name="resourceId" defaultValue="">
          <option value="">Whoever does it now</option>
          {resources.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label="Reason" hint="Needed where one is confirmed." error={problem?.fields?.reason}>
        <Input name="reason" maxLength={500} />
      </Field>
      {seen ? (
        <section aria-label="What would change">
          <p role="status" className="mb-2 font-medium">
            {refused > 0 ? `${refused} of ${seen.length} cannot be moved, so none is.` : `${seen.length} would move.`}
          </p>
          <ul className="grid max-h-60 gap-2 overflow-y-auto rounded-lg border p-3">
            {seen.map((one) => (
              <li key={one.bookingId} className="figures text-[0.8125rem]">
                {one.number}: {formatMoment(new Date(one.before), zone)} → {formatMoment(new Date(one.after), zone)}
                {one.refused ? <span className="block text-destructive-text">{one.refused}</span> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Button type="submit" className="justify-self-start" aria-disabled={busy || refused > 0}>
        {busy ? "A moment…" : seen ? "Move them" : "Show what changes"}
      </Button>
    </form>
  );
}
