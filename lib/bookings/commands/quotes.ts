import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answerOf } from "#lib/bookings/commands/bookings";
import { quoteLink, quoteSecret } from "#lib/bookings/link";
import { quoteLetter } from "#lib/bookings/queries/letters";
import { Offer, Reprice } from "#lib/bookings/rules/quotes";
import { command } from "#lib/command";
import { enqueue } from "#lib/system/outbox";

const about = (output: { bookingId: string }) => ({ subject: "bookings.bookings", subjectId: output.bookingId });

/** The price anew: guests, extras, discounts and the deposit. */
export const repriceBooking = command({
  name: "bookings.reprice",
  needs: "bookings:price",
  input: Reprice,
  trace: about,
  run: ({ tx, input }) =>
    answerOf<{ bookingId: string; totalMinor: string }>(tx, sql`bookings.reprice(${JSON.stringify(input)}::jsonb)`),
});

const Made = z.object({ quoteId: z.uuid(), bookingId: z.uuid(), version: z.number() });

/** Offer a price by link, and by e-mail when asked to. The version before it counts no more. */
export const offerQuote = command({
  name: "bookings.offer_quote",
  needs: "bookings:price",
  input: Offer,
  trace: about,
  async run({ tx, input: { goodForDays, send, ...input } }) {
    const expiresAt = new Date(Date.now() + goodForDays * 86_400_000).toISOString();
    const version = await answerOf<number>(
      tx,
      sql`(select coalesce(max(q.version), 0) + 1 from bookings.quotes q where q.booking_id = ${input.bookingId}::uuid)`,
    );
    const secret = quoteSecret(input.bookingId, version);
    const asked = JSON.stringify({ ...input, expiresAt });
    const made = Made.parse(await answerOf(tx, sql`bookings.offer(${asked}::jsonb, ${secret})`));
    const link = quoteLink(made.bookingId, made.version);
    if (send) {
      const letter = await quoteLetter(tx, { secret, link });
      if (letter) await enqueue(tx, { topic: "messaging.send_email", payload: letter, key: `quote:${made.quoteId}` });
    }
    return { ...made, link };
  },
});
