"use client";

import { type ReactNode, useState } from "react";
import { useAct } from "#components/events/plan-item";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { cn } from "#components/ui/cn";
import { markSeat } from "#lib/ticketing/actions/selling";
import type { MapSeat, MapSection } from "#lib/ticketing/queries/selling";

/** One section: a table of rows, each seat a button that says who has it and lets it be kept free. */
export function SeatPlan({ section, may, actions }: { section: MapSection; may: boolean; actions: ReactNode }) {
  const [open, setOpen] = useState<string | null>(null);
  const { pending, problem, run } = useAct();
  const seat = section.seats.find((one) => one.id === open);
  const rows = Map.groupBy(section.seats, (one) => one.row);
  const taken = section.seats.filter((one) => one.taker).length;
  const mark = (change: Partial<MapSeat>) => {
    if (!seat) return;
    const { id, blocked, accessible } = { ...seat, ...change };
    run(() => markSeat({ seatId: id, blocked, accessible }), `Row ${seat.row}, seat ${seat.number}: saved.`);
  };
  return (
    <Card>
      <CardHeader>
        <CardTitle>
          {section.name} <span className="font-normal text-muted-foreground">· {section.tier}</span>
        </CardTitle>
        {actions}
      </CardHeader>
      <CardContent className="grid gap-3">
        <p className="figures text-muted-foreground">
          {taken} of {section.seats.filter((one) => !one.blocked).length} taken
          {section.seats.some((one) => one.blocked)
            ? `, ${section.seats.filter((one) => one.blocked).length} kept free`
            : ""}
        </p>
        <div className="overflow-x-auto p-1">
          <ul className="grid w-max gap-1" aria-label={`Rows of ${section.name}`}>
            {[...rows].map(([row, seats]) => (
              <li key={row} className="flex items-center gap-1">
                <span className="figures w-7 text-center text-muted-foreground text-xs">{row}</span>
                {seats.map((one) => (
                  <button
                    key={one.id}
                    type="button"
                    aria-pressed={one.id === open}
                    aria-label={`Row ${one.row}, seat ${one.number}: ${wordsOf(one)}`}
                    title={wordsOf(one)}
                    onClick={() => setOpen(one.id === open ? null : one.id)}
                    className={cn(
                      "figures size-7 rounded-md border text-[0.6875rem] aria-pressed:ring-2 aria-pressed:ring-ring",
                      one.taker && "border-primary bg-primary text-primary-foreground",
                      one.blocked && "border-dashed text-muted-foreground line-through",
                    )}
                  >
                    {one.accessible ? "♿" : one.number}
                  </button>
                ))}
              </li>
            ))}
          </ul>
        </div>
        {seat ? (
          <div role="status" className="flex flex-wrap items-center gap-2 rounded-lg border p-3">
            <span className="grow">
              Row {seat.row}, seat {seat.number}: {wordsOf(seat)}
            </span>
            {may && !seat.taker ? (
              <>
                <Button
                  size="sm"
                  variant="outline"
                  aria-disabled={pending}
                  onClick={() => mark({ blocked: !seat.blocked })}
                >
                  {seat.blocked ? "Sell it" : "Keep it free"}
                </Button>
                <Button
                  size="sm"
                  variant="outline"
                  aria-disabled={pending}
                  onClick={() => mark({ accessible: !seat.accessible })}
                >
                  {seat.accessible ? "Not for wheelchairs" : "For wheelchairs"}
                </Button>
              </>
            ) : null}
          </div>
        ) : null}
        {problem ? (
          <p role="alert" className="text-destructive-text">
            {problem}
          </p>
        ) : null}
      </CardContent>
    </Card>
  );
}

const wordsOf = (seat: MapSeat) =>
  [seat.taker ?? (seat.blocked ? "kept free" : "free"), seat.accessible ? "for a wheelchair" : null]
    .filter(Boolean)
    .join(", ");
