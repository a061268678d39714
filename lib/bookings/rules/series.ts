import { z } from "zod";
import { RepeatInput } from "#lib/events/rules/series";

/** Bookings that come again and again: what forms send. Wall clocks are the station's. */
const flag = z.preprocess((value) => value === "on" || value === "true" || value === true, z.boolean());

/** The rule as for a series of events; `skip` leaves out the times that are not free. */
export const RepeatBooking = RepeatInput.safeExtend({ skip: flag.default(false) });
export type RepeatBooking = z.output<typeof RepeatBooking>;

export const seriesScopes = {
  one: "Only this one",
  following: "This one and those after it",
  all: "All that are still to come",
} as const;

export const ChangeSeries = z.strictObject({
  bookingId: z.uuid(),
  scope: z.enum(["one", "following", "all"]),
  startsLocal: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "Choose a day and a time."),
  /** Empty: who does each of them stays. */
  resourceId: z.preprocess((value) => (value === "" ? undefined : value), z.uuid().optional()),
  reason: z.string().trim().max(500).default(""),
});
export type ChangeSeries = z.output<typeof ChangeSeries>;

export const CancelSeries = z.strictObject({
  bookingId: z.uuid(),
  scope: z.enum(["following", "all"]),
  reason: z.string().trim().min(3, "Say why they will not happen.").max(500),
});

const moment = z.string();
export const Repeated = z.object({
  seriesId: z.uuid().nullable(),
  made: z.number(),
  times: z.array(
    z.object({
      startsAt: moment,
      bookingId: z.uuid().nullable(),
      number: z.string().nullable(),
      refused: z.string().nullable(),
    }),
  ),
});
export type Repeated = z.output<typeof Repeated>;

export const Moved = z.array(
  z.object({
    bookingId: z.uuid(),
    number: z.string(),
    before: moment,
    after: moment,
    refused: z.string().nullable(),
  }),
);
export type Moved = z.output<typeof Moved>;
