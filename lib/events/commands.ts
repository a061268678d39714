import "server-only";
import { eq, like, or, sql } from "drizzle-orm";
import { z } from "zod";
import { insertInto } from "#db/insert";
import { events, venues } from "#db/schema/events";
import type { TenantTx } from "#db/tenant";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { changeEvents, saveCustom, whenAndWhere } from "#lib/events/commands/changing";
import { tellHolders } from "#lib/events/commands/telling";
import {
  EventChange,
  EventId,
  NewEvent,
  slugOf,
  type TierRow,
  tierRow,
  VenueChange,
  VenueInput,
} from "#lib/events/rules";

const event = (output: { id: string }) => ({ subject: "events.events", subjectId: output.id });
const venue = (output: { id: string }) => ({ subject: "events.venues", subjectId: output.id });
const goneVenue = () => new Refusal("missing", "That venue is not here any more, or not yours.");

export const createVenue = command({
  name: "events.create_venue",
  needs: "events:write",
  input: VenueInput,
  trace: venue,
  async run({ tx, actor, input }) {
    const row = { ...input, capacity: input.capacity ?? null, organizationId: actor.organizationId };
    const made = await tx.execute<{ id: string }>(sql`${insertInto(venues, row)} returning id`);
    return { id: z.uuid().parse(made.rows[0]?.id) };
  },
});

export const updateVenue = command({
  name: "events.update_venue",
  needs: "events:write",
  input: VenueChange,
  trace: venue,
  async run({ tx, input: { id, ...change }, watch }) {
    await watch(venues, id);
    const row = { ...change, capacity: change.capacity ?? null };
    const [changed] = await tx.update(venues).set(row).where(eq(venues.id, id)).returning({ id: venues.id });
    if (!changed) throw goneVenue();
    return changed;
  },
});

/** A draft with its tiers, or nothing. An address is made from the name unless one is given. */
export const createEvent = command({
  name: "events.create_event",
  needs: "events:write",
  input: NewEvent,
  trace: event,
  async run({ tx, actor, input: { tiers, custom, ...input } }) {
    const when = await whenAndWhere(tx, input);
    const slug = input.slug ?? (await freeSlug(tx, input.name));
    const rows = tiers.map((tier, index) => {
      const row = tierRow(tier, { ...when, currency: input.currency, now: new Date() });
      return "field" in row ? refuse(`tiers.${index}.${row.field}`, row.message) : row;
    });
    const p = { ...input, ...when, slug, tiers: rows.map(plainTier) };
    const made = await tx.execute<{ id: string }>(sql`select public.create_event(${JSON.stringify(p)}::jsonb) as id`);
    const id = z.uuid().parse(made.rows[0]?.id);
    await saveCustom(tx, actor, [id], custom);
    return { id, slug };
  },
});

/** Change an event, or with it those of its series; where holders of tickets would notice, write to them if asked. */
export const updateEvent = command({
  name: "events.update_event",
  needs: "events:write",
  input: EventChange,
  trace: event,
  async run({ tx, actor, input, watch }) {
    await watch(events, input.id);
    const changed = await changeEvents(tx, actor, input);
    const told = input.tell ? await tellHolders(tx, actor, changed) : 0;
    return { id: input.id, changed: changed.length, told };
  },
});

/** Let visitors see it and buy. The database says what is still missing. */
export const publishEvent = moveTo("published", "events.publish_event");
/** Doors are open; sales go on until they end. */
export const startEvent = moveTo("live", "events.start_event");
/** It will be another day: tickets stay good, sales stop until it is published again. */
export const postponeEvent = moveTo("postponed", "events.postpone_event");
/** It will not happen: sales stop. Orders are refunded one by one or together from the list of orders. */
export const cancelEvent = moveTo("cancelled", "events.cancel_event");
export const completeEvent = moveTo("completed", "events.complete_event");
export const archiveEvent = moveTo("archived", "events.archive_event");

/** Out of the archive, as what it was: completed or cancelled. */
export const restoreEvent = command({
  name: "events.restore_event",
  needs: "events:publish",
  kind: "UPDATE",
  input: EventId,
  trace: (output: { id: string; to: string }) => ({ ...event(output), changes: { state: ["archived", output.to] } }),
  async run({ tx, input }) {
    const { rows } = await tx.execute<{ to: string }>(sql`select events.restore_event(${input.id}::uuid) as to`);
    return { id: input.id, to: z.string().parse(rows[0]?.to) };
  },
});

type Target = "published" | "live" | "postponed" | "cancelled" | "completed" | "archived";

function moveTo(state: Target, name: `events.${string}`) {
  return command({
    name,
    needs: "events:publish",
    input: EventId,
    trace: (output: { id: string; from: string }) => ({ ...event(output), changes: { state: [output.from, state] } }),
    async run({ tx, input }) {
      const moved = await tx.execute<{ from: string }>(
        sql`select system.move('event', ${input.id}::uuid, ${state}) as from`,
      );
      const from = z.string().parse(moved.rows[0]?.from);
      if (from === "draft" && state === "published")
        await tx.execute(sql`select organizations.check_room('events_at_once')`);
      return { id: input.id, from };
    },
  });
}

/** An address made from the name that no event of theirs has. */
export async function freeSlug(tx: TenantTx, name: string): Promise<string> {
  const wanted = slugOf(name);
  const near = await tx
    .select({ slug: events.slug })
    .from(events)
    .where(or(eq(events.slug, wanted), like(events.slug, `${wanted}-%`)));
  const taken = new Set(near.map((row) => row.slug));
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

const plainTier = (tier: TierRow) => ({ ...tier, priceMinor: tier.priceMinor.toString() });

function refuse(field: string, message: string): never {
  throw new Refusal("invalid", message, { [field]: [message] });
}
