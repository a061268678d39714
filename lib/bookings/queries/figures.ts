import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { addDays, boardWindow, stepped } from "#lib/bookings/board-window";
import { type FigureName, Figures, type Period } from "#lib/bookings/rules/figures";

/** First day and the one after the last, of the period in which a day lies. */
export function periodDays(period: Period, day: string): [from: string, until: string] {
  const days = boardWindow(period, day, "UTC").days;
  return [days[0]?.key ?? day, addDays(days.at(-1)?.key ?? day, 1)];
}

/** How stations did in a period and in the one before. Days are those of each station's own calendar. */
export async function figuresOf(tx: TenantTx, station: string | undefined, period: Period, day: string) {
  const [from, until] = periodDays(period, day);
  const before = periodDays(period, stepped(period, from, -1));
  return { from, until, now: await read(tx, station, from, until), before: await read(tx, station, ...before) };
}

async function read(tx: TenantTx, station: string | undefined, from: string, until: string): Promise<Figures> {
  const { rows } = await tx.execute<{ figures: unknown }>(
    sql`select bookings.figures(${station ?? null}::uuid, ${from}::date, ${until}::date) as figures`,
  );
  return Figures.parse(rows[0]?.figures);
}

export type FigureRow = {
  stationId: string;
  station: string;
  kind: "booking" | "transaction" | "lead" | "review";
  id: string;
  title: string;
  at: string;
  zone: string;
  detail: string;
  amountMinor: string | null;
  currency: string | null;
  minutes: number | null;
  weight: number;
  flag: boolean;
};

/** The rows that a figure is the sum of: as many as there are, up to a thousand. */
export async function figureRows(
  tx: TenantTx,
  figure: FigureName,
  { station, from, until }: { station?: string; from: string; until: string },
): Promise<FigureRow[]> {
  const { rows } = await tx.execute<FigureRow>(
    sql`select r.station_id as "stationId", s.name as station, r.kind, r.row_id as id, r.title, r.happened_at as at, r.zone, r.detail, r.amount_minor::text as "amountMinor", r.currency, r.minutes,
        r.weight, r.flag from bookings.figure_rows(${figure}, ${station ?? null}::uuid, ${from}::date, ${until}::date) r join identity.stations s on s.id = r.station_id limit 1000`,
  );
  return rows;
}
