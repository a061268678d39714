"use client";

import { type ChangeEvent, useId, useRef, useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { FieldError, FieldHint } from "#components/ui/field";
import { Label } from "#components/ui/label";
import { saveSponsorLogo } from "#lib/sponsorship/actions";
import { logo } from "#lib/users/rules";

/** A sponsor's logo; it is sent as soon as it is chosen, and drawn anew. */
export function SponsorLogoField({ src, sponsorId }: { src: string | null; sponsorId?: string }) {
  const [error, setError] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const send = (bytes: Uint8Array | undefined, said: string) =>
    start(async () => {
      const answer = await saveSponsorLogo({ sponsorId, bytes });
      if (input.current) input.current.value = "";
      if (!answer.ok) return setError(answer.problem.fields?.logo?.[0] ?? answer.problem.message);
      await notify("success", said);
    });
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    setError(null);
    if (!file) return;
    if (file.size > logo.bytes) return setError(`That is larger than ${logo.size}. ${logo.words} is needed.`);
    send(new Uint8Array(await file.arrayBuffer()), "The logo is changed.");
  };
  return (
    <div className="grid gap-2">
      <Label htmlFor={id}>Picture</Label>
      {src ? (
        <div className="grid h-20 place-content-center rounded-lg border bg-white">
          {/* biome-ignore lint/performance/noImgElement: a picture of our own of a few kilobytes */}
          <img src={src} alt="" className="max-h-14 max-w-48 object-contain" />
        </div>
      ) : null}
      <input
        ref={input}
        id={id}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        aria-describedby={`${id}-hint${error ? ` ${id}-error` : ""}`}
        aria-invalid={error ? true : undefined}
        aria-busy={busy}
        onChange={choose}
        className="block w-full min-w-0 text-[0.8125rem] file:mr-3 file:h-8 file:rounded-md file:border file:border-input file:border-solid file:bg-card file:px-3 file:font-medium file:text-foreground"
      />
      <FieldHint id={`${id}-hint`}>{logo.words}. It counts as soon as it is chosen.</FieldHint>
      {error ? (
        <div role="alert">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      ) : null}
      {src ? (
        <Button
          variant="outline"
          className="justify-self-start"
          aria-disabled={busy}
          onClick={() => send(undefined, "The logo is removed.")}
        >
          Remove the logo
        </Button>
      ) : null}
    </div>
  );
}
