import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantTx } from "#db/tenant";
import { bookingSecret, newBookingId } from "#lib/bookings/link";
import { CancelBooking, CorrectBooking, MoveBooking, NewBooking, StepBooking } from "#lib/bookings/rules/inputs";
import { command } from "#lib/command";

/** What a function of the database answers, as JSON. */
export async function answerOf<T>(tx: TenantTx, call: ReturnType<typeof sql>): Promise<T> {
  const { rows } = await tx.execute<{ value: T }>(sql`select ${call} as value`);
  return rows[0]?.value as T;
}

const Booked = z.object({ bookingId: z.uuid(), number: z.string(), state: z.string() });
const about = (output: { bookingId: string }) => ({ subject: "bookings.bookings", subjectId: output.bookingId });

/** Take a slot for a customer. `resourceIds` says who; without them it is whoever is free first. */
export const book = command({
  name: "bookings.book",
  needs: "bookings:write",
  input: NewBooking,
  trace: about,
  async run({ tx, input }) {
    const id = newBookingId();
    const asked = { ...input, id, secret: bookingSecret(id) };
    return Booked.parse(await answerOf(tx, sql`bookings.book(${JSON.stringify(asked)}::jsonb)`));
  },
});

/** Another time or other people, with a reason once it is confirmed. What is in the way is named in the refusal. */
export const moveBooking = command({
  name: "bookings.move",
  needs: "bookings:write",
  input: MoveBooking,
  trace: about,
  async run({ tx, input }) {
    const moved = await answerOf<{ bookingId: string; startsAt: string; endsAt: string }>(
      tx,
      sql`bookings.move(${JSON.stringify(input)}::jsonb)`,
    );
    return moved;
  },
});

/** The next step of a booking that happens. */
export const stepBooking = command({
  name: "bookings.step",
  needs: "bookings:write",
  input: StepBooking,
  async run({ tx, input: { bookingId, to } }) {
    const from = await answerOf<string>(tx, sql`bookings.move_state(${bookingId}::uuid, ${to})`);
    return { bookingId, from, to };
  },
  trace: ({ bookingId, from, to }) => ({ ...about({ bookingId }), changes: { state: [from, to] } }),
});

/** It will not happen, or nobody came. What is given back follows the booking's own rule. */
export const cancelBooking = command({
  name: "bookings.cancel",
  needs: "bookings:write",
  input: CancelBooking,
  trace: about,
  async run({ tx, input }) {
    const rule = await answerOf<{ refundMinor: string; keptMinor: string }>(
      tx,
      sql`bookings.cancel(${JSON.stringify(input)}::jsonb)`,
    );
    return { bookingId: input.bookingId, ...rule };
  },
});

export const correctBooking = command({
  name: "bookings.correct",
  needs: "bookings:write",
  input: CorrectBooking,
  trace: about,
  async run({ tx, input }) {
    await tx.execute(sql`select bookings.correct(${JSON.stringify(input)}::jsonb)`);
    return { bookingId: input.bookingId };
  },
});
