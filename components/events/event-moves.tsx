"use client";

import dynamic from "next/dynamic";
import { useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { archiveEvent, cancelEvent, completeEvent, postponeEvent, publishEvent, startEvent } from "#lib/events/actions";

const ConfirmDialog = dynamic(() => import("#components/data/confirm-dialog"), { ssr: false });

type Move = {
  verb: string;
  done: string;
  act: typeof publishEvent;
  tone?: "destructive";
  main?: boolean;
  ask?: { title: string; text: string };
};

/** What each state that may follow is called on its button, and what it asks first. */
const moves: Record<string, Move> = {
  published: { verb: "Publish", done: "Published. Visitors can see it and buy.", act: publishEvent, main: true },
  live: { verb: "Open doors", done: "The event is live.", act: startEvent, main: true },
  completed: { verb: "Complete", done: "Completed.", act: completeEvent, main: true },
  archived: { verb: "Archive", done: "Archived.", act: archiveEvent },
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
      if (answer.ok) notify("success", move?.done ?? "");
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
