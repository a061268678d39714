import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { boardWindow, today } from "#lib/bookings/board-window";
import { type BoardAddress, BoardData, type BoardWindow } from "#lib/bookings/rules/board";

export type Board = { window: BoardWindow; data: BoardData; today: string };

/** What an address of the board shows. The clocks are the station's; of all stations at once, `zone`, the organization's. */
export async function boardAt(tx: TenantTx, address: BoardAddress, zone: string): Promise<Board> {
  const clocks = await clocksOf(tx, address.station, zone);
  const now = today(clocks);
  const window = boardWindow(address.view, address.day ?? now, clocks);
  const from = new Date(window.days[0]?.from ?? 0).toISOString();
  const until = new Date(window.days.at(-1)?.until ?? 0).toISOString();
  const gone = address.state === "cancelled" || address.state === "no_show";
  const { rows } = await tx.execute<{ board: unknown }>(
    sql`select bookings.board(${address.station ?? null}::uuid, ${from}::timestamptz, ${until}::timestamptz, ${gone}) as board`,
  );
  return { window, data: BoardData.parse(rows[0]?.board), today: now };
}

/** The stations whose bookings the reader may see, for a choice. */
export async function boardStations(tx: TenantTx): Promise<{ id: string; name: string }[]> {
  const { rows } = await tx.execute<{ id: string; name: string }>(
    sql`select s.id, s.name from identity.stations s where s.archived_at is null and (select system.has('bookings:read'))
        and ((select system.can('bookings:read')) or s.id = any ((select system.station_ids('bookings:read'))::uuid[])) order by s.name, s.id`,
  );
  return rows;
}

async function clocksOf(tx: TenantTx, station: string | undefined, zone: string): Promise<string> {
  if (!station) return zone;
  const { rows } = await tx.execute<{ zone: string }>(
    sql`select s.zone from identity.stations s where s.id = ${station}::uuid`,
  );
  return rows[0]?.zone ?? zone;
}

export type FreeSlot = { startsAt: string; resourceId: string; resource: string };

/** When and by whom a booking of the reader's could be done instead, in the 24 hours after a moment. */
export async function slotsFor(
  tx: TenantTx,
  { booking, from }: { booking: string; from: string },
): Promise<FreeSlot[]> {
  const { rows } = await tx.execute<{ starts_at: Date; resource_id: string; resource: string }>(
    sql`select f.starts_at, f.resource_id, f.resource from bookings.bookings b
        cross join lateral bookings.available(b.service_id, b.station_id, ${from}::timestamptz, ${from}::timestamptz + interval '1 day', b.adults + b.children, b.id) f
        where b.id = ${booking}::uuid limit 300`,
  );
  return rows.map((row) => ({
    startsAt: new Date(row.starts_at).toISOString(),
    resourceId: row.resource_id,
    resource: row.resource,
  }));
}
