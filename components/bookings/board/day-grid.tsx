"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { cn } from "#components/ui/cn";
import {
  at,
  type BoardBooking,
  type BoardResource,
  lanesOf,
  movable,
  placed,
  snapped,
} from "#lib/bookings/rules/board";
import { Block, clock } from "./block.tsx";
import type { GridProps } from "./board-contract.tsx";
import { RowHead } from "./row-head.tsx";

const lane = 3.625;
type Shown = { from: number; until: number };

/** A day from left to right, a row for each resource. What is light is working time; stripes are travel, set-up and clean-up. */
export function DayGrid(props: GridProps & { shown: Shown }) {
  const { window, resources, shown, now } = props;
  const hours = window.hours.filter((hour) => hour.until > shown.from && hour.from < shown.until);
  const line = placed(now, now + 1, shown);
  return (
    <section
      aria-label={`Day by resource, ${window.zone}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-lg border bg-card"
    >
      <div style={{ minWidth: `${9 + hours.length * 3.5}rem` }}>
        <div className="flex border-b bg-muted text-muted-foreground text-xs">
          <div className="sticky left-0 z-30 w-36 shrink-0 border-r bg-muted px-2 py-1.5">Resource</div>
          <div className="relative h-7 grow" aria-hidden>
            {hours.map((hour) => (
              <span
                key={hour.key}
                className="figures absolute top-1.5 pl-1"
                style={{ left: `${placed(hour.from, hour.until, shown)?.left ?? 0}%` }}
              >
                {hour.label}
              </span>
            ))}
          </div>
        </div>
        {resources.map((resource) => (
          <Row key={resource.id} {...props} resource={resource} hours={hours} line={line?.left} />
        ))}
      </div>
    </section>
  );
}

type RowProps = GridProps & {
  shown: Shown;
  resource: BoardResource;
  hours: { key: string; from: number; until: number }[];
  line?: number;
};

function Row({ resource, hours, line, shown, ...board }: RowProps) {
  const { window, bookings, ghost, handle, mayWrite, newAt } = board;
  const router = useRouter();
  const own = bookings.filter(({ resourceIds }) => resourceIds.includes(resource.id));
  const [lanes, count] = lanesOf(own);
  const height = `${Math.max(1, count) * lane}rem`;
  return (
    <div className="flex border-b last:border-b-0" data-resource={resource.id}>
      <RowHead resource={resource} place={board.placeOf(resource)} />
      <div className="relative grow overflow-hidden bg-muted" data-track style={{ height }}>
        {resource.shifts.map(([from, to]) => (
          <Box key={from} at={placed(from, to, shown)} className="bg-card" />
        ))}
        {hours.map((hour) => (
          <Box key={hour.key} at={placed(hour.from, hour.until, shown)} className="border-l" />
        ))}
        {resource.away.map(({ from, to, what, why }) => (
          <Box key={`${from} ${why}`} at={placed(from, to, shown)} className="board-away px-1.5 py-1 text-xs">
            <span className="rounded bg-card px-1 text-muted-foreground">
              {what === "off" ? "Time off" : "Busy"}
              {why ? `: ${why}` : ""}
            </span>
          </Box>
        ))}
        {mayWrite ? (
          <button
            type="button"
            aria-label={`New booking for ${resource.name}`}
            className="absolute inset-0 cursor-copy focus-visible:outline-2 focus-visible:-outline-offset-2"
            onClick={(click) => {
              const box = click.currentTarget.getBoundingClientRect();
              const share = (click.clientX - box.left) / box.width;
              const moment = shown.from + share * (shown.until - shown.from);
              router.push(newAt(resource, click.detail === 0 ? undefined : snapped(moment)) as Route);
            }}
          />
        ) : null}
        {own.map((booking, n) => (
          <Placed
            key={booking.id}
            booking={booking}
            resource={resource}
            shown={shown}
            zone={window.zone}
            top={(lanes[n] ?? 0) * lane}
            lifted={ghost?.booking.id === booking.id && ghost.from === resource.id}
            handlers={handle(booking, resource.id)}
          />
        ))}
        {ghost && ghost.to === resource.id ? <GhostBox ghost={ghost} shown={shown} zone={window.zone} /> : null}
        {line === undefined ? null : (
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 z-20 w-0.5 bg-destructive"
            style={{ left: `${line}%` }}
          />
        )}
      </div>
    </div>
  );
}

type PlacedProps = {
  booking: BoardBooking;
  resource: BoardResource;
  shown: Shown;
  zone: string;
  top: number;
  lifted: boolean;
  handlers: ReturnType<GridProps["handle"]>;
};

function Placed({ booking, resource, shown, zone, top, lifted, handlers }: PlacedProps) {
  const whole = placed(booking.takesFrom, booking.takesTo, shown);
  const core = placed(booking.startsAt, booking.endsAt, shown);
  const style = (box: { left: number; width: number }) => ({
    left: `${box.left}%`,
    width: `${box.width}%`,
    top: `${top + 0.1875}rem`,
    height: `${lane - 0.375}rem`,
  });
  return (
    <>
      {whole ? (
        <span
          aria-hidden
          className="board-buffer pointer-events-none absolute rounded-md border"
          style={style(whole)}
        />
      ) : null}
      {core ? (
        <Block
          booking={booking}
          zone={zone}
          color={resource.color}
          lifted={lifted}
          className={cn("absolute z-10", movable(booking) && "md:cursor-grab")}
          style={style(core)}
          handlers={handlers}
        />
      ) : null}
    </>
  );
}

function GhostBox({ ghost, shown, zone }: { ghost: NonNullable<GridProps["ghost"]>; shown: Shown; zone: string }) {
  const lasts = at(ghost.booking.endsAt) - at(ghost.booking.startsAt);
  const box = placed(ghost.startsAt, ghost.startsAt + lasts, shown);
  return (
    <Box
      at={box}
      className="z-20 m-0.5 rounded-md border-2 border-primary border-dashed bg-primary-soft px-1.5 text-xs"
    >
      <strong className="block truncate text-primary-text">{ghost.booking.name}</strong>
      <span className="figures text-primary-text">
        {clock(ghost.startsAt, zone)}–{clock(ghost.startsAt + lasts, zone)}
      </span>
    </Box>
  );
}

function Box({
  at: box,
  className,
  children,
}: {
  at: ReturnType<typeof placed>;
  className: string;
  children?: React.ReactNode;
}) {
  if (!box) return null;
  return (
    <div
      className={cn("pointer-events-none absolute inset-y-0 overflow-hidden", className)}
      style={{ left: `${box.left}%`, width: `${box.width}%` }}
    >
      {children}
    </div>
  );
}
