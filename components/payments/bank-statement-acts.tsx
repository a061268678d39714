"use client";

import type { Route } from "next";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import type { Problem } from "#lib/errors";
import { discardStatement, takeStatement } from "#lib/payments/actions/bank";

const ConfirmDialog = dynamic(() => import("#components/data/confirm-dialog"), { ssr: false });

type Props = { slug: string; statementId: string; bankAccountId: string; takable: boolean; fresh: number };

/** Take a statement, or discard it. */
export function BankStatementActs({ slug, statementId, bankAccountId, takable, fresh }: Props) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, start] = useTransition();
  const router = useRouter();
  const path = `/${slug}/payments/bank/${bankAccountId}`;
  const take = () =>
    start(async () => {
      const answer = await takeStatement({ statementId });
      setProblem(answer.ok ? null : answer.problem);
      if (!answer.ok) return;
      notify("success", `${answer.value.lines} lines taken.`);
      router.push(path as Route);
    });
  const discard = () =>
    start(async () => {
      setAsking(false);
      const answer = await discardStatement({ statementId });
      setProblem(answer.ok ? null : answer.problem);
      if (!answer.ok) return;
      notify("success", "Discarded. The file can be imported again.");
      router.push(`${path}/import` as Route);
    });
  return (
    <div className="grid gap-3">
      {problem ? (
        <Alert variant="destructive" role="alert">
          <AlertTitle>{problem.message}</AlertTitle>
        </Alert>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {takable ? (
          <Button aria-disabled={pending} onClick={take}>
            Take {fresh.toLocaleString("en")} {fresh === 1 ? "line" : "lines"}
          </Button>
        ) : null}
        <Button variant="outline" aria-disabled={pending} onClick={() => setAsking(true)}>
          Discard
        </Button>
      </div>
      {asking ? (
        <ConfirmDialog
          title="Discard this statement?"
          text="Its lines are forgotten; nothing of it was booked. The file can be imported again."
          verb="Discard"
          tone="destructive"
          onConfirm={discard}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
