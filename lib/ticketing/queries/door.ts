import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { gates, gateTiers } from "#db/schema/ticketing/door";
import type { TenantTx } from "#db/tenant";
import { Door, type DoorCounts, DoorEntry, DoorMatch } from "#lib/ticketing/rules/door";

/** The events at whose doors this person may stand, soonest first. */
export async function doors(tx: TenantTx): Promise<DoorEntry[]> {
  const { rows } = await tx.execute<{ found: unknown }>(sql`select ticketing.doors() as found`);
  return z.array(DoorEntry).parse(rows[0]?.found);
}

/** One door, its gates and counts. P0002 when it is not theirs. */
export async function doorOf(tx: TenantTx, eventId: string): Promise<Door> {
  const { rows } = await tx.execute<{ found: unknown }>(sql`select ticketing.door(${eventId}::uuid) as found`);
  return Door.parse(rows[0]?.found);
}

export async function doorMatches(tx: TenantTx, eventId: string, words: string): Promise<DoorMatch[]> {
  const { rows } = await tx.execute<{ found: unknown }>(
    sql`select ticketing.door_search(${eventId}::uuid, ${words.slice(0, 80)}) as found`,
  );
  return z.array(DoorMatch).parse(rows[0]?.found);
}

export async function doorCounts(tx: TenantTx, eventId: string): Promise<DoorCounts> {
  return (await doorOf(tx, eventId)).counts;
}

/** The open gates of an event, with the tiers that each admits (none: all), for whoever arranges them. */
export async function gatesOf(tx: TenantTx, eventId: string) {
  const rows = await tx
    .select({ id: gates.id, name: gates.name, position: gates.position, tierId: gateTiers.tierId })
    .from(gates)
    .leftJoin(gateTiers, eq(gateTiers.gateId, gates.id))
    .where(sql`${gates.eventId} = ${eventId} and ${gates.closedAt} is null`)
    .orderBy(asc(gates.position), asc(gates.id));
  const found = new Map<string, { id: string; name: string; tiers: string[] }>();
  for (const { id, name, tierId } of rows) {
    const gate = found.get(id) ?? { id, name, tiers: [] };
    if (tierId) gate.tiers.push(tierId);
    found.set(id, gate);
  }
  return [...found.values()];
}
