"use client";

import { Money } from "#components/data/money";
import { Day } from "#components/data/time";
import { BankMatches } from "#components/payments/bank-matches";
import { BankPartsForm } from "#components/payments/bank-parts-form";
import { BankSuggestions } from "#components/payments/bank-suggestions";
import type { BankWorkbenchProps, PanelMode } from "#components/payments/bank-workbench";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Kbd } from "#components/ui/kbd";
import type { MatchPart } from "#lib/payments/bank/rules";
import { partOf, type WorkLine } from "#lib/payments/bank/workbench";

type Props = BankWorkbenchProps & {
  line: WorkLine;
  /** More than one chosen line: they are explained by one thing. */
  several: readonly WorkLine[];
  mode: PanelMode;
  pending: boolean;
  onMode: (mode: PanelMode) => void;
  onMatch: (lineIds: string[], parts: MatchPart[]) => void;
  onUndo: (actId: string) => void;
};

/** The chosen line: what the bank wrote, what explains it already, and what may explain the rest. */
export function BankLinePanel(props: Props) {
  const { line, several, currency, mode, pending, mayMatch, mayWriteOff, onMode, onMatch, onUndo } = props;
  const open = line.openMinor !== "0";
  return (
    <Card className="lg:sticky lg:top-4">
      <CardHeader>
        <div className="grid min-w-0 gap-0.5">
          <CardTitle className="break-words">{line.counterparty || line.text || "No words"}</CardTitle>
          <p className="text-[0.8125rem] text-muted-foreground">
            <Day day={line.bookedOn} />
            {line.reference ? ` · reference ${line.reference}` : ""}
          </p>
        </div>
        <Money minor={line.amountMinor} currency={currency} signed className="font-semibold text-lg" />
      </CardHeader>
      <CardContent className="grid gap-4">
        {line.counterparty && line.text ? <p className="break-words">{line.text}</p> : null}
        {line.matches.length > 0 ? (
          <BankMatches
            matches={line.matches}
            currency={currency}
            pending={pending}
            onUndo={mayMatch ? onUndo : undefined}
          />
        ) : null}
        {several.length > 1 ? (
          <Together {...props} />
        ) : open && mode === "suggestions" ? (
          <BankSuggestions
            line={line}
            currency={currency}
            pending={pending}
            onAccept={mayMatch ? (part) => onMatch([line.id], [part]) : undefined}
          />
        ) : null}
        {open && mode !== "suggestions" && several.length < 2 ? (
          <BankPartsForm
            {...props}
            onCancel={() => onMode("suggestions")}
            onSend={(parts) => onMatch([line.id], parts)}
          />
        ) : null}
        {open && mayMatch && mode === "suggestions" && several.length < 2 ? (
          <div className="flex flex-wrap gap-2">
            <Button variant="outline" onClick={() => onMode("account")}>
              Choose an account
            </Button>
            <Button variant="outline" onClick={() => onMode("split")}>
              Split <Kbd className="max-lg:hidden">S</Kbd>
            </Button>
            {mayWriteOff ? (
              <Button variant="outline" onClick={() => onMode("write_off")}>
                Write off <Kbd className="max-lg:hidden">W</Kbd>
              </Button>
            ) : null}
          </div>
        ) : null}
      </CardContent>
    </Card>
  );
}

/** Several lines that are one thing: a payout in two transfers, an invoice paid in parts. */
function Together({ several, work, currency, pending, onMatch }: Props) {
  const total = several.reduce((sum, line) => sum + BigInt(line.openMinor), 0n);
  const fitting = work.candidates.filter(({ openMinor }) => {
    const open = BigInt(openMinor);
    return open > 0n === total > 0n && (open > 0n ? open >= total : open <= total);
  });
  return (
    <section className="grid gap-2">
      <h3 className="font-medium">
        {several.length} lines, <Money minor={total} currency={currency} signed />
      </h3>
      {fitting.length === 0 ? (
        <p className="text-muted-foreground">Nothing we know is as much as these lines together.</p>
      ) : null}
      <ul className="grid gap-2">
        {fitting.slice(0, 8).map((one) => (
          <li key={one.key} className="flex flex-wrap items-center justify-between gap-2 rounded-md border p-3">
            <span className="min-w-0 break-words">
              {one.label} <Money minor={one.openMinor} currency={currency} signed className="text-muted-foreground" />
            </span>
            <Button
              size="sm"
              aria-disabled={pending}
              onClick={() =>
                onMatch(
                  several.map(({ id }) => id),
                  [partOf(one, String(total))],
                )
              }
            >
              Match together
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
