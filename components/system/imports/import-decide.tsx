"use client";

import { useState } from "react";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import type { Problem } from "#lib/errors";
import { commitImport, discardImport } from "#lib/system/actions/imports";

type Props = { importId: string; good: number; bad: number; mayCommit: boolean };

/** The last word: import it, whole or without what is wrong, or let it be. */
export function ImportDecide({ importId, good, bad, mayCommit }: Props) {
  const [mode, setMode] = useState<"all" | "skip">("all");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<{ ok: boolean; problem?: Problem }>) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const answer = await work();
    if (!answer.ok) setProblem(answer.problem ?? null);
    setBusy(false);
  };
  return (
    <div className="grid gap-4">
      {problem ? (
        <Alert variant="destructive" role="alert">
          <AlertTitle>{problem.message}</AlertTitle>
        </Alert>
      ) : null}
      {mayCommit && good > 0 ? (
        <fieldset className="grid gap-2">
          <legend className="mb-2 font-medium">How to import</legend>
          <Choice value="all" mode={mode} choose={setMode}>
            All or nothing{bad > 0 ? ": not possible while rows are wrong" : ""}
          </Choice>
          <Choice value="skip" mode={mode} choose={setMode}>
            Leave out what is wrong{bad > 0 ? ` (${bad.toLocaleString("en")})` : ""}
          </Choice>
        </fieldset>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {mayCommit && good > 0 ? (
          <Button onClick={() => act(() => commitImport({ importId, mode }))} aria-disabled={busy}>
            Import {good.toLocaleString("en")} {good === 1 ? "row" : "rows"}
          </Button>
        ) : null}
        <Button variant="outline" onClick={() => act(() => discardImport({ importId }))} aria-disabled={busy}>
          Discard
        </Button>
      </div>
    </div>
  );
}

type ChoiceProps = {
  value: "all" | "skip";
  mode: "all" | "skip";
  choose: (mode: "all" | "skip") => void;
  children: React.ReactNode;
};
function Choice({ value, mode, choose, children }: ChoiceProps) {
  return (
    <label className="flex min-h-8 items-center gap-2">
      <input
        type="radio"
        name="mode"
        className="size-4 accent-primary"
        checked={mode === value}
        onChange={() => choose(value)}
      />
      <span>{children}</span>
    </label>
  );
}
