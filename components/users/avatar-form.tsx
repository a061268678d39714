"use client";

import { useRouter } from "next/navigation";
import { type ChangeEvent, useEffect, useId, useRef, useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Avatar } from "#components/ui/avatar";
import { Button } from "#components/ui/button";
import { FieldError, FieldHint } from "#components/ui/field";
import { Label } from "#components/ui/label";
import type { Problem } from "#lib/errors";
import { removeAvatar } from "#lib/users/actions";
import { picture } from "#lib/users/rules";

type Chosen = { file: File; url: string };

/** A picture is chosen, looked at, and only then sent. The server says what is wrong with it, beside the field. */
export function AvatarForm({ name, src }: { name: string; src: string | null }) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const id = useId();
  useEffect(() => () => URL.revokeObjectURL(chosen?.url ?? ""), [chosen]);

  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    setError(null);
    setChosen(file ? { file, url: URL.createObjectURL(file) } : null);
  };
  const forget = () => {
    setChosen(null);
    if (input.current) input.current.value = "";
  };
  const send = (file: File) =>
    start(async () => {
      setError(null);
      const problem = await sent(file);
      if (problem) return setError(problem);
      forget();
      router.refresh();
      await notify("success", "Your picture is changed.");
    });
  const remove = () =>
    start(async () => {
      const answer = await removeAvatar({});
      if (!answer.ok) return setError(answer.problem.message);
      await notify("success", "Your picture is removed.");
    });
  return (
    <div className="flex flex-wrap items-start gap-4">
      <Avatar name={name} src={chosen?.url ?? src} className="size-16 text-lg" />
      <div className="grid min-w-0 grow basis-56 gap-1.5">
        <Label htmlFor={id}>Picture</Label>
        <input
          ref={input}
          id={id}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          aria-describedby={`${id}-hint${error ? ` ${id}-error` : ""}`}
          aria-invalid={error ? true : undefined}
          onChange={choose}
          className="block w-full min-w-0 text-[0.8125rem] file:mr-3 file:h-8 file:rounded-md file:border file:border-input file:border-solid file:bg-card file:px-3 file:font-medium file:text-foreground"
        />
        <FieldHint id={`${id}-hint`}>{picture.words}. Where and with what it was taken is left out.</FieldHint>
        {error ? (
          <div role="alert">
            <FieldError id={`${id}-error`}>{error}</FieldError>
          </div>
        ) : null}
        <div className="flex flex-wrap gap-2 empty:hidden">
          {chosen ? (
            <>
              <Button aria-disabled={busy} aria-busy={busy} onClick={() => send(chosen.file)}>
                {busy ? "Sending…" : "Use this picture"}
              </Button>
              <Button variant="ghost" onClick={forget}>
                Back
              </Button>
            </>
          ) : null}
          {src && !chosen ? (
            <Button variant="outline" aria-disabled={busy} aria-busy={busy} onClick={remove}>
              Remove the picture
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  );
}

/** What is wrong, in words; null when it was taken. What is far too large is not even sent. */
async function sent(file: File): Promise<string | null> {
  if (file.size > picture.bytes) return `That is larger than 2 MB. ${picture.words} is needed.`;
  try {
    const response = await fetch("/api/account/avatar", { method: "POST", body: file });
    if (response.ok) return null;
    const { problem } = (await response.json()) as { problem: Problem };
    return problem.fields?.avatar?.[0] ?? problem.message;
  } catch {
    return "The picture did not arrive. Check the connection and try again.";
  }
}
