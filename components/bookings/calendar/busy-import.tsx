"use client";

import { type FormEvent, useState } from "react";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import { importBusy } from "#lib/bookings/actions/calendar";
import type { Bookable } from "#lib/bookings/queries/calendar";
import { mostCalendarBytes } from "#lib/bookings/rules/calendar";
import type { Problem } from "#lib/errors";

/** Take over when somebody is busy elsewhere, from a file of their own calendar. */
export function BusyImport({ resources }: { resources: readonly Bookable[] }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [taken, setTaken] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const file = form.get("file");
    const text = file instanceof File && file.size <= mostCalendarBytes ? await file.text() : "";
    const tooLarge = file instanceof File && file.size > mostCalendarBytes;
    setTaken(null);
    if (!text)
      return setProblem(refusal(tooLarge ? "The file is larger than a megabyte." : "Choose a calendar file (.ics)."));
    setBusy(true);
    const answer = await importBusy({ resourceId: form.get("resourceId"), source: form.get("source"), text });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setTaken(answer.value.count);
  };
  return (
    <Card>
      <CardHeader>
        <CardTitle>Busy elsewhere</CardTitle>
      </CardHeader>
      <CardContent>
        <form onSubmit={send} className="grid gap-4" noValidate>
          <p className="text-muted-foreground">
            A calendar file keeps bookings away from what is in it. Addresses of calendars are not fetched: save the
            file in your calendar program and bring it here; the same name replaces what it said before.
          </p>
          {problem ? (
            <Alert variant="destructive" role="alert">
              <AlertTitle>{problem.message}</AlertTitle>
            </Alert>
          ) : null}
          <Field label="Whose calendar" required error={problem?.fields?.resourceId}>
            <NativeSelect name="resourceId" defaultValue="">
              <option value="">Choose…</option>
              {resources.map(({ id, name, station }) => (
                <option key={id} value={id}>
                  {name}, {station}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <Field label="Name" required error={problem?.fields?.source}>
            <Input name="source" maxLength={80} defaultValue="Private calendar" autoComplete="off" />
          </Field>
          <Field label="File" required hint=".ics, at most a megabyte." error={problem?.fields?.file}>
            <Input name="file" type="file" accept=".ics,text/calendar" />
          </Field>
          <Button type="submit" className="justify-self-start" aria-disabled={busy}>
            {busy ? "Reading…" : "Take over"}
          </Button>
          {taken === null ? null : (
            <p role="status">
              {taken === 1 ? "One busy time was taken over." : `${taken} busy times were taken over.`}
            </p>
          )}
        </form>
      </CardContent>
    </Card>
  );
}

const refusal = (message: string): Problem => ({ code: "invalid", message, fields: { file: [message] } });
