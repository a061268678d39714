"use client";

import { useActionState } from "react";
import { ActionForm } from "#components/data/fields";
import { Button } from "#components/ui/button";
import { decideOnPage } from "#lib/gateway/actions/page";

/** The merchant keeps the money, or the buyer does. */
export function DisputeDecision({ disputeId }: { disputeId: string }) {
  const [state, submit, pending] = useActionState(decideOnPage, { done: false });
  return (
    <ActionForm action={submit} state={state} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <input type="hidden" name="disputeId" value={disputeId} />
      <Button type="submit" name="outcome" value="won" className="h-12 max-md:h-12 text-base" aria-disabled={pending}>
        The merchant wins
      </Button>
      <Button
        type="submit"
        name="outcome"
        value="lost"
        variant="outline"
        className="h-12 max-md:h-12 text-base"
        aria-disabled={pending}
      >
        The buyer wins
      </Button>
    </ActionForm>
  );
}
