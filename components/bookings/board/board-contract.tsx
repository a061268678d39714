import type { KeyboardEvent, PointerEvent } from "react";
import type { BoardAddress, BoardBooking, BoardData, BoardResource, BoardWindow } from "#lib/bookings/rules/board";

export type BoardFirst = { window: BoardWindow; data: BoardData; today: string };
export type BoardProps = {
  slug: string;
  address: BoardAddress;
  stations: { id: string; name: string }[];
  first: BoardFirst;
  /** The days before and after, to which the arrows lead. */
  steps: readonly [string, string];
  mayWrite: boolean;
};

/** A booking that is on its way to another time or resource: by pointer, by keys or in the dialog. Nothing is written yet. */
export type Ghost = { booking: BoardBooking; from: string; to: string; startsAt: number };

/** What every view of the board is given. */
export type GridProps = {
  slug: string;
  window: BoardWindow;
  today: string;
  resources: BoardResource[];
  bookings: BoardBooking[];
  ghost: Ghost | null;
  mayWrite: boolean;
  now: number;
  /** How a block is picked up, nudged and opened. */
  handle: (booking: BoardBooking, resourceId: string) => BlockHandlers;
  newAt: (resource: BoardResource, startsAt?: number) => string;
  /** The resource's station, where several are shown at once. */
  placeOf: (resource: BoardResource) => string | null;
};
export type BlockHandlers = {
  onClick: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onPointerDown?: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove?: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp?: (event: PointerEvent<HTMLElement>) => void;
  onPointerCancel?: () => void;
};
