import { z } from "zod";

/** Reminders of bookings: what jobs take, what screens show, what settings say. */
export const SendBookingReminder = z.object({ reminderId: z.uuid() });

export const reminderKinds = { "24h": "24 hours before", "2h": "2 hours before", "30m": "30 minutes before" } as const;
export type ReminderKind = keyof typeof reminderKinds;

const moment = z.string();
export const Reminder = z.object({
  kind: z.enum(["24h", "2h", "30m"]),
  recipient: z.enum(["customer", "chef"]),
  name: z.string(),
  address: z.string(),
  startsAt: moment,
  dueAt: moment,
  outcome: z.enum(["planned", "queued", "sent", "skipped"]),
  reason: z.string(),
  sentAt: moment.nullable(),
  /** Of the letter, as long as the queue remembers. */
  letter: z.enum(["waiting", "delivered", "failed"]).nullable(),
});
export type Reminder = z.output<typeof Reminder>;

/** What the database tells the worker to write about. */
export const ReminderLetter = z.object({
  bookingId: z.uuid(),
  number: z.string(),
  recipient: z.enum(["customer", "chef"]),
  kind: z.enum(["24h", "2h", "30m"]),
  to: z.string(),
  name: z.string(),
  service: z.string(),
  station: z.string(),
  startsAt: moment,
  endsAt: moment,
  zone: z.string(),
  place: z.string().nullable(),
  guests: z.number(),
  customer: z.string(),
  phone: z.string(),
  diet: z.string(),
  slug: z.string(),
  organization: z.object({
    name: z.string(),
    accent: z.string(),
    supportEmail: z.string().nullable(),
    logo: z.string().nullable(),
  }),
});
export type ReminderLetter = z.output<typeof ReminderLetter>;

const kinds = z.preprocess(
  (value) => (value === undefined || value === "" ? [] : [value].flat().filter((one) => one !== "")),
  z.array(z.enum(["24h", "2h", "30m"])),
);

export const SaveReminderRule = z.strictObject({
  stationId: z.uuid("Choose a station."),
  customerKinds: kinds,
  chefKinds: kinds,
  quiet: z.enum(["earlier", "later"]),
});

export const StopReminders = z.strictObject({ bookingId: z.uuid(), stop: z.boolean() });
