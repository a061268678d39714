import "server-only";
import { and, asc, eq, gte, inArray, sql } from "drizzle-orm";
import { insertInto } from "#db/insert";
import { eventSeries, events, venues } from "#db/schema/events";
import { customFields, customValues } from "#db/schema/events/fields";
import type { Actor, TenantTx } from "#db/tenant";
import { Refusal } from "#lib/errors";
import { type MovedSale, moveSales } from "#lib/events/commands/sale-windows";
import { addDays, daysBetween, moveLike, ruleAfter, ruleUntil } from "#lib/events/recurrence";
import type { EventChange } from "#lib/events/rules";
import { fieldProblem } from "#lib/events/rules/registry";
import { toInstant, toLocal } from "#lib/time";

/** What a change makes of each event that it is for. */
export type Changed = { id: string; name: string; before: Known; after: Known; sales: MovedSale[] };
export type Known = { startsAt: Date; endsAt: Date; zone: string; venueId: string | null; name: string };

/**
 * Change one event, or with it those of its series. What was changed of this one is changed of the others, nothing
 * else: days and hours move on the wall clock, and a session, shift or room moves with its event. What was changed by
 * itself before, and what is over or called off, is passed by.
 */
export async function changeEvents(tx: TenantTx, actor: Actor, input: EventChange): Promise<Changed[]> {
  const { id, scope, tell: _, sales, custom, ...form } = input;
  const [before] = await tx.select().from(events).where(eq(events.id, id)).for("no key update");
  if (!before) throw new Refusal("missing", "That event is not here any more, or not yours.");
  const when = await whenAndWhere(tx, form);
  const wanted = { ...form, ...when, venueId: form.venueId ?? null, stationId: form.stationId ?? null };
  const others = scope === "one" || !before.seriesId ? [] : await followers(tx, before, scope);
  const moved = daysBetween(toLocal(before.startsAt, before.zone), toLocal(when.startsAt, when.zone));
  const series = others.length > 0 && before.seriesId ? await seriesFor(tx, actor, before, scope, others, moved) : null;
  const timed = +when.startsAt !== +before.startsAt || +when.endsAt !== +before.endsAt;
  const detached = scope === "one" && before.seriesId !== null && timed ? { detached: true } : {};
  const changed: Changed[] = [];
  const fields = Object.entries(wanted).filter(
    ([key, value]) => !whenKeys.has(key) && value !== undefined && value !== before[key as keyof typeof before],
  );
  // Whatever moves forward makes room for what follows, so the last goes first; and the other way round.
  const rows = [before, ...others].sort((a, b) => +a.startsAt - +b.startsAt);
  for (const row of when.startsAt > before.startsAt ? rows.toReversed() : rows) {
    const change =
      row.id === id
        ? { ...wanted, ...detached }
        : { ...Object.fromEntries(fields), ...moveLike(row, before, { ...when }) };
    const written = await write(tx, row, { ...change, ...series?.(row) });
    const moved = sales === "move" ? await moveSales(tx, row.id, written.before, written.after) : [];
    changed.push({ ...written, sales: moved });
  }
  await saveCustom(tx, actor, [id], custom);
  return changed.toSorted((a, b) => +a.before.startsAt - +b.before.startsAt);
}

const whenKeys = new Set(["startsAt", "endsAt", "zone", "slug"]);
type Row = typeof events.$inferSelect;

async function write(tx: TenantTx, before: Row, row: Partial<Row>): Promise<Omit<Changed, "sales">> {
  const [after] = await tx.update(events).set(row).where(eq(events.id, before.id)).returning();
  if (!after) throw new Refusal("missing", `${before.name} is not here any more, or not yours.`);
  return { id: before.id, name: after.name, before: known(before), after: known(after) };
}

const known = ({ startsAt, endsAt, zone, venueId, name }: Row): Known => ({ startsAt, endsAt, zone, venueId, name });

function followers(tx: TenantTx, before: Row, scope: "following" | "all"): Promise<Row[]> {
  return tx
    .select()
    .from(events)
    .where(
      and(
        eq(events.seriesId, before.seriesId ?? ""),
        sql`${events.id} <> ${before.id}`,
        eq(events.detached, false),
        inArray(events.state, ["draft", "published", "postponed"]),
        scope === "following" ? gte(events.startsAt, before.startsAt) : undefined,
      ),
    )
    .orderBy(asc(events.startsAt))
    .for("no key update");
}

