import "server-only";
import type { TenantTx } from "#db/tenant";
import { boardWindow, stepped, today, windowTitle } from "#lib/bookings/board-window";
import { boardStations } from "#lib/bookings/queries/board";
import { calendarItems, entriesBetween } from "#lib/bookings/queries/calendar";
import { type CalendarItem, calendarKinds } from "#lib/bookings/rules/calendar";

type Asked = { month?: string | string[]; show?: string | string[] };

/** A month of the one calendar on the clocks of `zone`, as its address asks for it. */
export async function calendarMonth(tx: TenantTx, asked: Asked, zone: string) {
  const now = today(zone);
  const wanted = typeof asked.month === "string" && /^\d{4}-\d{2}-\d{2}$/.test(asked.month) ? asked.month : now;
  const month = Number.isNaN(Date.parse(wanted)) ? now : wanted;
  const window = boardWindow("month", month, zone);
  const from = new Date(window.days[0]?.from ?? 0);
  const until = new Date(window.days.at(-1)?.until ?? 0);
  const shown = Object.keys(calendarKinds).find((kind) => kind === asked.show) as CalendarItem["kind"] | undefined;
  return {
    title: windowTitle(window),
    month,
    today: now,
    steps: [stepped("month", month, -1), stepped("month", month, 1)] as const,
    days: window.days,
    shown: shown ?? null,
    items: await calendarItems(tx, from, until),
    entries: await entriesBetween(tx, from, until),
    stations: await boardStations(tx),
  };
}
