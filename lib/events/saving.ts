import "server-only";
import { inArray, sql } from "drizzle-orm";
import { eventSchedules } from "#db/schema/events/program";
import { eventStaff } from "#db/schema/events/staff";
import { type Actor, asTenant, type TenantTx } from "#db/tenant";
import { Refusal } from "#lib/errors";
import { updateEvent } from "#lib/events/commands";
import { type Changed, changeEvents } from "#lib/events/commands/changing";
import { letters } from "#lib/events/commands/telling";
import { EventChange } from "#lib/events/rules";
import type { Review } from "#lib/events/rules/series";
import { can } from "#lib/permissions";
import { formatMoment, formatRange, zoneWords } from "#lib/time";

export type Saved = { id: string; review?: Review };

/**
 * What the form of an event sends. The first time it is only rehearsed: the change is made, looked at and undone, so
 * that what is shown is exactly what will happen, conflicts included. With `confirmed`, or when nobody would notice, it is done.
 */
export async function saveEventChange(actor: Actor, raw: unknown): Promise<Saved> {
  const { confirmed, ...form } = (raw ?? {}) as Record<string, unknown>;
  if (confirmed === "yes" || !can(actor, "events:write")) return { id: (await updateEvent(actor, form)).id };
  const input = EventChange.parse(form);
  const review = await rehearse(actor, input);
  if (review.events.length > 1 || review.notes.length > 0 || review.sales || review.holders > 0)
    return { id: input.id, review };
  return { id: (await updateEvent(actor, form)).id };
}

/** Thrown at the end of a rehearsal, so that nothing of it stays. */
class Rehearsed extends Error {
  readonly review: Review;
  constructor(review: Review) {
    super("rehearsed");
    this.review = review;
  }
}

export async function rehearse(actor: Actor, input: EventChange): Promise<Review> {
  if (actor.impersonation && !actor.impersonation.writable)
    throw new Refusal("forbidden", "You look through other eyes, and only look: nothing can be changed.");
  try {
    return await asTenant(actor, async (tx) => {
      const rooms = await planned(tx, input.id);
      const changed = await changeEvents(tx, actor, { ...input, sales: "move" });
      throw new Rehearsed(await reviewOf(tx, changed, rooms));
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.review;
    throw error;
  }
}

const when = ({ startsAt, endsAt, zone }: Changed["before"]) =>
  `${formatRange(startsAt, endsAt, zone)} (${zoneWords(startsAt, zone)})`;

async function reviewOf(tx: TenantTx, changed: Changed[], before: Planned): Promise<Review> {
  const told = new Map((await letters(tx, changed)).map((letter) => [letter.id, letter.holders]));
  const ids = changed.map(({ id }) => id);
  const plans = await plansOf(tx, ids);
  const moved = changed.filter((one) => when(one.before) !== when(one.after));
  const rezoned = changed.filter((one) => one.before.zone !== one.after.zone);
  const lost = before.rooms - (await planned(tx, before.id)).rooms;
  const notes = [
    ...(moved.length > 0 && plans.sessions > 0
      ? [
          `${count(plans.sessions, "session")} and ${count(plans.shifts, "shift")} move with it, at the same wall clock.`,
        ]
      : []),
    ...rezoned
      .slice(0, 1)
      .map(
        ({ before: from, after: to }) =>
          `Clocks change from ${zoneWords(from.startsAt, from.zone)} to ${zoneWords(to.startsAt, to.zone)}: every time keeps its wall clock, so each moment moves.`,
      ),
    ...(lost > 0 ? [`${count(lost, "session")} lose their room, because it is at another venue.`] : []),
    ...(moved.length > 0 && plans.tasks > 0 ? [`${count(plans.tasks, "task")} keep their due dates.`] : []),
  ];
  return {
    events: changed.map((one) => ({
      id: one.id,
      name: one.after.name,
      before: when(one.before),
      after: when(one.after),
      holders: told.get(one.id) ?? 0,
    })),
    sales: salesOf(changed, before.id),
    notes,
    holders: [...told.values()].reduce((sum, holders) => sum + holders, 0),
  };
}

const window = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, zone: string) =>
  `${formatMoment(startsAt, zone)} – ${formatMoment(endsAt, zone)}`;

/** A rehearsal moves the sales along even where they are to stay: what they would be is what the person decides on. */
function salesOf(changed: Changed[], id: string): Review["sales"] {
  const tiers = changed.reduce((sum, one) => sum + one.sales.length, 0);
  if (tiers === 0) return null;
  const windows = (changed.find((one) => one.id === id)?.sales ?? []).map(({ tier, before, after, zone }) => ({
    tier,
    before: window(before, zone),
    after: window(after, zone),
  }));
  return { tiers, events: changed.filter((one) => one.sales.length > 0).length, windows };
}

type Planned = { id: string; rooms: number };
async function planned(tx: TenantTx, id: string): Promise<Planned> {
  const { rows } = await tx.execute<{ rooms: number }>(
    sql`select count(room_id)::int as rooms from ${eventSchedules} where event_id = ${id}::uuid`,
  );
  return { id, rooms: rows[0]?.rooms ?? 0 };
}

async function plansOf(tx: TenantTx, ids: string[]) {
  const sessions = await tx.$count(eventSchedules, inArray(eventSchedules.eventId, ids));
  const shifts = await tx.$count(eventStaff, inArray(eventStaff.eventId, ids));
  const { rows } = await tx.execute<{ tasks: number }>(
    sql`select count(*)::int as tasks from events.event_planning where event_id = any (${sql.param(`{${ids.join(",")}}`)}::uuid[]) and due_at is not null and state in ('open', 'in_progress', 'blocked')`,
  );
  return { sessions, shifts, tasks: rows[0]?.tasks ?? 0 };
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;
