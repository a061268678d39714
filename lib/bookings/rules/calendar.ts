import { z } from "zod";

/** Feeds, imported calendars, entries and meetings: what forms send. Wall clocks are `2026-11-20T18:00`; whose, the command knows. */
const empty = (value: unknown) => (value === "" || value === null ? undefined : value);
const flag = z.preprocess((value) => value === "on" || value === "true" || value === true, z.boolean());
const local = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "Choose a day and a time.");
const text = (most: number) => z.string().trim().max(most, `At most ${most} characters.`).default("");

export const OpenBookingFeed = z
  .strictObject({
    stationId: z.preprocess(empty, z.uuid().optional()),
    resourceId: z.preprocess(empty, z.uuid().optional()),
    name: z
      .string()
      .trim()
      .min(1, "Give it a name, such as the program that reads it.")
      .max(80, "At most 80 characters."),
  })
  .refine(({ stationId, resourceId }) => stationId || resourceId, { path: ["stationId"], message: "Choose whose." });
export const BookingFeedId = z.strictObject({ id: z.uuid() });

/** A file of one megabyte has some thousands of events. */
export const mostCalendarBytes = 1_000_000;
export const ImportBusy = z.strictObject({
  resourceId: z.uuid("Choose whose calendar it is."),
  source: z.string().trim().min(1, "Give it a name: the same name replaces what it said before.").max(80),
  text: z.string().min(1, "Choose a file.").max(mostCalendarBytes, "The file is larger than a megabyte."),
});
export const ForgetBusy = z.strictObject({ resourceId: z.uuid(), source: z.string().max(80) });

export const entryScopes = {
  personal: "Only I see it",
  station: "Everybody at a station",
  workspace: "Everybody",
} as const;

export const SaveEntry = z.strictObject({
  id: z.preprocess(empty, z.uuid().optional()),
  scope: z.enum(["personal", "station", "workspace"], "Choose who sees it."),
  stationId: z.preprocess(empty, z.uuid().optional()),
  title: z.string().trim().min(1, "Give it a title.").max(200, "At most 200 characters."),
  place: text(300),
  notes: text(4000),
  startsLocal: local,
  endsLocal: local,
  allDay: flag,
  remindMinutes: z.preprocess(empty, z.coerce.number().int().min(0).max(20160).optional()),
});
export const EntryId = z.strictObject({ id: z.uuid() });

const list = z.preprocess(
  (value) => (value === undefined || value === "" ? [] : [value].flat()),
  z.array(z.uuid()).min(1, "Choose who takes these meetings.").max(50),
);
export const SaveMeetingType = z.strictObject({
  id: z.preprocess(empty, z.uuid().optional()),
  stationId: z.uuid("Choose a station."),
  name: z.string().trim().min(1, "Give it a name.").max(120),
  slug: z
    .string()
    .trim()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Small letters, digits and single hyphens.")
    .min(2, "At least 2 characters.")
    .max(60, "At most 60 characters."),
  description: text(2000),
  place: text(300),
  minutes: z.coerce.number("Say how many minutes.").int().min(5, "At least 5 minutes.").max(480, "At most 8 hours."),
  resourceIds: list,
  active: flag,
});

export const BookMeeting = z.strictObject({
  org: z.string().max(80),
  meeting: z.string().max(80),
  key: z.string().min(8).max(200),
  startsAt: z.iso.datetime({ offset: true, error: "Choose a time." }),
  name: z.string().trim().min(1, "Say who you are.").max(120, "At most 120 characters."),
  email: z
    .string()
    .trim()
    .max(254)
    .regex(/^[^@\s]+@[^@\s]+$/, "We need your e-mail address to confirm."),
  phone: text(40),
  topic: text(2000),
  /** Nobody sees it; who fills it in is a program. */
  website: text(200),
});

/** What stands in the one calendar. */
export type CalendarItem = {
  kind: "booking" | "meeting" | "event" | "entry";
  id: string;
  title: string;
  startsAt: string;
  endsAt: string;
  state: string;
  allDay: boolean;
  place: string;
};
export const calendarKinds = { booking: "Bookings", meeting: "Meetings", event: "Events", entry: "Entries" } as const;
