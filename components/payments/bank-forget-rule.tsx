"use client";

import dynamic from "next/dynamic";
import { useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { forgetBankRule } from "#lib/payments/actions/bank";

const ConfirmDialog = dynamic(() => import("#components/data/confirm-dialog"), { ssr: false });

/** Asks, and forgets a rule. What it explained stays explained. */
export function ForgetRule({ ruleId, words }: { ruleId: string; words: string }) {
  const [asking, setAsking] = useState(false);
  const [pending, start] = useTransition();
  const forget = () =>
    start(async () => {
      setAsking(false);
      const answer = await forgetBankRule({ ruleId });
      if (answer.ok) notify("success", "Forgotten: such lines are not suggested any more.");
      else notify("error", answer.problem.message);
    });
  return (
    <>
      <Button
        size="sm"
        variant="outline"
        aria-disabled={pending}
        aria-label={`Forget “${words}”`}
        onClick={() => setAsking(true)}
      >
        Forget
      </Button>
      {asking ? (
        <ConfirmDialog
          title={`Forget “${words}”?`}
          text="New lines with these words get no suggestion from it. What was matched stays matched."
          verb="Forget"
          tone="destructive"
          onConfirm={forget}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
