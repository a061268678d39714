"use client";

import { ArrowBigUpDash, Eye, EyeOff } from "lucide-react";
import { type ComponentProps, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Input } from "#components/ui/input";
import { strengthOf } from "#lib/identity/password";

type Props = ComponentProps<"input"> & {
  autoComplete: "current-password" | "new-password";
  /** The address it must differ from; given, the strength is shown while typing. */
  strengthFor?: string;
};

/** A password that can be looked at, says when Caps Lock is on, and lets password managers do their work. */
export function PasswordInput({ strengthFor, onChange, ...props }: Props) {
  const [shown, setShown] = useState(false);
  const [caps, setCaps] = useState(false);
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  // A refused form comes back with this field empty, and what was said about it goes with it.
  useEffect(() => {
    const { form } = input.current ?? {};
    const forget = () => setTyped("");
    form?.addEventListener("reset", forget);
    return () => form?.removeEventListener("reset", forget);
  }, []);
  const watchCaps = (event: KeyboardEvent<HTMLInputElement>) => setCaps(event.getModifierState("CapsLock"));
  return (
    <div className="grid gap-1.5">
      <div className="relative">
        <Input
          {...props}
          ref={input}
          type={shown ? "text" : "password"}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          className="h-10 pr-11"
          onKeyDown={watchCaps}
          onKeyUp={watchCaps}
          onBlur={() => setCaps(false)}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange?.(event);
          }}
        />
        <button
          type="button"
          aria-pressed={shown}
          aria-label="Show password"
          onClick={() => setShown(!shown)}
          className="absolute inset-y-0 right-0 grid w-10 place-items-center rounded-md text-muted-foreground hover:text-foreground"
        >
          {shown ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
        </button>
      </div>
      <p role="status" className="empty:hidden flex items-center gap-1.5 text-[0.8125rem] text-warning-text">
        {caps ? (
          <>
            <ArrowBigUpDash aria-hidden className="size-4" /> Caps Lock is on.
          </>
        ) : null}
      </p>
      {strengthFor === undefined ? null : <Strength password={typed} address={strengthFor} />}
    </div>
  );
}

const tones = ["bg-input", "bg-destructive", "bg-warning", "bg-success"];

function Strength({ password, address }: { password: string; address: string }) {
  const { score, words } = strengthOf(password, address);
  return (
    <div className="flex items-center gap-3">
      <div aria-hidden className="flex w-24 shrink-0 gap-1">
        {[1, 2, 3].map((step) => (
          <span key={step} className={`h-1 flex-1 rounded-full ${score >= step ? tones[score] : "bg-secondary"}`} />
        ))}
      </div>
      <p role="status" className="min-h-5 text-[0.8125rem] text-muted-foreground">
        {words}
      </p>
    </div>
  );
}
