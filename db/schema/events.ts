import { sql } from "drizzle-orm";
import { char, check, index, integer, pgSchema, text, unique, uuid } from "drizzle-orm/pg-core";
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
    createdBy: uuid("created_by").references(() => userProfiles.userId),
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
    ...within(t, t.venueId, venues),
    ...within(t, t.stationId, stations),
    ...ownedBy({ read: "events:read", write: "events:write", station: "station_id", event: "id" }),
  ],
);
