"use client";

import { ArrowLeft } from "lucide-react";
import { useEffect, useRef, useState, useTransition } from "react";
import { BankLineList } from "#components/payments/bank-line-list";
import { BankLinePanel } from "#components/payments/bank-line-panel";
import { notify } from "#components/shell/notify";
import { isFreeKey, singleKeysOn } from "#components/shell/shortcuts";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import type { Problem } from "#lib/errors";
import { acceptCertain, matchBankLines, undoBankMatch } from "#lib/payments/actions/bank";
import type { MatchPart } from "#lib/payments/bank/rules";
import type { Workbench } from "#lib/payments/bank/workbench";

export type BankWorkbenchProps = {
  bankAccountId: string;
  currency: string;
  work: Workbench;
  accounts: readonly { code: string; name: string }[];
  mayMatch: boolean;
  mayWriteOff: boolean;
};
export type PanelMode = "suggestions" | "account" | "split" | "write_off";

/** Lines of the bank on the left, what explains the chosen one on the right; every step has a key. */
export function BankWorkbench(props: BankWorkbenchProps) {
  const { bankAccountId, work, mayMatch, mayWriteOff } = props;
  const [chosen, setChosen] = useState<string | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [mode, setMode] = useState<PanelMode>("suggestions");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [lastAct, setLastAct] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const found = work.lines.findIndex(({ id }) => id === chosen);
  const at = found < 0 ? 0 : found;
  const line = work.lines[at];
  const several = work.lines.filter(({ id }) => picked.has(id));

  const choose = (id: string | null) => {
    setChosen(id);
    setMode("suggestions");
    setProblem(null);
  };
  const match = (lineIds: string[], parts: MatchPart[]) =>
    start(async () => {
      const answer = await matchBankLines({ bankAccountId, key: crypto.randomUUID(), lineIds, parts });
      setProblem(answer.ok ? null : answer.problem);
      if (!answer.ok) return;
      if (answer.value.requestId) notify("info", "A second person was asked. The line stays open until then.");
      else {
        setLastAct(answer.value.actId ?? null);
        notify("success", "Matched. Press U to undo.");
      }
      setPicked(new Set());
      setMode("suggestions");
      // The line may leave the list; the next one takes its place.
      const next = work.lines[at + 1] ?? work.lines[at - 1];
      if (chosen !== null && !answer.value.requestId) setChosen(next && window.innerWidth >= 1024 ? next.id : null);
    });
  const undo = (actId: string) =>
    start(async () => {
      const answer = await undoBankMatch({ actId });
      setProblem(answer.ok ? null : answer.problem);
      if (!answer.ok) return;
      setLastAct(null);
      notify("success", "Undone: the line is open again.");
    });
  const accept = () => {
    const first = line?.suggestions[0];
    if (line && first && mayMatch) match([line.id], [first.part]);
  };
  const acceptAll = () =>
    start(async () => {
      const answer = await acceptCertain({ bankAccountId });
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) notify("success", `${answer.value.accepted} matched. ${answer.value.open} are left for you.`);
    });

  const act = (key: string): boolean => {
    const next = work.lines[key === "j" ? at + (chosen ? 1 : 0) : at - 1];
    if (key === "j" || key === "k") {
      if (next) choose(next.id);
      return true;
    }
    if (!mayMatch || pending || !line) return false;
    const isOpen = line.openMinor !== "0";
    if (key === "Enter" && isOpen) accept();
    else if (key === "s" && isOpen) setMode("split");
    else if (key === "w" && isOpen && mayWriteOff) setMode("write_off");
    else if (key === "x" && isOpen) setPicked(toggled(picked, line.id));
    else if (key === "u" && (line.matches[0] || lastAct)) undo(line.matches[0]?.actId ?? lastAct ?? "");
    else return false;
    return true;
  };
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!["j", "k", "Enter", "s", "w", "x", "u"].includes(event.key) || !isFreeKey(event)) return;
      const target = event.target instanceof Element ? event.target : null;
      // Enter on a button or link is that button's.
      if (event.key === "Enter" ? target?.closest("button:not([data-line]), a, summary") : !singleKeysOn()) return;
      if (latest.current(event.key)) event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className={chosen ? "grid gap-3 max-lg:hidden" : "grid gap-3"}>
        {mayMatch && work.certain > 0 ? (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Button aria-disabled={pending} onClick={acceptAll}>
              Accept all {work.certain} certain
            </Button>
            <span className="text-muted-foreground">
              of {work.looked.most ? `the oldest ${work.looked.open.toLocaleString("en")}` : work.looked.open} open
              {work.looked.hidden > 0 ? `, ${work.looked.hidden.toLocaleString("en")} of them not shown here` : ""}
            </span>
          </div>
        ) : null}
        <BankLineList
          lines={work.lines}
          currency={props.currency}
          chosen={line?.id ?? null}
          picked={picked}
          onChoose={choose}
          onPick={mayMatch ? (id) => setPicked(toggled(picked, id)) : undefined}
        />
        {work.more ? <p className="text-muted-foreground">More lines match. Narrow the filter to see them.</p> : null}
      </div>
      <div className={chosen ? "grid gap-3" : "grid gap-3 max-lg:hidden"}>
        <Button variant="ghost" className="justify-self-start lg:hidden" onClick={() => choose(null)}>
          <ArrowLeft aria-hidden /> All lines
        </Button>
        {problem ? (
          <Alert variant="destructive" role="alert">
            <AlertTitle>{problem.message}</AlertTitle>
          </Alert>
        ) : null}
        {line ? (
          <BankLinePanel
            key={`${line.id} ${mode} ${line.openMinor}`}
            {...props}
            line={line}
            several={several.length > 1 ? several : []}
            mode={mode}
            pending={pending}
            onMode={setMode}
            onMatch={match}
            onUndo={undo}
          />
        ) : null}
      </div>
    </div>
  );
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
