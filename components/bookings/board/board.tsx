"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { at, BoardData, type BoardResource } from "#lib/bookings/rules/board";
import { toLocal } from "#lib/time";
import { Agenda } from "./agenda.tsx";
import { clock } from "./block.tsx";
import type { BoardProps, Ghost } from "./board-contract.tsx";
import { BoardFilters, boardHref } from "./board-filters.tsx";
import { DayGrid } from "./day-grid.tsx";
import { SpanGrid } from "./span-grid.tsx";
import { useMoving } from "./use-moving.ts";

const MoveDialog = dynamic(() => import("./move-dialog.tsx"), { ssr: false });
const BookingDialog = dynamic(() => import("./booking-dialog.tsx"), { ssr: false });

type Opened = { kind: "booking" | "move"; ghost: Ghost };

/** Asks again every ten seconds while somebody looks; a page in the background rests. What is shown stays until the answer is there. */
export function Board({ slug, address, stations, first, steps, mayWrite }: BoardProps) {
  const { window, today } = first;
  const key = ["board", slug, address];
  const queries = useQueryClient();
  const { data, isError } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => ask(boardHref(`/api/${slug}/bookings/board`, { ...address, day: window.day }), signal),
    initialData: first.data,
    refetchInterval: 10_000,
    refetchOnWindowFocus: "always",
  });
  const [opened, setOpened] = useState<Opened | null>(null);
  const [whole, setWhole] = useState(false);
  const resources = useMemo(
    () => data.resources.filter(({ kind }) => !address.kind || kind === address.kind),
    [data.resources, address.kind],
  );
  const bookings = data.bookings.filter(
    ({ serviceId, state }) =>
      (!address.service || serviceId === address.service) && (!address.state || state === address.state),
  );
  const now = at(data.asOf);
  const shown = useMemo(() => hoursShown(first, data, whole), [first, data, whole]);
  const { ghost, setGhost, handle } = useMoving({
    window,
    shown,
    resources,
    mayWrite,
    open: (booking, from) =>
      setOpened({ kind: "booking", ghost: { booking, from, to: from, startsAt: at(booking.startsAt) } }),
    ask: (asked) => setOpened({ kind: "move", ghost: asked }),
  });
  const close = () => {
    setOpened(null);
    setGhost(null);
  };
  const changed = () => {
    close();
    return queries.invalidateQueries({ queryKey: ["board", slug] });
  };
  const newAt = (resource: BoardResource, startsAt?: number) => {
    const local = startsAt === undefined ? window.day : toLocal(new Date(startsAt), window.zone).slice(0, 10);
    const when = startsAt === undefined ? "" : `&at=${encodeURIComponent(new Date(startsAt).toISOString())}`;
    return `/${slug}/bookings/new?station=${resource.stationId}&who=${resource.id}&day=${local}${when}`;
  };
  const placeOf = ({ stationId }: BoardResource) =>
    data.stations.length > 1 ? (data.stations.find(({ id }) => id === stationId)?.name ?? null) : null;
  const grid = { slug, window, today, resources, bookings, ghost, mayWrite, now, handle, newAt, placeOf };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <BoardFilters
        slug={slug}
        address={address}
        stations={stations}
        services={data.services}
        window={window}
        steps={steps}
        today={today}
      >
        {window.view === "day" ? (
          <Button variant="outline" className="phone:hidden" aria-pressed={whole} onClick={() => setWhole(!whole)}>
            {whole ? "Working hours" : "Whole day"}
          </Button>
        ) : null}
        <Badge variant={isError ? "warning" : "success"} role="status">
          {isError ? "No connection" : `As of ${clock(data.asOf, window.zone)}`}
        </Badge>
      </BoardFilters>
      <p role="status" className="sr-only">
        {ghost
          ? `${whoIs(data, ghost.to)}, ${toLocal(new Date(ghost.startsAt), window.zone).replace("T", ", ")}. Enter to move it there, Escape to leave it.`
          : ""}
      </p>
      {bookings.length === 0 && resources.length > 0 ? (
        <p className="phone:hidden text-muted-foreground">
          {address.service || address.state ? "Nothing here fits these filters." : "Nothing is booked here."}
        </p>
      ) : null}
      <div className="phone:hidden print:hidden">
        {window.view === "day" ? (
          <DayGrid {...grid} shown={shown} />
        ) : (
          <SpanGrid
            {...grid}
            dayHref={(day) => boardHref(`/${slug}/bookings/board`, { ...address, day, view: "day" })}
          />
        )}
      </div>
      {mayWrite && window.view !== "month" ? (
        <p className="phone:hidden text-muted-foreground text-xs print:hidden">
          Drag a booking to another time or person, or give it the focus and use the arrow keys and Enter. A click on a
          free place books it.
        </p>
      ) : null}
      <div className="hidden phone:block print:block">
        <Agenda {...grid} />
      </div>
      {opened?.kind === "booking" ? (
        <BookingDialog
          slug={slug}
          zone={window.zone}
          booking={data.bookings.find(({ id }) => id === opened.ghost.booking.id) ?? opened.ghost.booking}
          resources={data.resources}
          mayWrite={mayWrite}
          onMove={() => setOpened({ ...opened, kind: "move" })}
          onChanged={changed}
          onClose={close}
        />
      ) : null}
      {opened?.kind === "move" ? (
        <MoveDialog
          slug={slug}
          zone={window.zone}
          ghost={opened.ghost}
          resources={data.resources.filter(({ stationId }) => stationId === opened.ghost.booking.stationId)}
          onChanged={changed}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

const whoIs = (data: BoardData, id: string) => data.resources.find((resource) => resource.id === id)?.name ?? "";

async function ask(address: string, signal: AbortSignal): Promise<BoardData> {
  const answer = await fetch(address, { cache: "no-store", signal });
  if (!answer.ok) throw new Error(String(answer.status));
  const { data } = (await answer.json()) as { data: unknown };
  return BoardData.parse(data);
}

/** The whole day, or as much of it as somebody works or is booked, in whole hours. */
function hoursShown({ window }: BoardProps["first"], data: BoardData, whole: boolean) {
  const day = window.days[0] ?? { from: 0, until: 1 };
  const spans = [
    ...data.resources.flatMap(({ shifts }) => shifts),
    ...data.bookings.map(({ takesFrom, takesTo }) => [takesFrom, takesTo] as const),
  ];
  if (whole || spans.length === 0) return { from: day.from, until: day.until };
  const first = Math.max(day.from, Math.min(...spans.map(([from]) => at(from))));
  const last = Math.min(day.until, Math.max(...spans.map(([, to]) => at(to))));
  const from = window.hours.findLast((hour) => hour.from <= first)?.from ?? day.from;
  const until = window.hours.find((hour) => hour.until >= last)?.until ?? day.until;
  return { from, until };
}
