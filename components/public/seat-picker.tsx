"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { cn } from "#components/ui/cn";
import type { SeatMap } from "#lib/ticketing/queries/shop";

type Seat = SeatMap[number]["seats"][number];
export type SeatPickerProps = {
  /** The sections of one kind of ticket. */
  sections: SeatMap;
  chosen: readonly string[];
  /** How many one may have. */
  most: number;
  onChange: (chosen: string[]) => void;
};

const step = 30;

/**
 * The room, seat by seat: pressed, or walked with the arrow keys and ticked with space. Whoever cannot use a map has the
 * same seats as lists of rows below it.
 */
export function SeatPicker({ sections, chosen, most, onChange }: SeatPickerProps) {
  const toggle = (seat: Seat) => {
    if (!seat.free) return;
    if (chosen.includes(seat.id)) onChange(chosen.filter((id) => id !== seat.id));
    else if (chosen.length < most) onChange([...chosen, seat.id]);
  };
  return (
    <div className="grid basis-full gap-3">
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-muted-foreground text-sm">
        {legend.map(([look, word]) => (
          <span key={word} className="inline-flex items-center gap-1.5">
            <svg aria-hidden="true" className="size-4" viewBox="0 0 20 20">
              <rect x="2" y="2" width="16" height="16" rx="4" className={look} strokeWidth="1.5" />
            </svg>
            {word}
          </span>
        ))}
      </p>
      {sections.map((section) => (
        <Section key={section.id} {...{ section, chosen, toggle }} />
      ))}
    </div>
  );
}

const looks = {
  free: "fill-card stroke-input",
  chosen: "fill-primary stroke-primary",
  taken: "fill-muted stroke-muted",
};
const legend = [
  [looks.free, "Free"],
  [looks.chosen, "Yours"],
  [looks.taken, "Taken"],
] as const;

type SectionProps = { section: SeatMap[number]; chosen: readonly string[]; toggle: (seat: Seat) => void };

function Section({ section, chosen, toggle }: SectionProps) {
  const [at, walk] = useState(() => section.seats.find((seat) => seat.free)?.id);
  const map = useRef<SVGSVGElement>(null);
  const wide = (Math.max(...section.seats.map((seat) => seat.x)) + 1) * step + 60;
  const high = (Math.max(...section.seats.map((seat) => seat.y)) + 1) * step + 34;
  const rows = Map.groupBy(section.seats, (seat) => seat.row);
  const move = (event: KeyboardEvent, seat: Seat) => {
    const [dx, dy] = arrows[event.key] ?? [0, 0];
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      toggle(seat);
    }
    if (dx === 0 && dy === 0) return;
    event.preventDefault();
    const next = nearest(section.seats, seat, dx, dy);
    if (!next) return;
    walk(next.id);
    map.current?.querySelector<SVGElement>(`[data-seat="${next.id}"]`)?.focus();
  };
  return (
    <section aria-label={section.name} className="grid gap-2">
      <h4 className="font-medium">{section.name}</h4>
      <div className="needs-script overflow-x-auto rounded-lg border bg-muted/40">
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset */}
        <svg
          ref={map}
          width={wide}
          height={high}
          className="mx-auto block select-none"
          role="group"
          aria-label={`Seats of ${section.name}`}
        >
          <text x={wide / 2} y={18} textAnchor="middle" className="fill-muted-foreground text-xs">
            Stage
          </text>
          {[...rows].map(([row, seats]) => (
            <text
              key={row}
              x={14}
              y={(seats[0]?.y ?? 0) * step + 48}
              textAnchor="middle"
              className="fill-muted-foreground text-xs"
              aria-hidden
            >
              {row}
            </text>
          ))}
          {section.seats.map((seat) => {
            const mine = chosen.includes(seat.id);
            return (
              // biome-ignore lint/a11y/useSemanticElements: a box of a map is drawn, not an input
              <g
                key={seat.id}
                data-seat={seat.id}
                role="checkbox"
                aria-checked={mine}
                aria-disabled={!seat.free}
                aria-label={wordsOf(seat)}
                tabIndex={seat.id === at ? 0 : -1}
                onClick={() => toggle(seat)}
                onFocus={() => walk(seat.id)}
                onKeyDown={(event) => move(event, seat)}
                className={cn(
                  "outline-none [&:focus-visible>rect]:stroke-[3] [&:focus-visible>rect]:stroke-ring",
                  seat.free && "cursor-pointer",
                )}
              >
                <rect
                  x={seat.x * step + 30}
                  y={seat.y * step + 30}
                  width={26}
                  height={26}
                  rx={6}
                  strokeWidth={1.5}
                  className={mine ? looks.chosen : seat.free ? looks.free : looks.taken}
                />
                <text
                  x={seat.x * step + 43}
                  y={seat.y * step + 47}
                  textAnchor="middle"
                  className={cn(
                    "pointer-events-none text-[0.625rem]",
                    mine ? "fill-primary-foreground" : "fill-foreground",
                    !seat.free && !mine && "fill-muted-foreground",
                  )}
                >
                  {seat.accessible ? "♿" : seat.number}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
      <details>
        <summary className="flex min-h-8 cursor-pointer items-center text-primary-text text-sm underline underline-offset-4">
          Choose from a list of rows
        </summary>
        <div className="mt-2 grid max-h-72 gap-3 overflow-y-auto">
          {[...rows].map(([row, seats]) => (
            <fieldset key={row} className="flex flex-wrap gap-x-4">
              <legend className="font-medium text-sm">Row {row}</legend>
              {seats.filter((seat) => seat.free).length === 0 ? (
                <p className="text-muted-foreground text-sm">No seat is free.</p>
              ) : null}
              {seats
                .filter((seat) => seat.free)
                .map((seat) => (
                  <label key={seat.id} className="flex min-h-8 items-center gap-1.5 text-sm">
                    <input
                      type="checkbox"
                      className="size-4 accent-primary"
                      checked={chosen.includes(seat.id)}
                      onChange={() => toggle(seat)}
                    />
                    Seat {seat.number}
                    {seat.accessible ? " (wheelchair)" : ""}
                  </label>
                ))}
            </fieldset>
          ))}
        </div>
      </details>
    </section>
  );
}

const arrows: Record<string, [number, number] | undefined> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The next seat that way: in the row beside, or the one above or below that is least to the side. */
function nearest(seats: readonly Seat[], from: Seat, dx: number, dy: number): Seat | undefined {
  return seats
    .filter((seat) => (dx ? seat.y === from.y && (seat.x - from.x) * dx > 0 : (seat.y - from.y) * dy > 0))
    .sort(
      (a, b) => Math.abs(a.y - from.y) - Math.abs(b.y - from.y) || Math.abs(a.x - from.x) - Math.abs(b.x - from.x),
    )[0];
}

const wordsOf = (seat: Seat) =>
  `Row ${seat.row}, seat ${seat.number}${seat.accessible ? ", for a wheelchair" : ""}${seat.free ? "" : ", taken"}`;
