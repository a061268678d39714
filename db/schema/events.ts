import { sql } from "drizzle-orm";
import { boolean, char, check, index, integer, pgSchema, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { stations } from "#db/schema/identity";
import { organizations } from "#db/schema/organizations";
import { eventCategories } from "#db/schema/ref";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const eventsSchema = pgSchema("events");

export const eventState = eventsSchema.enum("event_state", labels("event"));

/** A place where events happen; its zone is the wall clock of every event in it. */
export const venues = eventsSchema.table(
  "venues",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    name: text("name").notNull(),
    address: text("address").notNull().default(""),
    city: text("city").notNull(),
    country: char("country", { length: 2 }).notNull(),
    zone: text("zone").notNull(),
    capacity: integer("capacity"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_venue_name").on(t.organizationId, t.name, t.city),
    check("room_for_somebody", sql`${t.capacity} is null or ${t.capacity} > 0`),
    ...ownedBy({ read: "events:read", write: "events:write", shared: true }),
  ],
);

export const seriesState = eventsSchema.enum("series_state", labels("series"));

/**
 * Events that repeat by a rule (RFC 5545 RRULE). The rule counts on the wall clock of the zone, so that eight in the
 * evening stays eight in the evening when the clocks change; each occurrence is an event of its own.
 */
export const eventSeries = eventsSchema.table(
  "event_series",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    name: text("name").notNull(),
    /** The rule without DTSTART, such as `FREQ=WEEKLY;BYDAY=FR;COUNT=10`. */
    rule: text("rule").notNull(),
    /** Wall clock of the first occurrence, `2026-06-01T20:00`. */
    startsLocal: text("starts_local").notNull(),
    zone: text("zone").notNull(),
    state: seriesState("state").notNull().default("active"),
    /** The series that this one was split from, when somebody changed one occurrence and all that follow. */
    splitFromId: uuid("split_from_id"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("rule_form", sql`${t.rule} ~ '^FREQ=' and length(${t.rule}) <= 200`),
    index().on(t.createdBy),
    ...within(t, t.splitFromId, t),
    ...ownedBy({ read: "events:read", write: "events:write", shared: true }),
  ],
);

/** Something people come to. Its money is in the ledger, its stock in `ticketing`. */
export const events = eventsSchema.table(
  "events",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    summary: text("summary").notNull().default(""),
    description: text("description").notNull().default(""),
    state: eventState("state").notNull().default("draft"),
    venueId: uuid("venue_id"),
    stationId: uuid("station_id"),
    category: text("category")
      .notNull()
      .references(() => eventCategories.key),
    visibility: text("visibility", { enum: ["public", "unlisted", "private"] })
      .notNull()
      .default("public"),
    format: text("format", { enum: ["in_person", "online", "hybrid"] })
      .notNull()
      .default("in_person"),
    capacity: integer("capacity").notNull(),
    startsAt: moment("starts_at").notNull(),
    endsAt: moment("ends_at").notNull(),
    /** IANA zone of the wall clock at the place; copied from the venue when one is chosen. */
    zone: text("zone").notNull(),
    currency: currency(),
    seriesId: uuid("series_id"),
    /** The wall clock at which the rule placed it, `2026-06-08T20:00`, wherever it was moved since (RECURRENCE-ID). */
    occursLocal: text("occurs_local"),
    /** Changed by itself: changes to the whole series pass it by unless they are asked to take it along. */
    detached: boolean("detached").notNull().default(false),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    /** What it was before it was archived. */
    archivedFrom: eventState("archived_from"),
    publishedAt: moment("published_at"),
    createdAt: createdAt(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    tenantKey(t),
    unique("one_event_slug").on(t.organizationId, t.slug),
    check("name_length", sql`length(${t.name}) between 1 and 120`),
    check("slug_form", sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(${t.slug}) <= 80`),
    check("ends_after_start", sql`${t.endsAt} > ${t.startsAt}`),
    check("room_for_somebody", sql`${t.capacity} between 1 and 1000000`),
    index().on(t.organizationId, t.startsAt, t.id),
    index().on(t.category),
    index().on(t.createdBy),
    uniqueIndex("one_occurrence").on(t.organizationId, t.seriesId, t.occursLocal).where(sql`series_id is not null`),
    check("occurs_in_a_series", sql`(${t.seriesId} is null) = (${t.occursLocal} is null)`),
    ...within(t, t.venueId, venues),
    ...within(t, t.stationId, stations),
    ...within(t, t.seriesId, eventSeries),
    ...ownedBy({ read: "events:read", write: "events:write", station: "station_id", event: "id" }),
  ],
);
