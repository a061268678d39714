"use client";

import { type ReactNode, useActionState } from "react";
import { ActionForm, SubmitButton } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import { Button, type ButtonProps } from "#components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "#components/ui/dialog";
import type { FormState } from "#lib/action";

export type FormDialogProps<O> = {
  title: string;
  text?: ReactNode;
  verb: string;
  pendingVerb: string;
  tone?: ButtonProps["variant"];
  /** A server action of a form, or a function of the browser with the same contract. */
  action: (state: FormState<O>, form: FormData) => Promise<FormState<O>>;
  hidden?: Record<string, string>;
  /** What is said when it is done. */
  done: string | ((result: O | undefined) => string);
  onDone?: (result: O | undefined) => void;
  close: () => void;
  wide?: boolean;
  children: ReactNode | ((state: FormState<O>) => ReactNode);
};

/** One question with its fields. Mounted while it is open, so that it always begins anew. */
export function FormDialog<O>({ action, done, onDone, close, children, ...props }: FormDialogProps<O>) {
  // Not in an effect: the page may be painted anew without this dialog as soon as it is done.
  const [state, submit] = useActionState<FormState<O>, FormData>(async (before, form) => {
    const answer = await action(before, form);
    if (answer.done) {
      notify("success", typeof done === "string" ? done : done(answer.result));
      onDone?.(answer.result);
      close();
    }
    return answer;
  }, first);
  return (
    <Dialog open onOpenChange={(stays) => stays || close()}>
      <DialogContent className={props.wide ? "max-w-2xl" : undefined}>
        <DialogHeader>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogDescription className={props.text ? undefined : "sr-only"}>
            {props.text ?? props.title}
          </DialogDescription>
        </DialogHeader>
        <ActionForm action={submit} state={state}>
          {Object.entries(props.hidden ?? {}).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {typeof children === "function" ? children(state) : children}
          <div className="flex gap-2">
            <SubmitButton variant={props.tone} pendingLabel={props.pendingVerb}>
              {props.verb}
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

const first = { done: false };
/** Where the organization wants a second person, an act becomes a request. */
export const orRequest =
  (words: string) =>
  (result: { requestId?: string } | undefined): string =>
    result?.requestId ? "A second person is asked. It counts once they approve." : words;
