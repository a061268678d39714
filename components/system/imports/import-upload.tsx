"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import { Progress } from "#components/ui/progress";
import type { Problem } from "#lib/errors";
import { finishUpload, startImport } from "#lib/system/actions/imports";
import { type ImportKind, importKinds, largestImport } from "#lib/system/imports/rules";
import { partSize } from "#lib/system/rules";

const hints: Record<ImportKind, string> = {
  events: "CSV, JSON, a calendar (.ics) or schema.org events (JSON-LD), up to 25 MB.",
  sessions: "CSV, JSON or a conference schedule in XML (pentabarf, frab), up to 25 MB.",
  orders: "CSV or JSON, up to 25 MB: one row a ticket or an order.",
  customers: "CSV or JSON, up to 25 MB: one row a person.",
};

/** What belongs to an event. */
const ofEvent: readonly ImportKind[] = ["sessions", "orders"];

type Props = {
  slug: string;
  kinds: readonly ImportKind[];
  /** The kind that the list asks for from which somebody comes. */
  first?: ImportKind | undefined;
  events: readonly { value: string; label: string }[];
};

/** The first step: what it is, for which event, and the file. It is sent in parts and read; nothing is imported yet. */
export function ImportUpload({ slug, kinds, first, events }: Props) {
  const [kind, setKind] = useState<ImportKind>(first ?? kinds[0] ?? "events");
  const [file, setFile] = useState<File | null>(null);
  const [percent, setPercent] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const router = useRouter();

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (percent !== null) return;
    const eventId = String(new FormData(event.currentTarget).get("eventId") ?? "");
    if (!file) return setProblem(wrong("file", "Choose a file first."));
    if (file.size > largestImport)
      return setProblem(wrong("file", "A file has at most 25 MB. Split it, or export a shorter span."));
    if (ofEvent.includes(kind) && !eventId)
      return setProblem(wrong("eventId", "Choose the event that this file belongs to."));
    setProblem(null);
    setPercent(0);
    try {
      const started = await startImport({ kind, name: file.name, byteSize: file.size, eventId });
      if (!started.ok) return fail(started.problem);
      const { importId } = started.value;
      for (let n = 0; n * partSize < file.size; n++) {
        const body = file.slice(n * partSize, (n + 1) * partSize);
        const part = await fetch(`/api/${slug}/system/imports/${importId}?n=${n}`, { method: "PUT", body });
        if (!part.ok) return fail(((await part.json()) as { problem: Problem }).problem);
        setPercent(Math.floor((Math.min((n + 1) * partSize, file.size) / file.size) * 100));
      }
      const finished = await finishUpload({ importId });
      if (!finished.ok) return fail(finished.problem);
      router.push(`/${slug}/system/imports/${importId}` as Route);
    } catch {
      fail({ code: "busy", message: "The connection was lost. Send the file again; nothing was imported." });
    }
  };
  const fail = (found: Problem) => {
    setProblem(found);
    setPercent(null);
  };

  return (
    <Card>
      <CardHeader>
        <CardTitle>Import a file</CardTitle>
      </CardHeader>
      <CardContent>
        <form onSubmit={send} className="grid gap-4" noValidate aria-busy={percent !== null}>
          {problem ? (
            <Alert variant="destructive" role="alert">
              <AlertTitle>{problem.message}</AlertTitle>
            </Alert>
          ) : null}
          <Field label="What the file holds" required>
            <NativeSelect name="kind" value={kind} onChange={(event) => setKind(event.target.value as ImportKind)}>
              {kinds.map((one) => (
                <option key={one} value={one}>
                  {importKinds[one]}
                </option>
              ))}
            </NativeSelect>
          </Field>
          {!ofEvent.includes(kind) ? null : (
            <Field label="Event" required error={problem?.fields?.eventId}>
              <NativeSelect name="eventId" defaultValue="">
                <option value="">Choose…</option>
                {events.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </NativeSelect>
            </Field>
          )}
          <Field label="File" required hint={hints[kind]} error={problem?.fields?.file}>
            <Input type="file" onChange={(event) => setFile(event.target.files?.[0] ?? null)} className="py-1" />
          </Field>
          {percent === null ? null : (
            <div className="grid gap-1.5" role="status">
              <p>Sending {percent} %</p>
              <Progress label="Sending" value={percent} />
            </div>
          )}
          <Button type="submit" className="justify-self-start" aria-disabled={percent !== null}>
            Send and read
          </Button>
        </form>
      </CardContent>
    </Card>
  );
}

const wrong = (field: string, message: string): Problem => ({
  code: "invalid",
  message,
  fields: { [field]: [message] },
});
