"use client";

import { type ChangeEvent, useId, useRef, useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { FieldError, FieldHint } from "#components/ui/field";
import { Label } from "#components/ui/label";
import { addDisputeFile, removeDisputeFile } from "#lib/payments/processor/actions";
import { fileLimits } from "#lib/payments/processor/rules";

type Props = {
  slug: string;
  dispute: { id: string; files: readonly { id: string; name: string }[] };
  mayChange: boolean;
};

/** The files that go along with the answer. One is kept as soon as it is chosen. */
export function DisputeFiles({ slug, dispute, mayChange }: Props) {
  if (!mayChange && dispute.files.length === 0) return null;
  return (
    <div className="grid gap-3">
      {dispute.files.length > 0 ? (
        <ul className="divide-y rounded-lg border">
          {dispute.files.map((file) => (
            <li key={file.id} className="flex items-center justify-between gap-3 px-3 py-2">
              <a
                href={`/api/${slug}/payments/dispute-files/${file.id}`}
                className="min-w-0 break-words text-primary-text underline underline-offset-4"
              >
                {file.name}
              </a>
              {mayChange ? <RemoveFile file={file} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {mayChange ? <AddFile disputeId={dispute.id} /> : null}
    </div>
  );
}

function RemoveFile({ file }: { file: { id: string; name: string } }) {
  const [pending, start] = useTransition();
  const remove = () =>
    start(async () => {
      const answer = await removeDisputeFile({ fileId: file.id });
      if (!answer.ok) await notify("error", answer.problem.message);
    });
  return (
    <Button variant="ghost" aria-label={`Remove ${file.name}`} aria-disabled={pending} onClick={remove}>
      Remove
    </Button>
  );
}

function AddFile({ disputeId }: { disputeId: string }) {
  const [error, setError] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    setError(null);
    if (!file) return;
    if (file.size > fileLimits.bytes) return setError(`That is larger than 900 kB. ${fileLimits.words}.`);
    start(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const answer = await addDisputeFile({ disputeId, name: file.name.slice(-120), bytes });
      if (input.current) input.current.value = "";
      if (!answer.ok) setError(answer.problem.fields?.file?.[0] ?? answer.problem.message);
    });
  };
  return (
    <div className="grid gap-2">
      <Label htmlFor={id}>Files</Label>
      <input
        ref={input}
        id={id}
        type="file"
        accept="application/pdf,image/png,image/jpeg"
        aria-describedby={`${id}-hint${error ? ` ${id}-error` : ""}`}
        aria-invalid={error ? true : undefined}
        aria-busy={pending}
        onChange={choose}
        className="block w-full min-w-0 text-[0.8125rem] file:mr-3 file:h-8 file:rounded-md file:border file:border-input file:border-solid file:bg-card file:px-3 file:font-medium file:text-foreground"
      />
      <FieldHint id={`${id}-hint`}>{fileLimits.words}. Five at most.</FieldHint>
      {error ? (
        <div role="alert">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      ) : null}
    </div>
  );
}
