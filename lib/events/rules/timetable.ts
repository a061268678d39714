import { dayIn, toLocal, zoneName } from "#lib/time";

/**
 * A programme as a grid: a row for each quarter of an hour that passes, a column for each room. Rows are moments, not
 * wall clocks, so the night when clocks go back has its hour twice and the one when they go forward lacks it.
 */
const quarter = 15 * 60_000;

export type Placed = { id: string; startsAt: Date; endsAt: Date; roomId: string | null };
export type Slot = {
  /** The wall clock at which a session dropped here begins. */
  local: string;
  /** On the hour: `20:00`, with the zone's name where the clocks change that day. */
  label: string | null;
};
export type Room = { id: string; name: string };
/** A room, or a lane for what has none yet. */
export type Column = { key: string; id: string | null; name: string };
export type Block = { id: string; row: number; span: number; column: number };
export type Day = { day: string; slots: Slot[]; columns: Column[]; blocks: Block[]; clocksChange: boolean };

export function timetable(sessions: readonly Placed[], rooms: readonly Room[], zone: string): Day[] {
  const days = [...new Set(sessions.map((one) => dayIn(one.startsAt, zone)))].sort();
  return days.map((day) =>
    dayGrid(
      day,
      sessions.filter((one) => dayIn(one.startsAt, zone) === day),
      rooms,
      zone,
    ),
  );
}

function dayGrid(day: string, sessions: readonly Placed[], rooms: readonly Room[], zone: string): Day {
  const from = hourBefore(Math.min(...sessions.map((one) => +one.startsAt)), zone);
  const last = Math.max(...sessions.map((one) => +one.endsAt));
  const count = Math.max(4, Math.ceil((last - from) / quarter));
  const clocksChange = zoneName(new Date(from), zone) !== zoneName(new Date(last), zone);
  const slots = Array.from({ length: count }, (_, index) =>
    slotAt(new Date(from + index * quarter), zone, clocksChange),
  );
  const columns: Column[] = rooms.map(({ id, name }) => ({ key: id, id, name }));
  const ends: number[] = [];
  const blocks = sessions.map((one) => {
    const row = Math.floor((+one.startsAt - from) / quarter);
    const span = Math.max(1, Math.ceil((+one.endsAt - from) / quarter) - row);
    const room = rooms.findIndex((known) => known.id === one.roomId);
    return { id: one.id, row, span, column: room >= 0 ? room : rooms.length + lane(ends, row, span) };
  });
  const lanes = Math.max(0, ...blocks.map((block) => block.column + 1)) - rooms.length;
  for (let index = 0; index < lanes; index += 1) columns.push({ key: `none ${index}`, id: null, name: "No room" });
  return { day, slots, columns, blocks, clocksChange };
}

/** Sessions without a room may overlap: each goes to the first lane that is free. */
function lane(ends: number[], row: number, span: number): number {
  const free = ends.findIndex((end) => end <= row);
  const at = free < 0 ? ends.length : free;
  ends[at] = row + span;
  return at;
}

function slotAt(at: Date, zone: string, named: boolean): Slot {
  const local = toLocal(at, zone);
  const label = local.endsWith(":00") ? `${local.slice(11)}${named ? ` ${zoneName(at, zone)}` : ""}` : null;
  return { local, label };
}

/** The full hour on the wall clock at or before a moment; zones off by half an hour or a quarter have theirs too. */
function hourBefore(at: number, zone: string): number {
  const minutes = Number(toLocal(new Date(at), zone).slice(14));
  return Math.floor(at / 60_000) * 60_000 - minutes * 60_000;
}

type Checked = Placed & { expected: number | null; roomCapacity: number | null; state: string };

/** What the database does not refuse but somebody should look at, in words. */
export function warningsOf(session: Checked, event: { startsAt: Date; endsAt: Date }): string[] {
  if (session.state === "cancelled") return [];
  return [
    ...(session.startsAt < event.startsAt || session.endsAt > event.endsAt ? ["Outside the hours of the event"] : []),
    ...(session.expected && session.roomCapacity && session.expected > session.roomCapacity
      ? [`Room holds ${session.roomCapacity.toLocaleString("en")}, ${session.expected.toLocaleString("en")} expected`]
      : []),
    ...(session.roomId ? [] : ["No room yet"]),
  ];
}
