"use client";

import { useEffect, useState } from "react";
import { asksForQuiet, choiceAt, choose, countVisit, type VisitedPage } from "#lib/analytics/visit-log";

/**
 * Asks a visitor, once and at the foot of the page, whether they may be counted, and counts them when they agreed. It
 * takes its place before the script runs, so that nothing moves.
 */
export function Visits(page: VisitedPage & { seller: string }) {
  const { seller, ...visited } = page;
  const [choice, setChoice] = useState<string | null | undefined>(undefined);
  const { org, page: kind, event, station } = visited;

  useEffect(() => setChoice(asksForQuiet() ? undefined : choiceAt(org)), [org]);
  useEffect(() => {
    if (choice && choice !== "no") return countVisit({ org, page: kind, event, station }, choice);
  }, [choice, org, kind, event, station]);

  const answer = (agreed: boolean) => {
    choose(visited, agreed);
    setChoice(choiceAt(org));
  };
  const counted = choice && choice !== "no";
  return (
    <section
      aria-label="Counting visits"
      data-print="hide"
      className="needs-script mx-auto min-h-16 w-full max-w-5xl px-4 pb-4 text-muted-foreground text-sm sm:px-6"
    >
      {choice === undefined ? null : choice === null ? (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span>May {seller} count your visit, without your name or address, to see which pages help?</span>
          <span className="flex gap-4">
            <button type="button" className={plain} onClick={() => answer(true)}>
              Count my visit
            </button>
            <button type="button" className={plain} onClick={() => answer(false)}>
              Do not count me
            </button>
          </span>
        </p>
      ) : (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span role="status">{counted ? `${seller} counts your visits.` : "Your visits are not counted."}</span>
          <button type="button" className={plain} onClick={() => answer(!counted)}>
            {counted ? "Stop counting me" : "Count me after all"}
          </button>
        </p>
      )}
    </section>
  );
}

const plain = "min-h-8 cursor-pointer rounded-sm text-primary-text underline underline-offset-4 hover:no-underline";
