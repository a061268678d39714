import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { insertInto } from "#db/insert";
import { eventSeries, events } from "#db/schema/events";
import { ticketTiers } from "#db/schema/ticketing";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { addMinutes, occurrences, ruleText, wallMinutes } from "#lib/events/recurrence";
import { slugOf } from "#lib/events/rules";
import { RepeatInput } from "#lib/events/rules/series";
import { toInstant, toLocal } from "#lib/time";

type Made = { seriesId: string; made: number };

/**
 * Make an event the first of a series. Each further one is a draft of its own with the same tickets, its sale shifted
 * on the wall clock as the event is; it is published like any other.
 */
export const repeatEvent = command({
  name: "events.repeat_event",
  needs: "events:write",
  input: RepeatInput,
  trace: (_: Made, input) => ({ subject: "events.events", subjectId: input.id }),
  async run({ tx, actor, input: { id, ...rule } }): Promise<Made> {
    const [first] = await tx.select().from(events).where(eq(events.id, id)).for("no key update");
    if (!first) throw new Refusal("missing", "That event is not here any more, or not yours.");
    if (first.seriesId) throw new Refusal("conflict", "This event belongs to a series already.");
    const starts = toLocal(first.startsAt, first.zone);
    const text = ruleText(rule, starts);
    const locals = occurrences(text, starts);
    if (locals.length < 2)
      throw new Refusal("invalid", "That makes no further event. Say more of them, or a later day.", {
        [rule.until ? "until" : "count"]: ["That makes no further event."],
      });
    const series = { organizationId: actor.organizationId, name: first.name, rule: text, startsLocal: starts };
    const made = await tx.execute<{ id: string }>(
      sql`${insertInto(eventSeries, { ...series, zone: first.zone, createdBy: actor.userId })} returning id`,
    );
    const seriesId = z.uuid().parse(made.rows[0]?.id);
    await tx.update(events).set({ seriesId, occursLocal: starts }).where(eq(events.id, id));
    const tiers = await tx
      .select()
      .from(ticketTiers)
      .where(eq(ticketTiers.eventId, id))
      .orderBy(asc(ticketTiers.position));
    const lasts = wallMinutes(starts, toLocal(first.endsAt, first.zone));
    const slugs = locals.slice(1).map((local) => `${slugOf(first.name).slice(0, 60)}-${local.slice(0, 10)}`);
    const taken = await tx.select({ slug: events.slug }).from(events).where(inArray(events.slug, slugs));
    const used = new Set(taken.map(({ slug }) => slug));
    for (const local of locals.slice(1)) {
      const shift = wallMinutes(starts, local);
      const moved = (at: Date) => toInstant(addMinutes(toLocal(at, first.zone), shift), first.zone);
      const wanted = `${slugOf(first.name).slice(0, 60)}-${local.slice(0, 10)}`;
      const slug = used.has(wanted) ? `${wanted}-${seriesId.slice(-6)}` : wanted;
      const copy = {
        ...first,
        slug,
        startsAt: toInstant(local, first.zone),
        endsAt: toInstant(addMinutes(local, lasts), first.zone),
        tiers: tiers.map((tier) => ({
          ...tier,
          priceMinor: tier.priceMinor.toString(),
          saleStartsAt: tier.saleStartsAt,
          saleEndsAt: moved(tier.saleEndsAt),
        })),
      };
      const other = await tx.execute<{ id: string }>(
        sql`select public.create_event(${JSON.stringify(copy)}::jsonb) as id`,
      );
      await tx
        .update(events)
        .set({ seriesId, occursLocal: local })
        .where(eq(events.id, z.uuid().parse(other.rows[0]?.id)));
    }
    return { seriesId, made: locals.length - 1 };
  },
});

/** No more of it: drafts of the series that lie ahead are left as they are, each by itself. */
export const endSeries = command({
  name: "events.end_series",
  needs: "events:write",
  input: z.strictObject({ id: z.uuid() }),
  trace: (output: { id: string }) => ({ subject: "events.event_series", subjectId: output.id }),
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select system.move('series', ${id}::uuid, 'ended')`);
    await tx
      .update(events)
      .set({ seriesId: null, occursLocal: null, detached: false })
      .where(and(eq(events.seriesId, id), eq(events.state, "draft")));
    return { id };
  },
});
