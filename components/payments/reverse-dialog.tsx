"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useActionState, useState } from "react";
import { ActionForm, LongTextField, SubmitButton } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import type { FormState } from "#lib/action";
import { reverseTransaction } from "#lib/payments/actions";
import { transactionHref } from "#lib/payments/addresses";

type Props = { slug: string; transactionId: string; today: string };

/** Posts the opposite of a manual entry. Mounted while it is open. */
export function ReverseButton(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" className="text-destructive-text" onClick={() => setOpen(true)}>
        Reverse
      </Button>
      {open ? <ReverseDialog {...props} close={() => setOpen(false)} /> : null}
    </>
  );
}

const first = { done: false };
const word = "reverse";

function ReverseDialog({ slug, transactionId, today, close }: Props & { close: () => void }) {
  // Made with the form: a double click, or a second try after a broken connection, is the same reversal.
  const [key] = useState(() => crypto.randomUUID());
  const [typed, setTyped] = useState("");
  const router = useRouter();
  // Not in an effect: the page is painted anew without this dialog as soon as the entry is reversed.
  const [state, submit] = useActionState<FormState<{ reversalId: string }>, FormData>(async (before, form) => {
    const answer = await reverseTransaction(before, form);
    if (answer.result) {
      notify("success", "Reversed. Every account stands where it stood before.");
      router.push(transactionHref(slug, answer.result.reversalId) as Route);
    }
    return answer;
  }, first);
  return (
    <Dialog open onOpenChange={(stays) => stays || close()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Reverse this entry?</DialogTitle>
          <DialogDescription>
            The same lines are posted the other way round, dated {today}. Both entries stay in the journal, and an entry
            is reversed once.
          </DialogDescription>
        </DialogHeader>
        <ActionForm action={submit} state={state}>
          <input type="hidden" name="transactionId" value={transactionId} />
          <input type="hidden" name="key" value={key} />
          <LongTextField name="reason" label="Reason" required rows={2} hint="Stands in the journal as the memo." />
          <Field label={`Type “${word}” to go on`} required>
            <Input autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
          </Field>
          <div className="flex gap-2">
            <SubmitButton
              variant="destructive"
              pendingLabel="Reversing…"
              disabled={typed.trim().toLowerCase() !== word}
            >
              Reverse entry
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
