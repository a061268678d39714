"use client";

import { useState, useTransition } from "react";
import { Button } from "#components/ui/button";
import { startFunding } from "#lib/sponsorship/actions";

/** To the gateway's page; the money is held when its webhook has come. */
export function PayButton({ orderId, words }: { orderId: string; words: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const pay = () =>
    start(async () => {
      const answer = await startFunding({ id: orderId });
      if (answer.ok) window.location.assign(answer.value.url);
      else setProblem(answer.problem.message);
    });
  return (
    <>
      <Button aria-disabled={pending} onClick={pay}>
        {words}
      </Button>
      {problem ? (
        <p role="alert" className="text-destructive-text">
          {problem}
        </p>
      ) : null}
    </>
  );
}
