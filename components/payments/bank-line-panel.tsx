"use client";

import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { Day } from "#components/data/time";
import { BankPartsForm } from "#components/payments/bank-parts-form";
import type { BankWorkbenchProps, PanelMode } from "#components/payments/bank-workbench";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Kbd } from "#components/ui/kbd";
import { type MatchPart, partKinds } from "#lib/payments/bank/rules";
import { partOf, type WorkLine, type WorkMatch, type WorkSuggestion } from "#lib/payments/bank/workbench";

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
          <Matches
            matches={line.matches}
            currency={currency}
            pending={pending}
            onUndo={mayMatch ? onUndo : undefined}
          />
        ) : null}
        {several.length > 1 ? (
          <Together {...props} />
        ) : open && mode === "suggestions" ? (
          <Suggestions
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

type SuggestionProps = { line: WorkLine; currency: string; pending: boolean; onAccept?: (part: MatchPart) => void };

function Suggestions({ line, currency, pending, onAccept }: SuggestionProps) {
  if (line.suggestions.length === 0)
    return (
      <p className="text-muted-foreground">
        Nothing we know looks like this line. Choose an account for it, or split it over what it is.
      </p>
    );
  return (
    <section className="grid gap-2">
      <h3 className="font-medium text-[0.8125rem] text-muted-foreground">What this may be</h3>
      <ul className="grid gap-2">
        {line.suggestions.map((one, index) => (
          <Suggested
            key={one.key}
            one={one}
            first={index === 0}
            currency={currency}
            pending={pending}
            onAccept={onAccept}
          />
        ))}
      </ul>
    </section>
  );
}

type SuggestedProps = {
  one: WorkSuggestion;
  first: boolean;
  currency: string;
  pending: boolean;
  onAccept?: (part: MatchPart) => void;
};

function Suggested({ one, first, currency, pending, onAccept }: SuggestedProps) {
  return (
    <li className="grid gap-2 rounded-md border p-3">
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <span className="min-w-0 break-words font-medium">
          {one.href ? (
            <Link href={one.href as Route} prefetch={false} className="underline-offset-4 hover:underline">
              {one.label}
            </Link>
          ) : (
            one.label
          )}
          <span className="block font-normal text-[0.8125rem] text-muted-foreground">
            {partKinds[one.kind]}
            {one.on ? (
              <>
                {" · "}
                <Day day={one.on} />
              </>
            ) : null}
          </span>
        </span>
        <Money minor={one.openMinor} currency={currency} signed />
      </div>
      <ul className="flex flex-wrap gap-1.5" aria-label="Why">
        {one.certain ? (
          <li>
            <Badge variant="success">Certain</Badge>
          </li>
        ) : null}
        {one.reasons.map((reason) => (
          <li key={reason} className="max-w-full">
            <Badge variant="outline" className="h-auto max-w-full whitespace-normal break-all py-0.5 text-left">
              {reason}
            </Badge>
          </li>
        ))}
      </ul>
      {onAccept ? (
        <Button
          variant={first ? "default" : "outline"}
          size="sm"
          className="justify-self-start"
          aria-disabled={pending}
          onClick={() => onAccept(one.part)}
        >
          Accept {first ? <Kbd className="border-0 bg-transparent text-inherit max-lg:hidden">⏎</Kbd> : null}
        </Button>
      ) : null}
    </li>
  );
}

type MatchesProps = {
  matches: readonly WorkMatch[];
  currency: string;
  pending: boolean;
  onUndo?: (actId: string) => void;
};

function Matches({ matches, currency, pending, onUndo }: MatchesProps) {
  const acts = [...new Set(matches.map(({ actId }) => actId))];
  return (
    <section className="grid gap-2">
      <h3 className="font-medium text-[0.8125rem] text-muted-foreground">Explained by</h3>
      {acts.map((actId) => (
        <div
          key={actId}
          className="flex flex-wrap items-start justify-between gap-2 rounded-md border bg-secondary/40 p-3"
        >
          <ul className="grid min-w-0 grow gap-1">
            {matches
              .filter((one) => one.actId === actId)
              .map((one) => (
                <li key={`${one.href} ${one.amountMinor}`} className="flex flex-wrap justify-between gap-x-3">
                  <Link
                    href={one.href as Route}
                    prefetch={false}
                    className="min-w-0 break-words underline underline-offset-4"
                  >
                    {one.label}
                  </Link>
                  <Money minor={one.amountMinor} currency={currency} signed />
                  <span className="w-full text-[0.8125rem] text-muted-foreground">
                    {partKinds[one.kind]} · {one.person ?? "Somebody who has left"}
                    {one.reasons.length > 0 ? ` · ${one.reasons.join(", ")}` : ""}
                  </span>
                </li>
              ))}
          </ul>
          {onUndo ? (
            <Button variant="outline" size="sm" aria-disabled={pending} onClick={() => onUndo(actId)}>
              Undo <Kbd className="max-lg:hidden">U</Kbd>
            </Button>
          ) : null}
        </div>
      ))}
    </section>
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
