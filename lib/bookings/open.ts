import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import {
  bookingById,
  historyOfBooking,
  linesOfBooking,
  moneyOfBooking,
  quotesOfBooking,
  resourcesOfBooking,
} from "#lib/bookings/queries/bookings";
import { remindersOf, remindersStopped } from "#lib/bookings/queries/reminders";
import { read, requireActor } from "#lib/session";

/** Everything of the booking of an address, read once; one that is not theirs is the page that does not exist. */
export const openBooking = cache(async (id: string) => {
  const actor = await requireActor("bookings:read");
  const found = await read("bookings:read", async (tx) => {
    const booking = await bookingById(tx, id);
    return (
      booking && {
        booking,
        who: await resourcesOfBooking(tx, id),
        lines: await linesOfBooking(tx, id),
        money: await moneyOfBooking(tx, id),
        quotes: await quotesOfBooking(tx, id),
        history: await historyOfBooking(tx, id),
        reminders: await remindersOf(tx, id),
        stopped: await remindersStopped(tx, id),
      }
    );
  });
  if (!found) notFound();
  return { actor, ...found };
});
export type OpenedBooking = Awaited<ReturnType<typeof openBooking>>;
