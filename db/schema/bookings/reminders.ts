import { sql } from "drizzle-orm";
import { check, index, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment, ownedBy, tenantKey, within } from "#db/columns";
import { bookings } from "#db/schema/bookings/bookings";
import { resources } from "#db/schema/bookings/resources";
import { bookingsSchema, ofStation } from "#db/schema/bookings/schema";
import { stations } from "#db/schema/identity";
import { byFlow } from "#db/schema/payments-schema";
import { userProfiles } from "#db/schema/users";

const ofStationRows = { read: "bookings:read", station: "station_id" } as const;

/** Which reminders a station sends, and whether one that falls into its quiet hours comes before them or after them. */
export const reminderRules = bookingsSchema.table(
  "reminder_rules",
  {
    ...ofStation(),
    customerKinds: text("customer_kinds").array().notNull().default(sql`'{24h,2h,30m}'`),
    chefKinds: text("chef_kinds").array().notNull().default(sql`'{24h,2h,30m}'`),
    quiet: text("quiet", { enum: ["earlier", "later"] })
      .notNull()
      .default("earlier"),
  },
  (t) => [
    tenantKey(t),
    unique("one_reminder_rule_a_station").on(t.organizationId, t.stationId),
    check(
      "known_kinds",
      sql`${t.customerKinds} <@ '{24h,2h,30m}'::text[] and ${t.chefKinds} <@ '{24h,2h,30m}'::text[]`,
    ),
    ...within(t, t.stationId, stations),
    ...ownedBy({ ...ofStationRows, write: "bookings:settings" }),
    byFlow(),
  ],
);

/**
 * What became of a reminder: written when it was due, once for each booking, kind, recipient and start; a booking that
 * moved has another start and is reminded of that. Those to come are not here: `bookings.reminders_of` foretells them.
 */
export const bookingReminders = bookingsSchema.table(
  "booking_reminders",
  {
    ...ofStation(),
    bookingId: uuid("booking_id").notNull(),
    kind: text("kind", { enum: ["24h", "2h", "30m"] }).notNull(),
    recipient: text("recipient", { enum: ["customer", "chef"] }).notNull(),
    /** `customer`, or the id of the resource. */
    recipientKey: text("recipient_key").notNull(),
    resourceId: uuid("resource_id"),
    name: text("name").notNull(),
    /** The e-mail address; empty when there is none. */
    address: text("address").notNull().default(""),
    /** The start that it reminds of. */
    startsAt: moment("starts_at").notNull(),
    dueAt: moment("due_at").notNull(),
    outcome: text("outcome", { enum: ["queued", "sent", "skipped"] }).notNull(),
    /** Why it was skipped. */
    reason: text("reason").notNull().default(""),
    sentAt: moment("sent_at"),
  },
  (t) => [
    tenantKey(t),
    unique("one_reminder_a_start").on(t.organizationId, t.bookingId, t.kind, t.recipientKey, t.startsAt),
    check("skipped_says_why", sql`(${t.outcome} = 'skipped') = (${t.reason} <> '')`),
    index().on(t.organizationId, t.createdAt.desc().nullsFirst(), t.id),
    ...within(t, t.bookingId, bookings),
    ...within(t, t.resourceId, resources),
    ...within(t, t.stationId, stations),
    ...ownedBy(ofStationRows),
    byFlow(),
  ],
);

/** Customers who want no reminders of a station. */
export const reminderStops = bookingsSchema.table(
  "reminder_stops",
  {
    ...ofStation(),
    email: text("email").notNull(),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
  },
  (t) => [
    tenantKey(t),
    unique("one_stop_an_address").on(t.organizationId, t.stationId, t.email),
    check("email_small", sql`${t.email} = lower(${t.email}) and length(${t.email}) <= 254`),
    index().on(t.createdBy),
    ...within(t, t.stationId, stations),
    ...ownedBy(ofStationRows),
    byFlow(),
  ],
);
