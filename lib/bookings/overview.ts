import "server-only";
import { z } from "zod";
import type { TenantTx } from "#db/tenant";
import { addDays, boardWindow, stepped, today, windowTitle } from "#lib/bookings/board-window";
import { boardStations } from "#lib/bookings/queries/board";
import { figuresOf } from "#lib/bookings/queries/figures";
import { figureNames, periods } from "#lib/bookings/rules/figures";

const Asked = z.object({
  station: z.uuid().optional().catch(undefined),
  period: z.enum(periods).catch("week"),
  day: z.iso.date().optional().catch(undefined),
});

/** What the overview shows for its address; somebody with one station sees that one. */
export async function overview(tx: TenantTx, search: unknown, zone: string) {
  const asked = Asked.parse(search);
  const stations = await boardStations(tx);
  const only = stations.length === 1 ? stations[0]?.id : undefined;
  const station = stations.find(({ id }) => id === asked.station)?.id ?? only;
  const day = asked.day ?? today(zone);
  const { period } = asked;
  return {
    ...(station ? { station } : {}),
    stations,
    period,
    day,
    steps: [stepped(period, day, -1), stepped(period, day, 1)] as const,
    title: windowTitle(boardWindow(period, day, zone)),
    shown: await figuresOf(tx, station, period, day),
  };
}

const RowsAsked = z.object({
  figure: z.enum(figureNames),
  station: z.uuid().optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
  until: z.iso.date().optional().catch(undefined),
});

/** Which rows an address asks for; null when it names no figure. Without days it is today. */
export function rowsAsked(asked: unknown, zone: string) {
  const { data } = RowsAsked.safeParse(asked);
  if (!data) return null;
  const from = data.from ?? today(zone);
  const until = data.until && data.until > from ? data.until : addDays(from, 1);
  return { figure: data.figure, from, until, ...(data.station ? { station: data.station } : {}) };
}
