"use client";

import { useState, useTransition } from "react";
import { Time } from "#components/data/time";
import { notify } from "#components/shell/notify";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { signOutElsewhere } from "#lib/users/actions";
import { browserOf } from "./browser-of.ts";

type Session = { id: string; since: Date; lastUsedAt: Date; userAgent: string; address: string | null; here: boolean };

/** Every browser in which this person is signed in; each other one can be signed out, or all at once. */
export function SessionList({ sessions, zone }: { sessions: readonly Session[]; zone: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const others = sessions.filter((session) => !session.here).length;
  const end = (id?: string) =>
    start(async () => {
      const answer = await signOutElsewhere(id ? { id } : {});
      setProblem(answer.ok ? null : answer.problem.message);
      if (answer.ok) await notify("success", "Signed out. It takes effect there at the next page.");
    });
  if (sessions.length === 0)
    return <p className="text-muted-foreground">Your sign-in provider keeps this list; it does not show it here.</p>;
  return (
    <div className="grid gap-4">
      <ul className="grid gap-3">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {browserOf(session.userAgent)}
                {session.here ? <Badge variant="success">This browser</Badge> : null}
              </p>
              <p className="text-[0.8125rem] text-muted-foreground">
                Since <Time at={session.since} zone={zone} named />
                {session.address ? `, from ${session.address}` : ""}
              </p>
            </div>
            {session.here ? null : (
              <Button variant="outline" size="sm" aria-disabled={busy} onClick={() => end(session.id)}>
                Sign out
                <span className="sr-only"> {browserOf(session.userAgent)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others > 0 ? (
        <Button
          variant="outline"
          className="justify-self-start"
          aria-disabled={busy}
          aria-busy={busy}
          onClick={() => end()}
        >
          Sign out everywhere else
        </Button>
      ) : (
        <p className="text-muted-foreground">You are signed in nowhere else.</p>
      )}
      {problem ? (
        <p role="alert" className="text-destructive-text">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

type Connected = { provider: string; email: string | null; since: Date };
const providers: Record<string, string> = { email: "E-mail and password", google: "Google" };

export function ConnectedList({ connected, zone }: { connected: readonly Connected[]; zone: string }) {
  if (connected.length === 0) return <p className="text-muted-foreground">E-mail and password.</p>;
  return (
    <ul className="grid gap-3">
      {connected.map((one) => (
        <li key={one.provider}>
          <p className="font-medium">{providers[one.provider] ?? one.provider}</p>
          <p className="break-words text-[0.8125rem] text-muted-foreground">
            {one.email ? `${one.email}, since ` : "Since "}
            <Time at={one.since} zone={zone} show="day" />
          </p>
        </li>
      ))}
    </ul>
  );
}
