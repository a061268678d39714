"use client";

import dynamic from "next/dynamic";
import { useState, useTransition } from "react";
import { Time } from "#components/data/time";
import { notify } from "#components/shell/notify";
import { Alert, AlertDescription, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { askErasure, withdrawErasure } from "#lib/users/actions";

const ConfirmDialog = dynamic(() => import("#components/data/confirm-dialog"), { ssr: false });

type Props = { email: string; dueAt: Date | null; zone: string };

/** Ask to be forgotten, with a fortnight to think better of it. */
export function DeleteAccount({ email, dueAt, zone }: Props) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const run = (deed: typeof askErasure | typeof withdrawErasure, said: string) =>
    start(async () => {
      setAsking(false);
      const answer = await deed({});
      setProblem(answer.ok ? null : answer.problem.message);
      if (answer.ok) await notify("success", said);
    });
  return (
    <div className="grid justify-items-start gap-4">
      {dueAt ? (
        <>
          <Alert variant="warning" className="w-full">
            <AlertTitle>
              Your account is deleted on <Time at={dueAt} zone={zone} named />
            </AlertTitle>
            <AlertDescription>Until then everything works as before, and you can keep it.</AlertDescription>
          </Alert>
          <Button aria-disabled={busy} aria-busy={busy} onClick={() => run(withdrawErasure, "Your account stays.")}>
            Keep my account
          </Button>
        </>
      ) : (
        <>
          <Consequences />
          <Button
            variant="outline"
            className="text-destructive-text"
            aria-disabled={busy}
            aria-busy={busy}
            onClick={() => setAsking(true)}
          >
            Delete my account
          </Button>
        </>
      )}
      {problem ? (
        <p role="alert" className="text-destructive-text">
          {problem}
        </p>
      ) : null}
      {asking ? (
        <ConfirmDialog
          title="Delete your account?"
          text={<Consequences />}
          verb="Delete in a fortnight"
          typed={email}
          tone="destructive"
          onConfirm={() => run(askErasure, "Your account is deleted in a fortnight.")}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}

function Consequences() {
  return (
    <ul className="grid list-disc gap-1 pl-5 text-muted-foreground">
      <li>In fourteen days your name, e-mail, picture and sessions are erased, and nobody can bring them back.</li>
      <li>You lose every role in every organization at that moment.</li>
      <li>Orders and entries in the books stay, without your name: the law asks for them.</li>
    </ul>
  );
}
