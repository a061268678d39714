"use client";

import type { Route } from "next";
import Link from "next/link";
import { cn } from "#components/ui/cn";
import { at, type BoardResource, type BoardSpan, placed } from "#lib/bookings/rules/board";
import { Block, clock } from "./block.tsx";
import type { GridProps } from "./board-contract.tsx";
import { RowHead } from "./row-head.tsx";

/** A week or a month: a column for each day. A week names its bookings, a month counts them. */
export function SpanGrid({ dayHref, ...props }: GridProps & { dayHref: (day: string) => string }) {
  const { window, resources, today } = props;
  const wide = window.view === "week" ? 7.25 : 1.65;
  return (
    <section
      aria-label={window.view === "week" ? "Week by resource" : "Month by resource"}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-lg border bg-card"
    >
      <div style={{ minWidth: `${9 + window.days.length * wide}rem` }}>
        <div className="flex border-b bg-muted text-xs">
          <div className="sticky left-0 z-30 w-36 shrink-0 border-r bg-muted px-2 py-1.5 text-muted-foreground">
            Resource
          </div>
          {window.days.map((day) => (
            <Link
              key={day.key}
              href={dayHref(day.key) as Route}
              aria-current={day.key === today ? "date" : undefined}
              aria-label={`${day.label}: show this day`}
              className={cn(
                "figures grid min-h-7 flex-1 basis-0 place-content-center border-l px-1 py-1.5 text-center first:border-l-0 hover:underline",
                day.key === today ? "bg-primary-soft font-semibold text-primary-text" : "text-muted-foreground",
              )}
            >
              {window.view === "week" ? day.label : day.key.slice(8)}
            </Link>
          ))}
        </div>
        {resources.map((resource) => (
          <div key={resource.id} className="flex border-b last:border-b-0" data-resource={resource.id}>
            <RowHead resource={resource} place={props.placeOf(resource)} />
            {window.days.map((day) => (
              <Cell key={day.key} {...props} resource={resource} day={day} href={dayHref(day.key)} />
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}

type CellProps = GridProps & { resource: BoardResource; day: BoardSpan; href: string };

function Cell({ resource, day, href, ...board }: CellProps) {
  const { window, bookings, ghost, handle, mayWrite, newAt } = board;
  const own = bookings.filter(
    ({ resourceIds, startsAt }) =>
      resourceIds.includes(resource.id) && at(startsAt) >= day.from && at(startsAt) < day.until,
  );
  const works = resource.shifts.some(([from, to]) => placed(from, to, day));
  const opens = Math.max(day.from, at(resource.shifts.find(([from, to]) => placed(from, to, day))?.[0] ?? day.from));
  const away = resource.away.find(({ from, to }) => placed(from, to, day));
  const here = ghost && ghost.to === resource.id && ghost.startsAt >= day.from && ghost.startsAt < day.until;
  if (window.view === "month")
    return (
      <Link
        href={href as Route}
        aria-label={`${resource.name}, ${day.label}: ${own.length} bookings${away ? ", time off" : works ? "" : ", does not work"}`}
        className={cn(
          "figures grid min-h-10 flex-1 basis-0 place-content-center border-l text-xs first:border-l-0 hover:bg-accent",
          works ? "bg-card" : "bg-muted",
          away && "board-away",
        )}
      >
        {own.length > 0 ? (
          <span className="grid size-6 place-content-center rounded-full bg-info-soft font-semibold text-info-text">
            {own.length}
          </span>
        ) : null}
      </Link>
    );
  return (
    <div
      data-day={day.key}
      className={cn(
        "grid flex-1 basis-0 content-start gap-1 overflow-hidden border-l p-1",
        works ? "bg-card" : "bg-muted",
      )}
    >
      {away ? (
        <span className="truncate rounded bg-secondary px-1 text-muted-foreground text-xs">
          {away.what === "off" ? "Time off" : "Busy"}
          {away.why ? `: ${away.why}` : ""}
        </span>
      ) : null}
      {own.map((booking) => (
        <Block
          key={booking.id}
          brief
          booking={booking}
          zone={window.zone}
          color={resource.color}
          lifted={ghost?.booking.id === booking.id && ghost.from === resource.id}
          handlers={handle(booking, resource.id)}
        />
      ))}
      {here && ghost ? (
        <span className="truncate rounded-md border-2 border-primary border-dashed bg-primary-soft px-1.5 text-primary-text text-xs">
          {clock(ghost.startsAt, window.zone)} {ghost.booking.name}
        </span>
      ) : null}
      {mayWrite ? (
        <Link
          href={newAt(resource, opens) as Route}
          aria-label={`New booking for ${resource.name}, ${day.label}`}
          className="grid min-h-6 place-content-center rounded text-muted-foreground hover:bg-accent"
        >
          +
        </Link>
      ) : null}
    </div>
  );
}
