import "server-only";
import { inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { insertInto } from "#db/insert";
import { venues } from "#db/schema/events";
import { eventUpdates } from "#db/schema/events/planning";
import type { Actor, TenantTx } from "#db/tenant";
import type { Changed } from "#lib/events/commands/changing";
import { holdersOf } from "#lib/events/queries/holders";
import { formatRange, zoneWords } from "#lib/time";

/** The letters that a change calls for: a new time, place or name, for events whose tickets somebody holds. */
export async function letters(tx: TenantTx, changed: readonly Changed[]) {
  const places = await placesOf(tx, changed);
  const found = [];
  for (const { id, before, after } of changed) {
    const lines = [
      ...(before.name === after.name ? [] : [`It is called ${after.name} now; it was ${before.name}.`]),
      ...(sameTime(before, after) ? [] : [`New time: ${when(after)}.`, `It was ${when(before)}.`]),
      ...(before.venueId === after.venueId ? [] : [`New place: ${places.get(after.venueId ?? "") ?? "online"}.`]),
    ];
    if (lines.length === 0) continue;
    const holders = (await holdersOf(tx, id)) ?? 0;
    if (holders > 0) found.push({ id, holders, subject: subjectOf(before, after), body: lines.join("\n\n") });
  }
  return found;
}

/** Write them and send them; how many people that was. */
export async function tellHolders(tx: TenantTx, actor: Actor, changed: readonly Changed[]): Promise<number> {
  let told = 0;
  for (const { id, subject, body } of await letters(tx, changed)) {
    const values = {
      organizationId: actor.organizationId,
      eventId: id,
      subject,
      body: `${body}\n\nYour tickets stay good.`,
      createdBy: actor.userId,
    };
    const made = await tx.execute<{ id: string }>(sql`${insertInto(eventUpdates, values)} returning id`);
    const sent = await tx.execute<{ sent: number }>(
      sql`select events.send_update(${made.rows[0]?.id ?? null}::uuid) as sent`,
    );
    told += z.number().parse(sent.rows[0]?.sent);
  }
  return told;
}

type Known = Changed["before"];
const sameTime = (a: Known, b: Known) => +a.startsAt === +b.startsAt && +a.endsAt === +b.endsAt && a.zone === b.zone;
const when = ({ startsAt, endsAt, zone }: Known) =>
  `${formatRange(startsAt, endsAt, zone)} (${zoneWords(startsAt, zone)})`;
const subjectOf = (before: Known, after: Known) => {
  const what = sameTime(before, after)
    ? before.venueId === after.venueId
      ? "a new name"
      : "a new place"
    : "a new time";
  return `${before.name} has ${what}`.slice(0, 150);
};

async function placesOf(tx: TenantTx, changed: readonly Changed[]): Promise<Map<string, string>> {
  const ids = [...new Set(changed.flatMap(({ after }) => (after.venueId ? [after.venueId] : [])))];
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: venues.id, name: venues.name, address: venues.address, city: venues.city })
    .from(venues)
    .where(inArray(venues.id, ids));
  return new Map(rows.map((row) => [row.id, [row.name, row.address, row.city].filter(Boolean).join(", ")]));
}
