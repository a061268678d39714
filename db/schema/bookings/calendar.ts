import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgPolicy, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";
import { createdAt, id, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { bookings } from "#db/schema/bookings/bookings";
import { resources } from "#db/schema/bookings/resources";
import { bookingsSchema, ofStation } from "#db/schema/bookings/schema";
import { services } from "#db/schema/bookings/services";
import { stations } from "#db/schema/identity";
import { organizations } from "#db/schema/organizations";
import { byFlow } from "#db/schema/payments-schema";
import { userProfiles } from "#db/schema/users";

const ofStationRows = { read: "bookings:read", station: "station_id" } as const;

/** A station's or a chef's bookings as a calendar that other programs subscribe to, by an address with a secret. */
export const bookingFeeds = bookingsSchema.table(
  "calendar_feeds",
  {
    ...ofStation(),
    /** Whose bookings; empty: everybody's at the station. */
    resourceId: uuid("resource_id"),
    name: text("name").notNull(),
    /** SHA-256 of the secret in its address, which nobody is shown twice. */
    tokenHash: text("token_hash").notNull().unique(),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    renewedAt: moment("renewed_at"),
    revokedAt: moment("revoked_at"),
    readAt: moment("read_at"),
  },
  (t) => [
    tenantKey(t),
    check("name_length", sql`length(${t.name}) between 1 and 80`),
    index().on(t.createdBy),
    ...within(t, t.resourceId, resources),
    ...within(t, t.stationId, stations),
    ...ownedBy(ofStationRows),
    byFlow(),
  ],
);

/** What somebody wrote into the calendar: for themselves, for a station, or for the whole organization. */
export const calendarEntries = bookingsSchema.table(
  "calendar_entries",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    scope: text("scope", { enum: ["personal", "station", "workspace"] }).notNull(),
    stationId: uuid("station_id"),
    /** Who wrote it; whose it is when it is personal. */
    userId: uuid("user_id")
      .notNull()
      .references(() => userProfiles.userId),
    title: text("title").notNull(),
    place: text("place").notNull().default(""),
    notes: text("notes").notNull().default(""),
    startsAt: moment("starts_at").notNull(),
    endsAt: moment("ends_at").notNull(),
    allDay: boolean("all_day").notNull().default(false),
    /** So long before it, whoever it is for is told; empty: nobody. */
    remindMinutes: integer("remind_minutes"),
    remindedAt: moment("reminded_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("title_length", sql`length(${t.title}) between 1 and 200`),
    check("notes_length", sql`length(${t.notes}) <= 4000 and length(${t.place}) <= 300`),
    check("ends_after_start", sql`${t.endsAt} > ${t.startsAt}`),
    check("remind_range", sql`${t.remindMinutes} between 0 and 20160`),
    check("station_of_its_scope", sql`(${t.scope} = 'station') = (${t.stationId} is not null)`),
    index().on(t.organizationId, t.startsAt),
    index("entries_to_remind").on(t.startsAt).where(sql`remind_minutes is not null and reminded_at is null`),
    index().on(t.userId),
    ...within(t, t.stationId, stations),
    pgPolicy("read", {
      for: "select",
      to: authenticatedRole,
      using: sql`organization_id = (select system.org_id()) and (
        (scope = 'workspace' and (select system.has('bookings:read')))
        or (scope = 'station' and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])))
        or (scope = 'personal' and user_id = (select system.uid())))`,
    }),
    byFlow(),
  ],
);

/** A consultation that visitors book by themselves: a service that costs nothing, at a page of its own. */
export const meetingTypes = bookingsSchema.table(
  "meeting_types",
  {
    ...ofStation(),
    serviceId: uuid("service_id").notNull(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    /** Where it happens: on the phone, by video, at the kitchen. */
    place: text("place").notNull().default(""),
    active: boolean("active").notNull().default(true),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("one_meeting_slug").on(t.organizationId, t.slug),
    check("slug_form", sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(${t.slug}) between 2 and 60`),
    check("name_length", sql`length(${t.name}) between 1 and 120`),
    ...within(t, t.serviceId, services),
    ...within(t, t.stationId, stations),
    ...ownedBy(ofStationRows),
    byFlow(),
  ],
);

/** A booking that is a meeting. Its time, its people and its state are the booking's own. */
export const meetingBookings = bookingsSchema.table(
  "meeting_bookings",
  {
    ...ofStation(),
    bookingId: uuid("booking_id").notNull(),
    meetingTypeId: uuid("meeting_type_id").notNull(),
    topic: text("topic").notNull().default(""),
  },
  (t) => [
    tenantKey(t),
    unique("one_meeting_a_booking").on(t.organizationId, t.bookingId),
    check("topic_length", sql`length(${t.topic}) <= 2000`),
    ...within(t, t.bookingId, bookings),
    ...within(t, t.meetingTypeId, meetingTypes),
    ...within(t, t.stationId, stations),
    ...ownedBy(ofStationRows),
    byFlow(),
  ],
);
