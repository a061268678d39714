"use client";

import { useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { acknowledgeAlert } from "#lib/payments/actions/planning";

/** "I look after it." */
export function AcknowledgeButton({ id }: { id: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const say = () =>
    start(async () => {
      const answer = await acknowledgeAlert({ id });
      if (!answer.ok) return setProblem(answer.problem.message);
      await notify("success", "You look after it.");
    });
  return (
    <>
      <Button aria-disabled={pending} aria-busy={pending} onClick={say}>
        I look after it
      </Button>
      {problem ? (
        <p role="alert" className="basis-full text-destructive-text">
          {problem}
        </p>
      ) : null}
    </>
  );
}
