import { sql } from "drizzle-orm";
import { check, customType, index, integer, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { eventsSchema, venues } from "#db/schema/events";
import { byFunctions, ofEvent } from "#db/schema/events/planned";
import { organizations } from "#db/schema/organizations";

/** A range of moments, its end excluded. Empty takes no time and overlaps nothing. */
export const span = (name: string) => customType<{ data: string }>({ dataType: () => "tstzrange" })(name);

/** A room, hall, stage or terrace of a venue. */
export const rooms = eventsSchema.table(
  "rooms",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    venueId: uuid("venue_id").notNull(),
    name: text("name").notNull(),
    capacity: integer("capacity"),
    position: integer("position").notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_room_name").on(t.organizationId, t.venueId, t.name),
    check("room_name", sql`length(${t.name}) between 1 and 80`),
    check("room_for_somebody", sql`${t.capacity} is null or ${t.capacity} > 0`),
    ...within(t, t.venueId, venues),
    ...ownedBy({ read: "events:read", write: "events:write", remove: "events:write", shared: true }),
  ],
);

/**
 * Who has a room when: an event for all of its time (no session), or one of its sessions. Written by functions alone;
 * two exclusion constraints in `db/sql/32-events-places.sql` refuse a second event, and a second session, at the same time.
 */
export const roomUses = eventsSchema.table(
  "room_uses",
  {
    ...ofEvent(),
    roomId: uuid("room_id").notNull(),
    sessionId: uuid("session_id"),
    during: span("during").notNull(),
  },
  (t) => [
    unique("one_use_a_session").on(t.organizationId, t.sessionId),
    ...within(t, t.roomId, rooms),
    ...byFunctions(t),
  ],
);

export const vendorCategories = [
  "catering",
  "sound_and_light",
  "staging",
  "security",
  "transport",
  "decoration",
  "medical",
  "print",
  "cleaning",
  "other",
] as const;

/** A company or person that the organization buys from for its events. */
export const vendors = eventsSchema.table(
  "vendors",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    name: text("name").notNull(),
    category: text("category", { enum: vendorCategories }).notNull().default("other"),
    contactName: text("contact_name").notNull().default(""),
    email: text("email").notNull().default(""),
    phone: text("phone").notNull().default(""),
    website: text("website").notNull().default(""),
    notes: text("notes").notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_vendor_name").on(t.organizationId, t.name),
    check("vendor_name", sql`length(${t.name}) between 1 and 120`),
    index().on(t.organizationId, t.category),
    ...ownedBy({ read: "events:read", write: "events:write", shared: true }),
  ],
);
