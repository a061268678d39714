"use client";

import { CircleCheck } from "lucide-react";
import { useEffect, useRef } from "react";
import { Money } from "#components/data/money";
import { Day } from "#components/data/time";
import { Badge } from "#components/ui/badge";
import { Checkbox } from "#components/ui/checkbox";
import { cn } from "#components/ui/cn";
import type { WorkLine } from "#lib/payments/bank/workbench";

type Props = {
  lines: readonly WorkLine[];
  currency: string;
  chosen: string | null;
  picked: ReadonlySet<string>;
  onChoose: (id: string) => void;
  onPick?: (id: string) => void;
};

/** The lines of the bank; the chosen one stays in sight. */
export function BankLineList({ lines, currency, chosen, picked, onChoose, onPick }: Props) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (chosen) list.current?.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <ul
      ref={list}
      aria-label="Statement lines"
      className="divide-y overflow-hidden rounded-lg border bg-card shadow-xs"
    >
      {lines.map((line) => (
        <li key={line.id} className={cn("flex items-stretch", line.id === chosen && "bg-primary-soft/60")}>
          {onPick && line.openMinor !== "0" ? (
            <span className="grid shrink-0 place-items-center pr-2 pl-3">
              <Checkbox
                aria-label={`Choose ${line.counterparty || line.text}`}
                checked={picked.has(line.id)}
                onCheckedChange={() => onPick(line.id)}
              />
            </span>
          ) : (
            <span className="grid w-9 shrink-0 place-items-center pr-2 pl-3 text-success-text">
              {line.openMinor === "0" ? <CircleCheck aria-label="Explained" role="img" className="size-4" /> : null}
            </span>
          )}
          <button
            type="button"
            data-line
            aria-current={line.id === chosen}
            onClick={() => onChoose(line.id)}
            className="grid min-w-0 grow grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 py-2.5 pr-3 pl-1 text-left -outline-offset-2 hover:bg-accent/60"
          >
            <span className="truncate font-medium">{line.counterparty || line.text || "No words"}</span>
            <Money minor={line.amountMinor} currency={currency} signed className="text-right font-medium" />
            <span className="truncate text-[0.8125rem] text-muted-foreground">
              <Day day={line.bookedOn} />
              {line.counterparty && line.text ? ` · ${line.text}` : ""}
            </span>
            <span className="justify-self-end">
              <LineState line={line} currency={currency} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function LineState({ line, currency }: { line: WorkLine; currency: string }) {
  const [first] = line.suggestions;
  if (line.openMinor === "0") return <span className="text-muted-foreground text-xs">Explained</span>;
  if (line.matches.length > 0)
    return (
      <Badge variant="warning">
        <Money minor={line.openMinor} currency={currency} /> left
      </Badge>
    );
  if (first?.certain) return <Badge variant="success">Certain</Badge>;
  return first ? <Badge variant="info">Suggestion</Badge> : <Badge>Open</Badge>;
}
