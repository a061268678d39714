"use client";

import { type ChangeEvent, useId, useRef, useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { FieldError, FieldHint } from "#components/ui/field";
import { Label } from "#components/ui/label";
import { removeLogo, saveLogo } from "#lib/organizations/actions";
import { logo } from "#lib/users/rules";

/** The logo as it looks on light and on dark; it is sent as soon as it is chosen. */
export function LogoField({ src }: { src: string | null }) {
  const [error, setError] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    setError(null);
    if (!file) return;
    if (file.size > logo.bytes) return setError(`That is larger than ${logo.size}. ${logo.words} is needed.`);
    start(async () => {
      const answer = await saveLogo({ bytes: new Uint8Array(await file.arrayBuffer()) });
      if (input.current) input.current.value = "";
      if (!answer.ok) return setError(answer.problem.fields?.logo?.[0] ?? answer.problem.message);
      await notify("success", "The logo is changed.");
    });
  };
  const remove = () =>
    start(async () => {
      const answer = await removeLogo({});
      if (!answer.ok) return setError(answer.problem.message);
      await notify("success", "The logo is removed.");
    });
  return (
    <div className="grid gap-2">
      <Label htmlFor={id}>Logo</Label>
      {src ? (
        <div className="grid grid-cols-2 gap-2">
          {["#ffffff", "#1c211f"].map((ground) => (
            <div
              key={ground}
              className="grid h-20 place-content-center rounded-lg border"
              style={{ background: ground }}
            >
              {/* biome-ignore lint/performance/noImgElement: a picture of our own of a few kilobytes */}
              <img src={src} alt="" className="max-h-12 max-w-40 object-contain" />
            </div>
          ))}
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
      <FieldHint id={`${id}-hint`}>
        {logo.words}. It is shown in the navigation, on public pages and in e-mails, and counts as soon as it is chosen.
      </FieldHint>
      {error ? (
        <div role="alert">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      ) : null}
      {src ? (
        <Button variant="outline" className="justify-self-start" aria-disabled={busy} onClick={remove}>
          Remove the logo
        </Button>
      ) : null}
    </div>
  );
}
