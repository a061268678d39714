import { z } from "zod";

/** The board of a station: what its function answers, and where on the screen a moment is. Moments are ISO 8601. */
const moment = z.string();

export const BoardBooking = z.object({
  id: z.uuid(),
  number: z.string(),
  state: z.enum(["pending", "confirmed", "in_progress", "completed", "cancelled", "no_show"]),
  stationId: z.uuid(),
  serviceId: z.uuid(),
  service: z.string(),
  startsAt: moment,
  endsAt: moment,
  /** With travel, set-up and clean-up. */
  takesFrom: moment,
  takesTo: moment,
  resourceIds: z.array(z.uuid()),
  name: z.string(),
  guests: z.number(),
  address: z.string(),
  diet: z.boolean(),
  holdUntil: moment.nullable(),
  series: z.boolean(),
});
export type BoardBooking = z.output<typeof BoardBooking>;

export const BoardResource = z.object({
  id: z.uuid(),
  stationId: z.uuid(),
  kind: z.enum(["chef", "room", "equipment"]),
  name: z.string(),
  color: z.string(),
  capacity: z.number().nullable(),
  shifts: z.array(z.tuple([moment, moment])),
  away: z.array(z.object({ from: moment, to: moment, what: z.enum(["off", "busy"]), why: z.string() })),
});
export type BoardResource = z.output<typeof BoardResource>;

export const BoardData = z.object({
  asOf: moment,
  stations: z.array(z.object({ id: z.uuid(), name: z.string(), zone: z.string(), slotMinutes: z.number() })),
  services: z.array(z.object({ id: z.uuid(), name: z.string() })),
  resources: z.array(BoardResource),
  bookings: z.array(BoardBooking),
});
export type BoardData = z.output<typeof BoardData>;

export const boardViews = ["day", "week", "month"] as const;
export type BoardView = (typeof boardViews)[number];

/** One column of a day, or one day of a week or month; `until` is the next one's `from`, so days of 23 and 25 hours are themselves. */
export type BoardSpan = { key: string; label: string; from: number; until: number };
/** What is shown: from and until in milliseconds, the days in it, and of a day its hours. */
export type BoardWindow = { view: BoardView; day: string; zone: string; days: BoardSpan[]; hours: BoardSpan[] };

/** What the address says: every part may be missing. */
export const BoardAddress = z.object({
  station: z.uuid().optional().catch(undefined),
  day: z.iso.date().optional().catch(undefined),
  view: z.enum(boardViews).catch("day"),
  service: z.uuid().optional().catch(undefined),
  state: BoardBooking.shape.state.optional().catch(undefined),
  kind: BoardResource.shape.kind.optional().catch(undefined),
});
export type BoardAddress = z.output<typeof BoardAddress>;

export const boardStateWords: Record<BoardBooking["state"], string> = {
  pending: "Pending",
  confirmed: "Confirmed",
  in_progress: "In progress",
  completed: "Completed",
  cancelled: "Cancelled",
  no_show: "Nobody came",
};
export const resourceKindWords = { chef: "Chef", room: "Room", equipment: "Equipment" } as const;

/** Where something is between two moments, in per cent, cut off at both ends; null when it is outside. */
export function placed(from: string | number, to: string | number, window: { from: number; until: number }) {
  const start = Math.max(at(from), window.from);
  const end = Math.min(at(to), window.until);
  if (end <= start) return null;
  const whole = window.until - window.from;
  return { left: ((start - window.from) / whole) * 100, width: ((end - start) / whole) * 100 };
}

export const at = (moment: string | number) => (typeof moment === "number" ? moment : Date.parse(moment));

/** The nearest quarter of an hour. */
export const quarter = 15 * 60_000;
export const snapped = (moment: number) => Math.round(moment / quarter) * quarter;

/** Those that overlap lie in lanes below one another: `[lane of each, how many lanes]`. */
export function lanesOf(blocks: readonly { takesFrom: string; takesTo: string }[]): [number[], number] {
  const ends: number[] = [];
  const lanes = blocks.map(({ takesFrom, takesTo }) => {
    const free = ends.findIndex((end) => end <= at(takesFrom));
    const lane = free < 0 ? ends.length : free;
    ends[lane] = at(takesTo);
    return lane;
  });
  return [lanes, Math.max(1, ends.length)];
}

/** What can follow a state by hand on the board; what wants a reason is on the booking's own page. */
export const boardSteps: Partial<
  Record<BoardBooking["state"], { to: "confirmed" | "in_progress" | "completed"; verb: string }>
> = {
  pending: { to: "confirmed", verb: "Confirm" },
  confirmed: { to: "in_progress", verb: "Start" },
  in_progress: { to: "completed", verb: "Complete" },
};

export const movable = ({ state }: BoardBooking) => state === "pending" || state === "confirmed";

/** The resources of a booking when one of them is replaced. */
export const reassigned = (ids: readonly string[], from: string, to: string) => [
  ...new Set(ids.map((id) => (id === from ? to : id))),
];