/**
 * The series that the changed events belong to from now on. Changing "this and all that follow" splits it in two: the
 * old rule ends before this one, and a rule of its own begins with it.
 */
async function seriesFor(
  tx: TenantTx,
  actor: Actor,
  before: Row,
  scope: "one" | "following" | "all",
  others: Row[],
  days: number,
) {
  const id = before.seriesId ?? "";
  const [series] = await tx.select().from(eventSeries).where(eq(eventSeries.id, id));
  const earlier = await tx
    .select({ occursLocal: events.occursLocal, startsAt: events.startsAt })
    .from(events)
    .where(and(eq(events.seriesId, id), sql`${events.startsAt} < ${before.startsAt.toISOString()}::timestamptz`))
    .orderBy(asc(events.startsAt));
  const local = (row: Row) => addDays(row.occursLocal ?? toLocal(row.startsAt, row.zone), days);
  if (!series) throw new Refusal("missing", "That series is not here any more, or not yours.");
  if (scope !== "following" || earlier.length === 0) {
    if (days !== 0) {
      const first = [before, ...others].map(local).sort()[0] ?? local(before);
      const rule = ruleAfter(series.rule, first, { days, left: others.length + 1 });
      await tx.update(eventSeries).set({ rule }).where(eq(eventSeries.id, id));
    }
    return days === 0 ? null : (row: Row) => ({ occursLocal: local(row) });
  }
  const last = earlier.at(-1)?.occursLocal ?? toLocal(before.startsAt, before.zone);
  const rule = ruleAfter(series.rule, local(before), { days, left: others.length + 1 });
  const values = {
    organizationId: actor.organizationId,
    name: series.name,
    rule,
    startsLocal: local(before),
    zone: series.zone,
    splitFromId: id,
    createdBy: actor.userId,
  };
  const made = await tx.execute<{ id: string }>(sql`${insertInto(eventSeries, values)} returning id`);
  await tx
    .update(eventSeries)
    .set({ rule: ruleUntil(series.rule, last) })
    .where(eq(eventSeries.id, id));
  const seriesId = made.rows[0]?.id ?? id;
  return (row: Row) => ({ seriesId, occursLocal: local(row) });
}

type Schedule = { venueId?: string; zone?: string; startsAt: string; endsAt: string };

/** Wall clocks become moments in the zone of the venue, or in the one that was chosen. */
export async function whenAndWhere(tx: TenantTx, { venueId, zone: chosen, startsAt, endsAt }: Schedule) {
  const zone = venueId ? await zoneOf(tx, venueId) : (chosen ?? refuse("zone", "Choose a venue or a time zone."));
  const when = { zone, startsAt: toInstant(startsAt, zone), endsAt: toInstant(endsAt, zone) };
  if (when.endsAt <= when.startsAt) refuse("endsAt", "It must end after it starts.");
  return when;
}

async function zoneOf(tx: TenantTx, venueId: string): Promise<string> {
  const [found] = await tx.select({ zone: venues.zone }).from(venues).where(eq(venues.id, venueId));
  return found?.zone ?? refuse("venueId", "That venue is not here any more. Choose another.");
}

/** The organization's own fields of these events: checked against their kinds, emptied where nothing was written. */
export async function saveCustom(tx: TenantTx, actor: Actor, ids: string[], custom: Record<string, string>) {
  const fields = await tx.select().from(customFields).where(eq(customFields.archived, false));
  for (const field of fields) {
    const value = custom[field.key];
    if (value === undefined) continue;
    const problem = fieldProblem(field, value);
    if (problem) refuse(`custom.${field.key}`, problem);
    for (const eventId of ids) {
      const row = and(eq(customValues.eventId, eventId), eq(customValues.fieldId, field.id));
      if (value === "") await tx.delete(customValues).where(row);
      else {
        const values = { organizationId: actor.organizationId, eventId, fieldId: field.id, value };
        await tx.execute(sql`${insertInto(customValues, values)}
          on conflict on constraint one_value_a_field do update set value = excluded.value`);
      }
    }
  }
}

function refuse(field: string, message: string): never {
  throw new Refusal("invalid", message, { [field]: [message] });
}
