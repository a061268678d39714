"use client";

import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import {
  at,
  type BoardBooking,
  type BoardResource,
  type BoardWindow,
  movable,
  quarter,
  snapped,
} from "#lib/bookings/rules/board";
import { toInstant, toLocal } from "#lib/time";
import type { BlockHandlers, Ghost } from "./board-contract.tsx";

type Moving = {
  window: BoardWindow;
  shown: { from: number; until: number };
  resources: readonly BoardResource[];
  mayWrite: boolean;
  open: (booking: BoardBooking, resourceId: string) => void;
  /** It was dropped, or Enter was pressed: ask for the reason. */
  ask: (ghost: Ghost) => void;
};
type Grip = { x: number; y: number; perPixel: number; moved: boolean };

/**
 * Picking a block up: by pointer (five pixels make it a drag), or by the arrow keys, a quarter of an hour or a day at a
 * time; up and down are the other resources of its station. Escape puts it back.
 */
export function useMoving({ window, shown, resources, mayWrite, open, ask }: Moving) {
  const [ghost, setGhost] = useState<Ghost | null>(null);
  const grip = useRef<Grip | null>(null);
  const dropped = useRef(0);

  const handle = (booking: BoardBooking, resourceId: string): BlockHandlers => {
    const own = ghost?.booking.id === booking.id && ghost.from === resourceId ? ghost : null;
    const click = () => {
      if (Date.now() - dropped.current > 300) open(booking, resourceId);
    };
    if (!mayWrite || !movable(booking)) return { onClick: click, onKeyDown: () => {} };
    const start: Ghost = own ?? { booking, from: resourceId, to: resourceId, startsAt: at(booking.startsAt) };
    return {
      onClick: click,
      onKeyDown(event: KeyboardEvent) {
        const next = nudged(event.key, start, window, peers(resources, booking));
        if (event.key === "Escape" && own) setGhost(null);
        else if (event.key === "Enter" && own) ask(own);
        else if (next) setGhost(next);
        else return;
        event.preventDefault();
        event.stopPropagation();
      },
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button !== 0 || event.pointerType === "touch") return;
        const track = event.currentTarget.closest("[data-track]")?.getBoundingClientRect();
        const perPixel = track ? (shown.until - shown.from) / track.width : 0;
        grip.current = { x: event.clientX, y: event.clientY, perPixel, moved: false };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        const held = grip.current;
        if (!held) return;
        const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
        if (!held.moved && Math.abs(dx) + Math.abs(dy) < 5) return;
        held.moved = true;
        const under = document.elementsFromPoint(event.clientX, event.clientY);
        const row = under.find((one) => one.closest("[data-resource]"))?.closest("[data-resource]");
        const day = under
          .find((one) => one.closest("[data-day]"))
          ?.closest("[data-day]")
          ?.getAttribute("data-day");
        const wanted = row?.getAttribute("data-resource") ?? resourceId;
        const to = peers(resources, booking).some(({ id }) => id === wanted) ? wanted : resourceId;
        const startsAt = day
          ? onDay(at(booking.startsAt), day, window.zone)
          : snapped(at(booking.startsAt) + (window.view === "day" ? dx * held.perPixel : 0));
        setGhost({ booking, from: resourceId, to, startsAt });
      },
      onPointerUp() {
        const moved = grip.current?.moved;
        grip.current = null;
        if (!moved) return;
        dropped.current = Date.now();
        if (own && (own.to !== own.from || own.startsAt !== at(booking.startsAt))) ask(own);
        else setGhost(null);
      },
      onPointerCancel() {
        grip.current = null;
        setGhost(null);
      },
    };
  };
  return { ghost, setGhost, handle };
}

const peers = (resources: readonly BoardResource[], { stationId }: BoardBooking) =>
  resources.filter((resource) => resource.stationId === stationId);

function nudged(key: string, ghost: Ghost, window: BoardWindow, rows: readonly BoardResource[]): Ghost | null {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (by) {
    const startsAt =
      window.view === "day" ? snapped(ghost.startsAt + by * quarter) : onDay(ghost.startsAt, by, window.zone);
    return { ...ghost, startsAt };
  }
  const down = { ArrowUp: -1, ArrowDown: 1 }[key];
  const to = down ? rows[rows.findIndex(({ id }) => id === ghost.to) + down]?.id : undefined;
  return down ? { ...ghost, to: to ?? ghost.to } : null;
}

/** The same time of the clock on another day: one that is named, or so many days on. */
export function onDay(moment: number, day: string | number, zone: string): number {
  const [date = "", clock = ""] = toLocal(new Date(moment), zone).split("T");
  const wanted =
    typeof day === "string"
      ? day
      : new Date(Date.parse(`${date}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10);
  return toInstant(`${wanted}T${clock}`, zone).getTime();
}
