"use client";

import { useActionState } from "react";
import { ActionForm, SubmitButton } from "#components/data/fields";
import { AgreeToTerms } from "#components/public/agree-to-terms";
import { bigButton } from "#components/public/frame";
import type { FormState } from "#lib/action";
import { answerMyQuote } from "#lib/bookings/actions/visitor";

const first: FormState = { done: false };

/** Yes, with the terms, or no. */
export function QuoteForm({ secret, terms }: { secret: string; terms: { version: number; body: string } | null }) {
  const [state, submit] = useActionState(answerMyQuote, first);
  return (
    <ActionForm action={submit} state={state} className="grid gap-4">
      <input type="hidden" name="secret" value={secret} />
      <input type="hidden" name="terms" value={terms?.version ?? ""} />
      <AgreeToTerms terms={terms?.body ?? null} state={state} />
      <div className="flex flex-wrap gap-3">
        <SubmitButton name="answer" value="accept" className={bigButton} pendingLabel="One moment…">
          Accept the quote
        </SubmitButton>
        <SubmitButton name="answer" value="decline" variant="outline" className={bigButton} pendingLabel="One moment…">
          No, thank you
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
