"use client";

import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/kbd";
import { partKinds } from "#lib/payments/bank/rules";
import type { WorkMatch } from "#lib/payments/bank/workbench";

type MatchesProps = {
  matches: readonly WorkMatch[];
  currency: string;
  pending: boolean;
  onUndo?: (actId: string) => void;
};

/** What explains a line already, act by act, each of which can be undone. */
export function BankMatches({ matches, currency, pending, onUndo }: MatchesProps) {
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
