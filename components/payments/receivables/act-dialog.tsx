"use client";

import { type ReactNode, useActionState, useState } from "react";
import { ActionForm, LongTextField, SubmitButton } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import { Button, type ButtonProps } from "#components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "#components/ui/dialog";
import type { FormState } from "#lib/action";

type Props = {
  label: string;
  title: string;
  text: ReactNode;
  verb: string;
  done: string;
  act: (state: unknown, form: FormData) => Promise<FormState>;
  hidden: Record<string, string>;
  /** Asks why, in these words. */
  reason?: string;
  /** Sends a key of this form, so that sending twice acts once; `id` where the form makes a new record. */
  keyed?: "key" | "id";
  variant?: ButtonProps["variant"];
  children?: ReactNode;
};

/** A button that asks before it acts, with the fields that the act needs. */
export function ActDialog({ label, variant = "outline", ...rest }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant={variant} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open ? <Opened {...rest} close={() => setOpen(false)} /> : null}
    </>
  );
}

const first: FormState = { done: false };

function Opened({
  title,
  text,
  verb,
  done,
  act,
  hidden,
  reason,
  keyed,
  children,
  close,
}: Omit<Props, "label" | "variant"> & { close: () => void }) {
  const [key] = useState(() => crypto.randomUUID());
  const [state, submit] = useActionState<FormState, FormData>(async (before, form) => {
    const answer = await act(before, form);
    if (answer.done) {
      const waits = typeof answer.result === "object" && answer.result !== null && "requestId" in answer.result;
      notify("success", waits ? "Asked for. Somebody else decides it under Requests." : done);
      close();
    }
    return answer;
  }, first);
  return (
    <Dialog open onOpenChange={(stays) => stays || close()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription>{text}</DialogDescription>
        </DialogHeader>
        <ActionForm action={submit} state={state}>
          {Object.entries(hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {keyed ? <input type="hidden" name={keyed} value={key} /> : null}
          {children}
          {reason ? <LongTextField name="reason" label={reason} required rows={2} maxLength={500} /> : null}
          <div className="flex gap-2">
            <SubmitButton variant={variantOf(verb)} pendingLabel="One moment…">
              {verb}
            </SubmitButton>
            <Button variant="ghost" onClick={close}>
              Back
            </Button>
          </div>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}

const variantOf = (verb: string) => (/^(Reject|Reverse|Write off|Take back)/.test(verb) ? "destructive" : "default");
