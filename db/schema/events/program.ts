import { sql } from "drizzle-orm";
import { check, index, integer, text, uuid } from "drizzle-orm/pg-core";
import { moment, within } from "#db/columns";
import { eventsSchema } from "#db/schema/events";
import { rooms, vendors } from "#db/schema/events/places";
import { byMember, ofEvent, plan } from "#db/schema/events/planned";
import { labels } from "#db/states";

export const sessionState = eventsSchema.enum("session_state", labels("session"));
export const sessionKinds = ["talk", "performance", "workshop", "show", "panel", "break", "other"] as const;

/** A session of the programme: what happens in which room from when to when. */
export const eventSchedules = eventsSchema.table(
  "event_schedules",
  {
    ...ofEvent(),
    title: text("title").notNull(),
    abstract: text("abstract").notNull().default(""),
    kind: text("kind", { enum: sessionKinds }).notNull().default("other"),
    track: text("track").notNull().default(""),
    roomId: uuid("room_id"),
    startsAt: moment("starts_at").notNull(),
    endsAt: moment("ends_at").notNull(),
    /** How many are expected; the timetable warns when the room is smaller. */
    expected: integer("expected"),
    state: sessionState("state").notNull().default("planned"),
  },
  (t) => [
    check("title_length", sql`length(${t.title}) between 1 and 160`),
    check("ends_after_start", sql`${t.endsAt} > ${t.startsAt}`),
    check("not_for_days", sql`${t.endsAt} <= ${t.startsAt} + interval '24 hours'`),
    check("somebody_expected", sql`${t.expected} is null or ${t.expected} > 0`),
    index().on(t.organizationId, t.eventId, t.startsAt),
    ...within(t, t.roomId, rooms),
    ...plan(t),
  ],
);

export const logisticsState = eventsSchema.enum("logistics_state", labels("logistics"));
export const logisticsKinds = [
  "equipment",
  "transport",
  "accommodation",
  "catering",
  "permit",
  "power",
  "other",
] as const;

/** A thing or service that has to be there in time. */
export const eventLogistics = eventsSchema.table(
  "event_logistics",
  {
    ...ofEvent(),
    name: text("name").notNull(),
    kind: text("kind", { enum: logisticsKinds }).notNull().default("equipment"),
    quantity: integer("quantity").notNull().default(1),
    vendorId: uuid("vendor_id"),
    ownerId: uuid("owner_id"),
    neededAt: moment("needed_at"),
    place: text("place").notNull().default(""),
    notes: text("notes").notNull().default(""),
    state: logisticsState("state").notNull().default("needed"),
  },
  (t) => [
    check("name_length", sql`length(${t.name}) between 1 and 160`),
    check("some_quantity", sql`${t.quantity} between 1 and 1000000`),
    ...within(t, t.vendorId, vendors),
    ...byMember(t, t.ownerId),
    ...plan(t),
  ],
);

export const runState = eventsSchema.enum("run_state", labels("run"));
export const runKinds = ["build", "soundcheck", "rehearsal", "doors", "show", "strike", "other"] as const;

/** A block of the production: build, sound check, rehearsal, show, strike; it may lie outside the hours of the event. */
export const productionRuns = eventsSchema.table(
  "production_runs",
  {
    ...ofEvent(),
    title: text("title").notNull(),
    kind: text("kind", { enum: runKinds }).notNull().default("other"),
    startsAt: moment("starts_at").notNull(),
    endsAt: moment("ends_at").notNull(),
    ownerId: uuid("owner_id"),
    /** The running order: one line a cue. */
    cues: text("cues").notNull().default(""),
    state: runState("state").notNull().default("planned"),
  },
  (t) => [
    check("title_length", sql`length(${t.title}) between 1 and 160`),
    check("ends_after_start", sql`${t.endsAt} > ${t.startsAt}`),
    ...byMember(t, t.ownerId),
    ...plan(t),
  ],
);
