import "server-only";
import { eq, sql } from "drizzle-orm";
import { bookings } from "#db/schema/bookings/bookings";
import { answerOf } from "#lib/bookings/commands/bookings";
import { RecordBookingPayment, RefundBooking } from "#lib/bookings/rules/money";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";

/** Write down money that came by hand for a booking. Somebody else verifies it; until then it is in no book. */
export const recordBookingPayment = command({
  name: "bookings.record_payment",
  needs: "payments:record",
  input: RecordBookingPayment,
  async run({ tx, input }) {
    const [booking] = await tx
      .select({ station: bookings.stationId })
      .from(bookings)
      .where(eq(bookings.id, input.bookingId));
    if (!booking) throw new Refusal("missing", "That booking is not here, or not yours.");
    const asked = JSON.stringify({ ...input, stationId: booking.station });
    return { id: await answerOf<string>(tx, sql`payments.record_manual_payment(${asked}::jsonb)`) };
  },
  trace: (_, { bookingId }) => ({ subject: "bookings.bookings", subjectId: bookingId }),
});

/** Give money of a booking back: to the card it came from, or by hand. */
export const refundBooking = command({
  name: "bookings.refund",
  needs: "bookings:refund",
  input: RefundBooking,
  async run({ tx, input }) {
    return answerOf<{ refundIds: string[]; requestId?: string }>(
      tx,
      sql`bookings.refund(${JSON.stringify(input)}::jsonb)`,
    );
  },
  trace: (_, { bookingId }) => ({ subject: "bookings.bookings", subjectId: bookingId }),
});
