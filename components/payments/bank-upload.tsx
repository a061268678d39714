"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { notify } from "#components/shell/notify";
import { Alert, AlertDescription, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import { Progress } from "#components/ui/progress";
import type { Problem } from "#lib/errors";
import { finishBankFile, startBankFile } from "#lib/payments/actions/bank";
import { dateForms } from "#lib/payments/bank/formats/dates";
import { partSize } from "#lib/system/rules";

type Props = {
  slug: string;
  account: { id: string; currency: string; mappingId: string | null };
  mappings: readonly { id: string; name: string }[];
};
type Step = { words: string; percent: number | null };

/** Sends a file in parts and shows how far it was sent and read. */
export function BankUpload({ slug, account, mappings }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const [step, setStep] = useState<Step | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const router = useRouter();
  const base = `/api/${slug}/payments/bank/files`;
  const table = file ? /\.(csv|txt|tsv)$/i.test(file.name) : false;
  const quicken = file ? /\.qif$/i.test(file.name) : false;

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!file) return setProblem({ code: "invalid", message: "Choose a file first." });
    const text = (name: string) => String(new FormData(event.currentTarget).get(name) ?? "");
    const terms = {
      mappingId: text("mappingId"),
      opening: text("opening"),
      closing: text("closing"),
      dates: text("dates"),
      decimal: text("decimal"),
    };
    setProblem(null);
    setStep({ words: "Sending", percent: 0 });
    try {
      const started = await startBankFile({
        bankAccountId: account.id,
        name: file.name,
        byteSize: file.size,
        ...terms,
      });
      if (!started.ok) return setProblem(started.problem);
      const { fileId } = started.value;
      for (let n = 0; n * partSize < file.size; n++) {
        const part = await fetch(`${base}/${fileId}?n=${n}`, {
          method: "PUT",
          body: file.slice(n * partSize, (n + 1) * partSize),
        });
        if (!part.ok) return setProblem(((await part.json()) as { problem: Problem }).problem);
        setStep({ words: "Sending", percent: Math.floor((Math.min((n + 1) * partSize, file.size) / file.size) * 100) });
      }
      const finished = await finishBankFile({ fileId });
      if (!finished.ok) return setProblem(finished.problem);
      const found = await readToEnd(`${base}/${fileId}`, setStep);
      if (found.state === "failed") {
        const place = found.faultLine ? ` (line ${found.faultLine})` : "";
        setProblem({ code: "invalid", message: `${found.fault ?? "The file cannot be read."}${place}` });
      } else
        notify(
          "success",
          `${found.lines === 1 ? "1 line" : `${found.lines.toLocaleString("en")} lines`} read. Have a look before taking them.`,
        );
      router.refresh();
    } catch {
      setProblem({ code: "busy", message: "The connection was lost. Send the file again; nothing is imported twice." });
    } finally {
      setStep(null);
    }
  };

  return (
    <Card>
      <CardHeader>
        <CardTitle>Import a statement</CardTitle>
      </CardHeader>
      <CardContent>
        <form onSubmit={send} className="grid gap-4" aria-busy={step !== null}>
          {problem ? (
            <Alert variant="destructive" role="alert">
              <AlertTitle>{problem.message}</AlertTitle>
              {Object.entries(problem.fields ?? {}).map(([name, words]) => (
                <AlertDescription key={name}>{words.join(" ")}</AlertDescription>
              ))}
            </Alert>
          ) : null}
          <Field
            label="File"
            required
            hint="camt.053, MT940, OFX, QIF or CSV, up to 100 MB. It is read and shown first; nothing is booked."
          >
            <Input type="file" onChange={(event) => setFile(event.target.files?.[0] ?? null)} className="py-1" />
          </Field>
          {table || mappings.length > 0 ? (
            <Field
              label="Mapping of a table (CSV)"
              required={table}
              hint={
                <a className="text-primary-text underline underline-offset-4" href={`/${slug}/payments/bank/mappings`}>
                  Make or change a mapping
                </a>
              }
            >
              <NativeSelect name="mappingId" defaultValue={account.mappingId ?? ""}>
                <option value="">{table ? "Choose…" : "Not a table"}</option>
                {mappings.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </NativeSelect>
            </Field>
          ) : (
            <p className="text-[0.8125rem] text-muted-foreground">
              A table (CSV) needs a{" "}
              <a className="text-primary-text underline underline-offset-4" href={`/${slug}/payments/bank/mappings`}>
                mapping
              </a>{" "}
              first.
            </p>
          )}
          {quicken ? (
            <div className="grid grid-cols-2 gap-3">
              <Field label="Days are written">
                <NativeSelect name="dates" defaultValue="MM/DD/YYYY">
                  {dateForms.map((form) => (
                    <option key={form}>{form}</option>
                  ))}
                </NativeSelect>
              </Field>
              <Field label="Decimal sign">
                <NativeSelect name="decimal" defaultValue=".">
                  <option value=".">Point</option>
                  <option value=",">Comma</option>
                </NativeSelect>
              </Field>
            </div>
          ) : null}
          {table || quicken ? (
            <div className="grid grid-cols-2 gap-3">
              <Field label={`Opening, ${account.currency}`}>
                <Input name="opening" inputMode="decimal" autoComplete="off" className="figures text-right" />
              </Field>
              <Field label={`Closing, ${account.currency}`}>
                <Input name="closing" inputMode="decimal" autoComplete="off" className="figures text-right" />
              </Field>
            </div>
          ) : null}
          {step ? (
            <div className="grid gap-1.5" role="status">
              <p>
                {step.words}
                {step.percent === null ? "…" : ` ${step.percent} %`}
              </p>
              <Progress label={step.words} value={step.percent} />
            </div>
          ) : null}
          <Button type="submit" className="justify-self-start" aria-disabled={step !== null}>
            Send and read
          </Button>
        </form>
      </CardContent>
    </Card>
  );
}

type Reading = {
  state: string;
  readBytes: number;
  byteSize: number;
  lines: number;
  fault: string | null;
  faultLine: number | null;
};

/** Ask the worker's progress until it has read the file or given up. */
async function readToEnd(address: string, show: (step: Step) => void): Promise<Reading> {
  for (;;) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error("no answer");
    const file = (await answer.json()) as Reading;
    if (file.state !== "reading") return file;
    show({
      words: `Reading, ${file.lines.toLocaleString("en")} lines`,
      percent: Math.floor((file.readBytes / file.byteSize) * 100),
    });
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
}
