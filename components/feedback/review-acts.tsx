"use client";

import dynamic from "next/dynamic";
import { useActionState, useState } from "react";
import { ActionForm, LongTextField, SubmitButton } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import type { FormState } from "#lib/action";
import { rejectReview, replyToReview } from "#lib/feedback/actions";

const PlanDialog = dynamic(() => import("#components/events/plan-dialog"), { ssr: false });

/** Rejecting says why; the reason stays with the review. */
export function Reject({ id, reviewer }: { id: string; reviewer: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" onClick={() => setOpen(true)}>
        Reject
      </Button>
      {open ? (
        <PlanDialog
          title={`Reject the review by ${reviewer}?`}
          text="Visitors do not see it, and it does not count in the average. It can be approved later."
          verb="Reject"
          done="Rejected."
          action={rejectReview}
          hidden={{ id }}
          fields={[{ name: "reason", label: "Why", kind: "long", rows: 2, required: true }]}
          close={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

/** Our answer, shown below the testimonial. */
export function ReplyForm({ id, reply }: { id: string; reply: string }) {
  const [state, submit] = useActionState(async (before: FormState<unknown>, form: FormData) => {
    const answer = await replyToReview(before, form);
    if (answer.done) notify("success", "Saved.");
    return answer;
  }, first);
  return (
    <ActionForm state={state} action={submit} className="grid gap-2">
      <input type="hidden" name="id" value={id} />
      <LongTextField
        name="reply"
        label="Our answer"
        rows={3}
        defaultValue={reply}
        hint="Visitors read it below the testimonial."
      />
      <div>
        <SubmitButton size="sm" variant="outline" pendingLabel="Saving…">
          Save answer
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
const first: FormState<unknown> = { done: false };
