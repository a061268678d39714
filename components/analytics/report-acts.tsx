"use client";

import { Trash2 } from "lucide-react";
import { useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import type { Answer } from "#lib/action";
import { deleteReport, restoreReport, stopSchedule } from "#lib/analytics/actions";

/** Off the lists at once, and back with one click; after that from the reports that were removed. */
export function RemoveReport({ id, name }: { id: string; name: string }) {
  const undo = async () => {
    const answer = await restoreReport({ reportId: id });
    await notify(
      answer.ok ? "success" : "error",
      answer.ok ? "It is back, and so are its letters." : answer.problem.message,
    );
  };
  return (
    <Act
      label={`Remove “${name}”`}
      icon
      act={() => deleteReport({ reportId: id })}
      done={() =>
        notify("success", `Removed “${name}”.`, { duration: 30_000, action: { label: "Undo", onClick: undo } })
      }
    />
  );
}

export function RestoreReport({ id }: { id: string }) {
  return (
    <Act
      label="Bring back"
      act={() => restoreReport({ reportId: id })}
      done={() => notify("success", "It is back, and so are its letters.")}
    />
  );
}

export function StopLetters({ id }: { id: string }) {
  return (
    <Act
      label="Stop"
      act={() => stopSchedule({ scheduleId: id })}
      done={() => notify("success", "Those letters have stopped.")}
    />
  );
}

type Props = { label: string; icon?: boolean; act: () => Promise<Answer<unknown>>; done: () => Promise<void> };

function Act({ label, icon, act, done }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const press = () =>
    start(async () => {
      const answer = await act();
      setProblem(answer.ok ? null : answer.problem.message);
      if (answer.ok) await done();
    });
  return (
    <>
      <Button
        variant={icon ? "ghost" : "outline"}
        size={icon ? "icon-sm" : "sm"}
        aria-label={icon ? label : undefined}
        aria-disabled={pending}
        onClick={press}
      >
        {icon ? <Trash2 aria-hidden /> : label}
      </Button>
      {problem ? (
        <span role="alert" className="max-w-64 text-[0.8125rem] text-destructive-text">
          {problem}
        </span>
      ) : null}
    </>
  );
}
