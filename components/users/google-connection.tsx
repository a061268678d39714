"use client";

import { useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { connectGoogle, disconnectGoogle } from "#lib/users/actions";

/** Google as a further way in, or no longer; shown only where it is configured. */
export function GoogleConnection({ connected }: { connected: boolean }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const connect = () =>
    start(async () => {
      const answer = await connectGoogle({});
      if (!answer.ok) return setProblem(answer.problem.message);
      window.location.assign(answer.value.url);
    });
  const disconnect = () =>
    start(async () => {
      const answer = await disconnectGoogle({});
      if (!answer.ok) return setProblem(answer.problem.message);
      await notify("success", "Google is disconnected.");
    });
  return (
    <div className="mt-4 grid gap-2">
      {connected ? (
        <Button
          variant="outline"
          className="justify-self-start"
          aria-disabled={busy}
          aria-busy={busy}
          onClick={disconnect}
        >
          Disconnect Google
        </Button>
      ) : (
        <Button
          variant="outline"
          className="justify-self-start"
          aria-disabled={busy}
          aria-busy={busy}
          onClick={connect}
        >
          Connect Google
        </Button>
      )}
      {problem ? (
        <p role="alert" className="text-destructive-text">
          {problem}
        </p>
      ) : null}
    </div>
  );
}
