"use client";

import { Plus } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { at, type BoardResource, placed } from "#lib/bookings/rules/board";
import { formatDay } from "#lib/time";
import { blockTones, clock, stateWords } from "./block.tsx";
import type { GridProps } from "./board-contract.tsx";

/** The same as a list below each resource: for a phone, and for paper. */
export function Agenda({ window, resources, bookings, handle, mayWrite, newAt, placeOf, now }: GridProps) {
  return (
    <div className="grid gap-4">
      {resources.map((resource) => {
        const own = bookings.filter(({ resourceIds }) => resourceIds.includes(resource.id));
        return (
          <section key={resource.id} aria-label={resource.name} className="rounded-lg border bg-card">
            <div className="flex items-center gap-2 border-b px-3 py-2">
              <span aria-hidden className="size-2.5 rounded-full" style={{ background: resource.color }} />
              <div className="min-w-0 grow">
                <h2 className="break-words font-semibold text-sm">{resource.name}</h2>
                <p className="text-muted-foreground text-xs">
                  {[placeOf(resource), hoursOf(resource, window)].filter(Boolean).join(" · ")}
                </p>
              </div>
              {mayWrite ? (
                <Button asChild variant="outline" size="icon" className="print:hidden">
                  <Link href={newAt(resource) as Route} aria-label={`New booking for ${resource.name}`}>
                    <Plus aria-hidden />
                  </Link>
                </Button>
              ) : null}
            </div>
            {own.length === 0 ? (
              <p className="px-3 py-3 text-muted-foreground">Nothing booked.</p>
            ) : (
              <ol className="divide-y">
                {own.map((booking) => (
                  <li key={booking.id}>
                    <button
                      type="button"
                      className="grid w-full grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3 px-3 py-2.5 text-left hover:bg-accent"
                      onClick={handle(booking, resource.id).onClick}
                    >
                      <span className="figures text-sm">
                        {window.view === "day" ? null : (
                          <span className="block text-muted-foreground text-xs">
                            {formatDay(new Date(booking.startsAt), window.zone).replace(/, \d{4}$/, "")}
                          </span>
                        )}
                        {clock(booking.startsAt, window.zone)}
                        <span className="block text-muted-foreground text-xs">
                          to {clock(booking.endsAt, window.zone)}
                        </span>
                      </span>
                      <span className="min-w-0">
                        <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
                          <span className="sr-only">{booking.number}, </span>
                          <strong className="break-words">{booking.name}</strong>
                          <span className={`rounded border px-1.5 text-xs ${blockTones[booking.state]}`}>
                            {stateWords(booking, window.zone)}
                          </span>
                          {at(booking.startsAt) <= now && now < at(booking.endsAt) ? (
                            <span className="rounded bg-destructive px-1.5 text-destructive-foreground text-xs">
                              now
                            </span>
                          ) : null}
                        </span>
                        <span className="block break-words text-muted-foreground text-xs">
                          {[booking.service, `${booking.guests} guests`, booking.address].filter(Boolean).join(" · ")}
                        </span>
                      </span>
                    </button>
                  </li>
                ))}
              </ol>
            )}
          </section>
        );
      })}
    </div>
  );
}

/** "10:00–22:00", and why somebody is not there. */
function hoursOf({ shifts, away }: BoardResource, { view, days, zone }: GridProps["window"]): string {
  if (view !== "day") return `${shifts.length === 0 ? "Does not work" : "Works"} in these ${days.length} days`;
  const day = days[0] ?? { from: 0, until: 1 };
  const works = shifts
    .filter(([from, to]) => placed(from, to, day))
    .map(([from, to]) => `${clock(from, zone)}–${clock(to, zone)}`);
  const off = away.map(
    ({ from, to, what, why }) =>
      `${what === "off" ? "time off" : "busy"} ${clock(from, zone)}–${clock(to, zone)}${why ? ` (${why})` : ""}`,
  );
  return [works.length > 0 ? works.join(", ") : "Does not work", ...off].join(" · ");
}
