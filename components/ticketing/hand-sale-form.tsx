"use client";

import type { Route } from "next";
import Link from "next/link";
import { useActionState, useState } from "react";
import { ActionForm, LongTextField, SelectField, SubmitButton, TextField } from "#components/data/fields";
import { HandSaleAnswers } from "#components/ticketing/hand-sale-answers";
import { HandSaleTickets, type HandTier } from "#components/ticketing/hand-sale-tickets";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import type { FormState } from "#lib/action";
import { formatMoney, parseMoney } from "#lib/money";
import { sellByHand } from "#lib/ticketing/actions/selling";
import type { SeatMap } from "#lib/ticketing/queries/shop";
import type { Question } from "#lib/ticketing/rules";
import { saleMethods } from "#lib/ticketing/rules/selling";

export type HandSaleProps = {
  slug: string;
  event: { id: string; currency: string };
  tiers: HandTier[];
  seats: SeatMap;
  questions: readonly Question[];
  parties: { value: string; label: string }[];
  mayInvoice: boolean;
  /** Today and, until somebody says otherwise, the last day to pay by hand, by the event's calendar. */
  today: string;
  payBy: string;
};
type Sold = { orderId: string; number: string; totalMinor: bigint; currency: string; state: string };

/** A sale at the door: what, how it is paid, and what goes back of the cash. */
export function HandSaleForm(props: HandSaleProps) {
  const [turn, next] = useState(0);
  const [sold, tell] = useState<Sold | null>(null);
  return (
    <div className="grid gap-4">
      {sold ? (
        <Alert variant="success" role="status">
          <AlertTitle>
            {sold.state === "pending" ? "Waits for the money" : "Sold"}: order {sold.number},{" "}
            {formatMoney(sold.totalMinor, sold.currency)}
          </AlertTitle>
          <p className="flex flex-wrap gap-x-4 gap-y-1">
            <Link
              className="text-primary-text underline"
              href={`/${props.slug}/ticketing/orders/${sold.orderId}` as Route}
            >
              Open the order
            </Link>
            {sold.state === "pending" ? null : (
              <a
                className="text-primary-text underline"
                href={`/api/${props.slug}/ticketing/orders/${sold.orderId}/receipt`}
              >
                Receipt (PDF)
              </a>
            )}
          </p>
        </Alert>
      ) : null}
      <Sale
        key={turn}
        {...props}
        done={(result) => {
          tell(result);
          next(turn + 1);
        }}
      />
    </div>
  );
}

function Sale({
  event,
  tiers,
  parties,
  mayInvoice,
  today,
  payBy,
  seats,
  questions,
  done,
}: HandSaleProps & { done: (sold: Sold) => void }) {
  const [key] = useState(() => crypto.randomUUID());
  const [wanted, want] = useState<Record<string, number>>({});
  const [places, sit] = useState<Record<string, string[]>>({});
  const [method, pay] = useState("cash");
  const [given, take] = useState("");
  const [state, submit] = useActionState<FormState<Sold>, FormData>(
    async (before, form) => {
      // Not a hidden field: the server would have written another one into the page.
      form.set("key", key);
      const answer = (await sellByHand(before, form)) as FormState<Sold>;
      if (answer.done && answer.result) done(answer.result);
      return answer;
    },
    { done: false },
  );
  const total = tiers.reduce(
    (sum, tier) => sum + (tier.suggestedMinor ?? tier.priceMinor) * BigInt(wanted[tier.id] ?? 0),
    0n,
  );
  const items = tiers
    .filter(({ id }) => (wanted[id] ?? 0) > 0)
    .map(({ id, name, kind }) => ({ tierId: id, name, kind, quantity: wanted[id] ?? 0, seats: [] }));
  const asked = questions.filter(
    ({ asks, tierId }) =>
      asks === "order" || items.some((item) => item.kind === "admission" && (!tierId || tierId === item.tierId)),
  );
  const cash = parseMoney(given, event.currency);
  const named = method === "invoice" || method === "by_hand";
  const back = cash === null ? null : cash - total;
  const methods = Object.entries(saleMethods).filter(([value]) => value !== "invoice" || mayInvoice);
  return (
    <ActionForm action={submit} state={state}>
      <input type="hidden" name="eventId" value={event.id} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-4">
          <HandSaleTickets {...{ tiers, seats, currency: event.currency, wanted, want, places, sit }} />
          {asked.length > 0 && items.length > 0 ? (
            <HandSaleAnswers questions={asked} items={items} values={state.values} errors={state.problem?.fields} />
          ) : null}
        </div>
        <Card>
          <CardHeader>
            <CardTitle>Payment</CardTitle>
          </CardHeader>
          <CardContent className="grid gap-4">
            <SelectField
              name="method"
              label="How it is paid"
              required
              options={methods.map(([value, label]) => ({ value, label }))}
              defaultValue="cash"
              onChange={(change) => pay(change.target.value)}
            />
            {method === "invoice" ? (
              <SelectField name="partyId" label="Invoice to" required options={parties}>
                <option value="">Choose</option>
              </SelectField>
            ) : null}
            {method === "by_hand" ? <PayLater today={today} payBy={payBy} /> : null}
            <TextField
              name="name"
              label="Name"
              hint={named ? undefined : "May stay empty at the door."}
              required={named}
              autoComplete="off"
            />
            <TextField
              name="email"
              label="E-mail"
              hint={
                method === "by_hand"
                  ? "How to pay goes there, and then the tickets."
                  : "The tickets go there, when given."
              }
              type="email"
              autoComplete="off"
            />
            <TextField name="code" label="Code" autoComplete="off" />
            <p className="figures flex justify-between font-semibold text-lg">
              <span>{method === "free" ? "Free of charge" : "To pay"}</span>
              <span>{formatMoney(method === "free" ? 0n : total, event.currency)}</span>
            </p>
            {method === "free" ? null : (
              <p className="text-[0.8125rem] text-muted-foreground">A code, or tax on top of the prices, changes it.</p>
            )}
            {method === "cash" ? (
              <label className="grid gap-1 text-sm">
                Cash given ({event.currency})
                <input
                  inputMode="decimal"
                  value={given}
                  onChange={(typed) => take(typed.target.value)}
                  className="figures h-9 w-40 rounded-md border border-input bg-card px-3 text-right"
                />
                <output className="figures">
                  {back !== null && back >= 0n && given ? `Give back ${formatMoney(back, event.currency)}` : ""}
                </output>
              </label>
            ) : null}
            <SubmitButton pendingLabel="Selling…">{method === "by_hand" ? "Set aside" : "Sell"}</SubmitButton>
            <Button
              variant="ghost"
              type="reset"
              onClick={() => {
                want({});
                sit({});
              }}
            >
              Start over
            </Button>
          </CardContent>
        </Card>
      </div>
    </ActionForm>
  );
}

/** The tickets wait for money that comes by transfer, Zelle, cheque …; somebody matches it with the order. */
function PayLater({ today, payBy }: { today: string; payBy: string }) {
  return (
    <>
      <TextField
        name="payBy"
        type="date"
        label="Kept until the end of"
        required
        min={today}
        defaultValue={payBy}
        hint="Not paid by then, the tickets go back on sale."
      />
      <LongTextField
        name="payWords"
        label="How to pay"
        rows={2}
        hint="For the buyer: an account, a name at Zelle or Venmo. The order's number and amount are said already."
      />
    </>
  );
}
