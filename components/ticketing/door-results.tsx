"use client";

import { CircleCheck, CircleX, Clock, CloudOff, Copy, Undo2 } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { formatMoment } from "#lib/time";
import type { Shown } from "./door-queue.ts";

type Look = { title: string; icon: typeof Clock; tone: string };
const looks: Record<Shown["outcome"], Look> = {
  asking: { title: "Asking…", icon: Clock, tone: "bg-secondary text-secondary-foreground" },
  queued: { title: "Queued", icon: CloudOff, tone: "bg-warning-soft text-warning-text" },
  verified: { title: "Verified", icon: CircleCheck, tone: "bg-success-soft text-success-text" },
  repeated: { title: "Already in", icon: Copy, tone: "bg-destructive-soft text-destructive-text" },
  refused: { title: "Not valid here", icon: CircleX, tone: "bg-destructive-soft text-destructive-text" },
  undone: { title: "Undone", icon: Undo2, tone: "bg-secondary text-secondary-foreground" },
};

/** The last scan, large enough to be read at arm's length; the live region stays while what is in it changes. */
export function LastScan({ scan }: { scan: Shown | undefined }) {
  return (
    <div aria-live="assertive" aria-atomic className="min-h-24">
      {scan ? (
        <Verdict scan={scan} />
      ) : (
        <p className="rounded-xl border border-dashed p-6 text-center text-muted-foreground">
          Nothing was scanned here yet.
        </p>
      )}
    </div>
  );
}

function Verdict({ scan }: { scan: Shown }) {
  const { title, icon: Icon, tone } = looks[scan.outcome];
  return (
    <div data-outcome={scan.outcome} className={cn("flex items-start gap-4 rounded-xl p-4 sm:p-5", tone)}>
      <Icon aria-hidden className="mt-0.5 size-9 shrink-0" />
      <div className="min-w-0 break-words">
        <p className="font-semibold text-2xl leading-8">{title}</p>
        <p className="font-medium text-lg">{scan.label}</p>
        {scan.answer?.tier ? (
          <p>
            {scan.answer.tier}, order {scan.answer.order}
          </p>
        ) : null}
        <p>{scan.words}</p>
      </div>
    </div>
  );
}

type ListProps = { scans: readonly Shown[]; zone: string; undo: (scan: Shown) => Promise<string | null> };

/** What this device scanned, newest first, with the way back from a mistake. */
export function ScanList({ scans, zone, undo }: ListProps) {
  const [problem, setProblem] = useState<string | null>(null);
  if (scans.length === 0) return null;
  return (
    <section aria-labelledby="scans" className="grid gap-2">
      <h2 id="scans" className="font-semibold">
        Scans of this device
      </h2>
      {problem ? (
        <p role="alert" className="text-destructive-text">
          {problem}
        </p>
      ) : null}
      <ul className="divide-y rounded-lg border bg-card">
        {scans.map((scan) => {
          const { title, icon: Icon, tone } = looks[scan.outcome];
          return (
            <li key={scan.key} className="flex items-center gap-3 px-3 py-2.5">
              <span aria-hidden className={cn("grid size-8 shrink-0 place-content-center rounded-full", tone)}>
                <Icon className="size-4" />
              </span>
              <div className="min-w-0 grow break-words">
                <p className="font-medium">{scan.label}</p>
                <p className="text-[0.8125rem] text-muted-foreground">
                  {title} · {formatMoment(new Date(scan.scannedAt), zone)}
                  {scan.answer?.gate ? ` · ${scan.answer.gate}` : ""}
                </p>
              </div>
              {scan.outcome === "verified" ? (
                <Button
                  variant="outline"
                  size="sm"
                  aria-label={`Undo the scan of ${scan.label}`}
                  onClick={async () => setProblem(await undo(scan))}
                >
                  Undo
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
