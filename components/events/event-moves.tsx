"use client";

import dynamic from "next/dynamic";
import { useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import type { Answer } from "#lib/action";
import {
  archiveEvent,
  cancelEvent,
  completeEvent,
  postponeEvent,
  publishEvent,
  restoreEvent,
  startEvent,
} from "#lib/events/actions";

const ConfirmDialog = dynamic(() => import("#components/data/confirm-dialog"), { ssr: false });

type Act = (input: { id: string }) => Promise<Answer<unknown>>;
type Move = {
  verb: string;
  done: string;
  act: Act;
  /** Takes it back, for half a minute after. */
  undo?: Act;
  tone?: "destructive";
  main?: boolean;
  ask?: { title: string; text: string };
};

/** What each state that may follow is called on its button, and what it asks first. */
const moves: Record<string, Move> = {
  published: { verb: "Publish", done: "Published. Visitors can see it and buy.", act: publishEvent, main: true },
  live: { verb: "Open doors", done: "The event is live.", act: startEvent, main: true },
  completed: { verb: "Complete", done: "Completed.", act: completeEvent, main: true },
  archived: {
    verb: "Archive",
    done: "Archived. You find it under Archive in the list of events.",
    act: archiveEvent,
    undo: restoreEvent,
    ask: {
      title: "Archive this event?",
      text: "It leaves the everyday lists and its page for visitors, and is only looked at. You can bring it back.",
    },
  },
  restored: { verb: "Bring back from the archive", done: "It is back as it was.", act: restoreEvent },
  postponed: {
    verb: "Postpone",
    done: "Postponed. Sales have stopped.",
    act: postponeEvent,
    ask: {
      title: "Postpone this event?",
      text: "Sales stop at once; tickets stay good. Set a new date, then publish again.",
    },
  },
  cancelled: {
    verb: "Cancel event",
    done: "Cancelled. Sales have stopped.",
    act: cancelEvent,
    tone: "destructive",
    ask: {
      title: "Cancel this event?",
      text: "Sales stop at once and the page says so. It cannot be undone. Refunds are made afterwards, from its orders.",
    },
  },
};

/** The next steps that this person may take from here. */
export function EventMoves({ id, name, next }: { id: string; name: string; next: string[] }) {
  const [asking, setAsking] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const go = (state: string) =>
    start(async () => {
      const move = moves[state];
      const answer = await move?.act({ id });
      if (!answer) return;
      setProblem(answer.ok ? null : answer.problem.message);
      if (!answer.ok || !move) return;
      const undo = move.undo;
      const back = async () => {
        const undone = await undo?.({ id });
        if (undone)
          notify(undone.ok ? "success" : "error", undone.ok ? "It is back as it was." : undone.problem.message);
      };
      notify("success", move.done, undo ? { duration: 30_000, action: { label: "Undo", onClick: back } } : undefined);
    });
  const asked = asking ? moves[asking] : undefined;
  return (
    <>
      {next.map((state) => {
        const move = moves[state];
        if (!move) return null;
        return (
          <Button
            key={state}
            variant={move.main ? "default" : "outline"}
            className={move.tone ? "text-destructive-text" : undefined}
            aria-disabled={pending}
            onClick={() => (move.ask ? setAsking(state) : go(state))}
          >
            {move.verb}
          </Button>
        );
      })}
      {problem ? (
        <p role="alert" className="basis-full text-destructive-text">
          {problem}
        </p>
      ) : null}
      {asking && asked?.ask ? (
        <ConfirmDialog
          {...asked.ask}
          verb={asked.verb}
          tone={asked.tone}
          typed={asking === "cancelled" ? name : undefined}
          onConfirm={() => {
            setAsking(null);
            go(asking);
          }}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  );
}
