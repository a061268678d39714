"use client";

import { CircleCheck, CircleX, RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Time } from "#components/data/time";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { proofWords } from "#lib/payments/proof";

export type ProofProps = {
  checks: readonly { check: string; ok: boolean; detail: string }[];
  at: Date;
  zone: string;
};

/** Checks that have more to say than that they passed. */
const telling = new Set(["currencies", "chain"]);

/** Whether the book is true, line by line, as of this moment; asked again at a click. */
export function Proof({ checks, at, zone }: ProofProps) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const failed = checks.filter(({ ok }) => !ok).length;
  return (
    <Card>
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle>{failed === 0 ? "The book proves true" : `${failed} of ${checks.length} checks failed`}</CardTitle>
          <CardDescription aria-live="polite">
            {pending ? (
              "Going through every entry…"
            ) : (
              <>
                Every entry was gone through on <Time at={at} zone={zone} named />
              </>
            )}
          </CardDescription>
        </div>
        <Button
          variant="outline"
          data-print="hide"
          aria-disabled={pending}
          onClick={() => start(() => router.refresh())}
        >
          <RotateCw aria-hidden className={pending ? "animate-spin" : undefined} /> Verify now
        </Button>
      </CardHeader>
      <CardContent>
        <ul className="grid gap-2.5">
          {checks.map(({ check, ok, detail }) => {
            const Icon = ok ? CircleCheck : CircleX;
            return (
              <li key={check} className="flex items-start gap-2.5">
                <Icon
                  aria-hidden
                  className={`mt-0.5 size-4 shrink-0 ${ok ? "text-success-text" : "text-destructive-text"}`}
                />
                <div className="min-w-0">
                  <p className="font-medium">
                    {proofWords[check] ?? check}
                    <span className={ok ? "sr-only" : "font-normal text-destructive-text"}>
                      {" "}
                      {ok ? "ok" : "failed"}
                    </span>
                  </p>
                  {ok && !telling.has(check) ? null : (
                    <p className="break-words text-[0.8125rem] text-muted-foreground first-letter:uppercase">
                      {detail}
                    </p>
                  )}
                </div>
              </li>
            );
          })}
        </ul>
      </CardContent>
    </Card>
  );
}
