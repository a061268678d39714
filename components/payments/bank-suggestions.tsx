"use client";

import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { Day } from "#components/data/time";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/kbd";
import { type MatchPart, partKinds } from "#lib/payments/bank/rules";
import type { WorkLine, WorkSuggestion } from "#lib/payments/bank/workbench";

type SuggestionProps = { line: WorkLine; currency: string; pending: boolean; onAccept?: (part: MatchPart) => void };

/** What a line may be, the likeliest first, each with its reasons. */
export function BankSuggestions({ line, currency, pending, onAccept }: SuggestionProps) {
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
