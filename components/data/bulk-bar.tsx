"use client";

import { X } from "lucide-react";
import dynamic from "next/dynamic";
import { useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import type { ListTotal } from "#lib/system/list";
import type { BulkAction, BulkSelection } from "./list-contract.tsx";

const ConfirmDialog = dynamic(() => import("./confirm-dialog.tsx"), { ssr: false });

export type BulkBarProps = {
  count: number;
  total: ListTotal;
  allMatching: boolean;
  /** Every row of the page is selected and more match on other pages. */
  offersAll: boolean;
  onAllMatching: () => void;
  onClear: () => void;
  selection: () => BulkSelection;
  actions: readonly BulkAction[];
};

/** What is selected and what can be done with it; it lies over the list's foot, so that no row moves. */
export function BulkBar(props: BulkBarProps) {
  const { count, total, allMatching, offersAll, onAllMatching, onClear, selection, actions } = props;
  const [asking, setAsking] = useState<BulkAction | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [running, start] = useTransition();
  const all =
    typeof total === "number" ? total.toLocaleString("en") : `more than ${total.atLeast.toLocaleString("en")}`;

  const run = (action: BulkAction) =>
    start(async () => {
      setProblem(null);
      const answer = await action.run?.(selection());
      if (!answer) return;
      if (!answer.ok) return setProblem(answer.problem.message);
      // What was refused stays readable until the selection is cleared; a toast would take it away.
      if (answer.value.refused) return setProblem(answer.value.message);
      await notify("success", answer.value.message);
      onClear();
    });
  return (
    <section
      aria-label="Selected rows"
      data-print="hide"
      className="sticky bottom-3 z-20 mx-auto mt-3 flex w-fit max-w-full animate-rise flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border bg-popover p-2 pl-4 text-popover-foreground shadow-lg"
    >
      <p className="figures font-medium" aria-live="polite">
        {allMatching ? `All ${all} selected` : `${count.toLocaleString("en")} selected`}
      </p>
      {offersAll && !allMatching ? (
        <Button variant="link" className="px-0" onClick={onAllMatching}>
          Select all {all} matching
        </Button>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        {actions.map((action) => (
          <Button
            key={action.label}
            variant={action.tone === "destructive" ? "destructive" : "outline"}
            disabled={running}
            onClick={() => {
              if (action.open) action.open(selection(), onClear);
              else if (action.confirm) setAsking(action);
              else run(action);
            }}
          >
            {action.label}
          </Button>
        ))}
        <Button variant="ghost" size="icon" onClick={onClear}>
          <X aria-hidden />
          <span className="sr-only">Clear the selection</span>
        </Button>
      </div>
      {problem ? (
        <p role="alert" className="w-full text-destructive-text">
          {problem}
        </p>
      ) : null}
      {asking?.confirm ? (
        <ConfirmDialog
          {...asking.confirm}
          tone={asking.tone}
          onConfirm={() => run(asking)}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </section>
  );
}
