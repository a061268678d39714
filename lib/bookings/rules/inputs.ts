import { z } from "zod";

/** Bookings: what forms send and jobs take. Moments arrive as ISO 8601 with an offset; screens make them from slots. */
export const ExpireHold = z.strictObject({ bookingId: z.uuid() });
export const TellCustomer = z.strictObject({ bookingId: z.uuid(), what: z.enum(["confirmed", "moved", "cancelled"]) });

const flag = z.preprocess((value) => value === "on" || value === "true" || value === true, z.boolean());
const moment = z.iso.datetime({ offset: true, error: "Choose a time." });
const list = z.preprocess((value) => (typeof value === "string" ? [value] : value), z.array(z.uuid()).max(20));
const text = (most: number) => z.string().trim().max(most, `At most ${most} characters.`).default("");
const email = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^@\s]+@[^@\s]+$/, "That is not an e-mail address.");
/** The database says it in a sentence that names the service; here only what is no number at all. */
const guests = z.coerce.number("Say how many.").int("Say how many, in whole numbers.").max(5000, "At most 5000.");

/** Who comes, where, and what they may not eat. */
export const contact = {
  contactName: z.string().trim().min(1, "Say for whom it is.").max(200),
  contactEmail: z.preprocess((value) => (value === "" ? undefined : value), email.optional()),
  contactPhone: text(60),
  address: text(500),
  dietaryNotes: text(2000),
  notes: text(4000),
};

export const NewBooking = z.strictObject({
  key: z.string().min(8).max(200),
  stationId: z.uuid("Choose a station."),
  serviceId: z.uuid("Choose a service."),
  startsAt: moment,
  endsAt: moment.optional(),
  resourceIds: list.optional(),
  adults: guests,
  children: guests.default(0),
  ...contact,
  customerId: z.uuid().optional(),
  confirm: flag.default(false),
  anyway: flag.default(false),
  holdMinutes: z.coerce.number().int().min(1).max(20160).optional(),
});

export const MoveBooking = z.strictObject({
  bookingId: z.uuid(),
  startsAt: moment.optional(),
  endsAt: moment.optional(),
  resourceIds: list.optional(),
  reason: text(500),
  anyway: flag.default(false),
});

export const StepBooking = z.strictObject({
  bookingId: z.uuid(),
  to: z.enum(["confirmed", "in_progress", "completed"]),
});

export const CancelBooking = z.strictObject({
  bookingId: z.uuid(),
  reason: z.string().trim().min(3, "Say why it will not happen.").max(500),
  noShow: flag.default(false),
});

export const CorrectBooking = z.strictObject({ bookingId: z.uuid(), ...contact });
