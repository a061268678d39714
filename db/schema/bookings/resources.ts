import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, smallint, text, time, unique, uuid } from "drizzle-orm/pg-core";
import { moment, ownedBy, tenantKey, within } from "#db/columns";
import { bookingsSchema, ofStation, resourceKind } from "#db/schema/bookings/schema";
import { services } from "#db/schema/bookings/services";
import { stations } from "#db/schema/identity";
import { byFlow } from "#db/schema/payments-schema";
import { userProfiles } from "#db/schema/users";

const ofStationRows = { read: "bookings:read", write: "bookings:settings", station: "station_id" } as const;
const removable = { ...ofStationRows, remove: "bookings:settings" } as const;

/** Who or what a booking takes the time of. A chef may be somebody who signs in. */
export const resources = bookingsSchema.table(
  "resources",
  {
    ...ofStation(),
    kind: resourceKind("kind").notNull(),
    name: text("name").notNull(),
    userId: uuid("user_id").references(() => userProfiles.userId),
    email: text("email"),
    phone: text("phone").notNull().default(""),
    /** `#rrggbb`, on the board. */
    color: text("color").notNull().default("#64748b"),
    /** The most guests; empty: as many as the service takes. */
    capacity: integer("capacity"),
    active: boolean("active").notNull().default(true),
    position: integer("position").notNull().default(0),
  },
  (t) => [
    tenantKey(t),
    unique("one_resource_name").on(t.organizationId, t.stationId, t.name),
    check("resource_name_length", sql`length(${t.name}) between 1 and 120`),
    check("color_form", sql`${t.color} ~ '^#[0-9a-f]{6}$'`),
    check("capacity_range", sql`${t.capacity} between 1 and 5000`),
    index().on(t.userId),
    ...within(t, t.stationId, stations),
    ...ownedBy(ofStationRows),
    byFlow(),
  ],
);

/** Which resource can do which service. Their station follows the resource, by a trigger; so in the tables below. */
export const resourceServices = bookingsSchema.table(
  "resource_services",
  { ...ofStation(), resourceId: uuid("resource_id").notNull(), serviceId: uuid("service_id").notNull() },
  (t) => [
    tenantKey(t),
    unique("one_skill_a_resource").on(t.organizationId, t.resourceId, t.serviceId),
    ...within(t, t.resourceId, resources),
    ...within(t, t.serviceId, services),
    ...within(t, t.stationId, stations),
    ...ownedBy(removable),
    byFlow(),
  ],
);

/**
 * When a resource works: on a weekday (1 is Monday, ISO 8601), from and until on the station's clocks; `24:00` is
 * midnight at the end of the day, and a shift over midnight is two rows that touch.
 */
export const workingHours = bookingsSchema.table(
  "working_hours",
  {
    ...ofStation(),
    resourceId: uuid("resource_id").notNull(),
    weekday: smallint("weekday").notNull(),
    fromTime: time("from_time").notNull(),
    toTime: time("to_time").notNull(),
    validFrom: date("valid_from").notNull().default("-infinity"),
    validTo: date("valid_to").notNull().default("infinity"),
  },
  (t) => [
    tenantKey(t),
    check("weekday_range", sql`${t.weekday} between 1 and 7`),
    check("hours_range", sql`${t.toTime} > ${t.fromTime}`),
    check("valid_range", sql`${t.validTo} >= ${t.validFrom}`),
    ...within(t, t.resourceId, resources),
    ...within(t, t.stationId, stations),
    ...ownedBy(removable),
    byFlow(),
  ],
);

/** Holidays, illness, repair. */
export const timeOff = bookingsSchema.table(
  "time_off",
  {
    ...ofStation(),
    resourceId: uuid("resource_id").notNull(),
    startsAt: moment("starts_at").notNull(),
    endsAt: moment("ends_at").notNull(),
    reason: text("reason").notNull().default(""),
  },
  (t) => [
    tenantKey(t),
    check("ends_after_start", sql`${t.endsAt} > ${t.startsAt}`),
    index().on(t.organizationId, t.resourceId, t.startsAt),
    ...within(t, t.resourceId, resources),
    ...within(t, t.stationId, stations),
    ...ownedBy({ ...removable, write: "bookings:write", remove: "bookings:write" }),
    byFlow(),
  ],
);

/** When a chef is busy elsewhere, as a calendar that they gave us says. The same event again replaces what it said before. */
export const busyTimes = bookingsSchema.table(
  "busy_times",
  {
    ...ofStation(),
    resourceId: uuid("resource_id").notNull(),
    startsAt: moment("starts_at").notNull(),
    endsAt: moment("ends_at").notNull(),
    /** The file or feed that it came from. */
    source: text("source").notNull().default(""),
    /** UID and recurrence of RFC 5545. */
    uid: text("uid").notNull(),
    summary: text("summary").notNull().default(""),
  },
  (t) => [
    tenantKey(t),
    unique("one_busy_time_a_uid").on(t.organizationId, t.resourceId, t.source, t.uid, t.startsAt),
    check("ends_after_start", sql`${t.endsAt} > ${t.startsAt}`),
    index().on(t.organizationId, t.resourceId, t.startsAt),
    ...within(t, t.resourceId, resources),
    ...within(t, t.stationId, stations),
    ...ownedBy({ ...removable, write: "bookings:write", remove: "bookings:write" }),
    byFlow(),
  ],
);
