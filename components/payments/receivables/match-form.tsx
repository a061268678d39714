"use client";

import type { Route } from "next";
import Link from "next/link";
import { useActionState } from "react";
import { ActionForm, MoneyField, SubmitButton } from "#components/data/fields";
import { Money } from "#components/data/money";
import { Day } from "#components/data/time";
import { notify } from "#components/shell/notify";
import { Badge } from "#components/ui/badge";
import type { FormState } from "#lib/action";
import { majorUnits } from "#lib/money";
import { allocatePayment } from "#lib/payments/actions/receivables";
import { targetHref } from "#lib/payments/addresses";
import type { Candidate } from "#lib/payments/receivables/matching";

type Props = { slug: string; paymentId: string; currency: string; leftMinor: bigint; candidates: readonly Candidate[] };
type Matched = { gone: string[] };
const dayWords = { invoice: "open, due", order: "missing, ordered", booking: "open, for" } as const;
const first: FormState<Matched> = { done: false };

/** Which documents and orders this payment is for, the likeliest first with its amount filled in. Amounts may be split and changed. */
export function MatchForm({ slug, paymentId, currency, leftMinor, candidates }: Props) {
  const [state, submit] = useActionState<FormState<Matched>, FormData>(async (before, form) => {
    const answer = await allocatePayment(before, form);
    const gone = answer.result?.gone ?? [];
    if (gone.length > 0)
      notify("error", `The tickets of order ${gone.join(", ")} are gone. The money stays the payer’s credit.`);
    else if (answer.done) notify("success", "Matched.");
    return answer;
  }, first);
  const [likely] = candidates;
  const sure = likely && likely.reasons.length > 1 ? likely.id : null;
  const proposed = (one: Candidate) => (one.openMinor < leftMinor ? one.openMinor : leftMinor);
  return (
    <ActionForm action={submit} state={state}>
      <input type="hidden" name="id" value={paymentId} />
      <input type="hidden" name="currency" value={currency} />
      <ul className="grid gap-3">
        {candidates.map((one, place) => (
          <li key={one.id} className="grid gap-3 rounded-lg border p-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end">
            <div className="grid gap-1.5">
              <p>
                <Link
                  href={targetHref(slug, one.kind, one.id) as Route}
                  prefetch={false}
                  className="font-medium underline underline-offset-4"
                >
                  {one.kind === "order" ? `Order ${one.number}` : one.number}
                </Link>{" "}
                {one.party}
                {one.event ? `, ${one.event}` : null}
              </p>
              <p className="text-muted-foreground">
                <Money minor={one.openMinor} currency={currency} /> {dayWords[one.kind]} <Day day={one.day} />
              </p>
              {one.reasons.length > 0 ? (
                <ul className="flex flex-wrap gap-1.5">
                  {one.reasons.map((reason) => (
                    <li key={reason}>
                      <Badge variant={reason.startsWith("But") ? "warning" : "neutral"} className="whitespace-normal">
                        {reason}
                      </Badge>
                    </li>
                  ))}
                </ul>
              ) : null}
            </div>
            <input type="hidden" name={`targets.${place}.${one.kind}Id`} value={one.id} />
            <MoneyField
              name={`targets.${place}.amount`}
              label={`For ${one.number}`}
              currency={currency}
              defaultValue={one.id === sure ? majorUnits(proposed(one), currency) : ""}
            />
          </li>
        ))}
      </ul>
      <SubmitButton className="justify-self-start" pendingLabel="Matching…">
        Match
      </SubmitButton>
    </ActionForm>
  );
}
