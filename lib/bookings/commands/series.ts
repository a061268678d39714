import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantTx } from "#db/tenant";
import { answerOf } from "#lib/bookings/commands/bookings";
import { bookingSecret, newBookingId } from "#lib/bookings/link";
import { CancelSeries, ChangeSeries, Moved, RepeatBooking, Repeated } from "#lib/bookings/rules/series";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { moments, moveLike, occurrences, ruleText } from "#lib/events/recurrence";
import { toInstant, toLocal } from "#lib/time";

const about = (bookingId: string) => ({ subject: "bookings.bookings", subjectId: bookingId });

/** Book the same again by a rule, on the station's clocks. Each time is a booking of its own. */
export const repeatBooking = command({
  name: "bookings.repeat",
  needs: "bookings:write",
  input: RepeatBooking,
  run: ({ tx, input }) => repeated(tx, input, false),
  trace: (_, { id }) => about(id),
});

/** What that would make, and what is in the way of each time. Nothing is kept. */
export const previewRepeat = command({
  name: "bookings.preview_repeat",
  needs: "bookings:write",
  input: RepeatBooking,
  run: ({ tx, input }) => repeated(tx, input, true),
  trace: (_, { id }) => about(id),
});

/** Move one, this and the following, or all that are to come: each as many days and to the same new hour. All or none. */
export const changeSeries = command({
  name: "bookings.change_series",
  needs: "bookings:write",
  input: ChangeSeries,
  run: ({ tx, input }) => moved(tx, input, false),
  trace: (_, { bookingId }) => about(bookingId),
});

export const previewSeries = command({
  name: "bookings.preview_series",
  needs: "bookings:write",
  input: ChangeSeries,
  run: ({ tx, input }) => moved(tx, input, true),
  trace: (_, { bookingId }) => about(bookingId),
});

/** Cancel this and the following, or all that are to come; what is given back follows the rule of each. */
export const cancelSeries = command({
  name: "bookings.cancel_series",
  needs: "bookings:write",
  input: CancelSeries,
  async run({ tx, input }) {
    const asked = JSON.stringify(input);
    return { cancelled: z.number().parse(await answerOf(tx, sql`bookings.cancel_series(${asked}::jsonb)`)) };
  },
  trace: (_, { bookingId }) => about(bookingId),
});

async function repeated(tx: TenantTx, { id, skip, ...rule }: z.output<typeof RepeatBooking>, preview: boolean) {
  const first = await bookingOf(tx, id);
  const startsLocal = toLocal(first.startsAt, first.zone);
  const text = ruleText(rule, startsLocal);
  const locals = occurrences(text, startsLocal).slice(1);
  const times = moments(locals, first.zone).map((startsAt) => {
    const made = newBookingId();
    return { id: made, secret: bookingSecret(made), startsAt };
  });
  const asked = JSON.stringify({ bookingId: id, rule: text, startsLocal, times, skip, preview });
  return Repeated.parse(await answerOf(tx, sql`bookings.repeat(${asked}::jsonb)`));
}

async function moved(tx: TenantTx, input: z.output<typeof ChangeSeries>, preview: boolean) {
  const { bookingId, scope, startsLocal, resourceId, reason } = input;
  const changed = await bookingOf(tx, bookingId);
  const startsAt = toInstant(startsLocal, changed.zone);
  const lasts = changed.endsAt.getTime() - changed.startsAt.getTime();
  const becomes = { startsAt, endsAt: new Date(startsAt.getTime() + lasts), zone: changed.zone };
  const targets = scope === "one" ? [changed] : await ofSeries(tx, changed, scope);
  const moves = targets.map((target) => {
    const next = target.id === changed.id ? becomes : moveLike(target, changed, becomes);
    return { bookingId: target.id, startsAt: next.startsAt, endsAt: next.endsAt };
  });
  const asked = JSON.stringify({
    bookingId,
    moves,
    reason,
    preview,
    ...(resourceId ? { resourceIds: [resourceId] } : {}),
  });
  return Moved.parse(await answerOf(tx, sql`bookings.move_series(${asked}::jsonb)`));
}

type Known = { id: string; seriesId: string | null; startsAt: Date; endsAt: Date; zone: string };

async function bookingOf(tx: TenantTx, id: string): Promise<Known> {
  const { rows } = await tx.execute<Known>(
    sql`select id, series_id as "seriesId", starts_at as "startsAt", ends_at as "endsAt", zone from bookings.bookings where id = ${id}::uuid`,
  );
  if (!rows[0]) throw new Refusal("missing", "That booking is not here, or not yours.");
  return dated(rows[0]);
}

async function ofSeries(tx: TenantTx, { seriesId, startsAt }: Known, scope: "following" | "all"): Promise<Known[]> {
  const from = scope === "all" ? new Date() : startsAt;
  const { rows } = await tx.execute<Known>(
    sql`select id, series_id as "seriesId", starts_at as "startsAt", ends_at as "endsAt", zone from bookings.bookings
        where series_id = ${seriesId}::uuid and state in ('pending', 'confirmed') and starts_at >= ${from.toISOString()}::timestamptz order by starts_at`,
  );
  return rows.map(dated);
}

const dated = (row: Known): Known => ({ ...row, startsAt: new Date(row.startsAt), endsAt: new Date(row.endsAt) });
