"use client";

import { useActionState, useEffect, useState } from "react";
import { ActionForm, LongTextField, MoneyField, SelectField, SubmitButton } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "#components/ui/dialog";
import type { FormState } from "#lib/action";
import { formatMoney } from "#lib/money";
import { refundOrder } from "#lib/ticketing/actions";

type Source = { code: string; name: string };
type Props = { orderId: string; left: bigint; currency: string; buyer: string; sources: readonly Source[] };

export function RefundButton(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" className="text-destructive-text" onClick={() => setOpen(true)}>
        Refund
      </Button>
      {open ? <RefundDialog {...props} close={() => setOpen(false)} /> : null}
    </>
  );
}

const first: FormState = { done: false };

function RefundDialog({ orderId, left, currency, buyer, sources, close }: Props & { close: () => void }) {
  // Made with the form: a double click, or a second try after a broken connection, is the same refund.
  const [key] = useState(() => crypto.randomUUID());
  const [state, submit] = useActionState<FormState, FormData>(refundOrder, first);
  useEffect(() => {
    if (!state.done) return;
    notify("success", sources.length > 0 ? "Refunded, or it waits for a second person." : "The refund is on its way.");
    close();
  }, [state.done, close, sources.length]);
  return (
    <Dialog open onOpenChange={(stays) => stays || close()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Refund {buyer}</DialogTitle>
          <DialogDescription>
            At most {formatMoney(left, currency)}. A full refund takes the tickets back; it cannot be undone.
          </DialogDescription>
        </DialogHeader>
        <ActionForm action={submit} state={state}>
          <input type="hidden" name="orderId" value={orderId} />
          <input type="hidden" name="key" value={key} />
          <MoneyField name="amount" label="Amount" currency={currency} hint="Everything that is left, when empty." />
          {sources.length > 0 ? (
            <SelectField
              name="source"
              label="Paid back from"
              required
              options={sources.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
              hint="Hand the money over, or send it, yourself: the books say that it left there."
            />
          ) : null}
          <LongTextField name="reason" label="Reason" required rows={2} hint="For the buyer and the books." />
          <div className="flex gap-2">
            <SubmitButton variant="destructive" pendingLabel="Refunding…">
              Refund
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
