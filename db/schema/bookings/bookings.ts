import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, smallint, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { currency, minor, moment, ownedBy, tenantKey, within } from "#db/columns";
import { resources } from "#db/schema/bookings/resources";
import { bookingSeriesState, bookingState, bookingsSchema, ofStation } from "#db/schema/bookings/schema";
import { services } from "#db/schema/bookings/services";
import { customers } from "#db/schema/crm/customers";
import { span } from "#db/schema/events/places";
import { stations } from "#db/schema/identity";
import { byFlow } from "#db/schema/payments-schema";
import { userProfiles } from "#db/schema/users";
import type { CancellationTier } from "#lib/bookings/rules/settings";

/** Rows of bookings are written by functions alone, and read by whoever may read the station's bookings. */
const ofStationRows = { read: "bookings:read", station: "station_id" } as const;

/** A booking that comes again and again, by a rule (RFC 5545 RRULE) on the station's clocks; each time is a booking of its own. */
export const bookingSeries = bookingsSchema.table(
  "booking_series",
  {
    ...ofStation(),
    serviceId: uuid("service_id").notNull(),
    state: bookingSeriesState("state").notNull().default("active"),
    rule: text("rule").notNull(),
    /** `2026-11-20T18:00` on the station's clocks: the first time. */
    startsLocal: text("starts_local").notNull(),
    zone: text("zone").notNull(),
    /** What each booking is made of: guests, contact, address, notes, resources. */
    template: jsonb("template").notNull(),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
  },
  (t) => [
    tenantKey(t),
    check("local_form", sql`${t.startsLocal} ~ '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$'`),
    index().on(t.createdBy),
    ...within(t, t.serviceId, services),
    ...within(t, t.stationId, stations),
    ...ownedBy(ofStationRows),
    byFlow(),
  ],
);

/**
 * A service at a time for a customer. `pending` holds its slot, until `hold_until` when that is set. Price, deposit and
 * cancellation rule are what they were when it was booked; what was paid, given back and earned is kept by the functions
 * that post it, and `payments.document_faults` compares it with the entries.
 */
export const bookings = bookingsSchema.table(
  "bookings",
  {
    ...ofStation(),
    /** `BK-7Q2M9K`: short enough for the note of a transfer. */
    number: text("number").notNull(),
    state: bookingState("state").notNull().default("pending"),
    serviceId: uuid("service_id").notNull(),
    seriesId: uuid("series_id"),
    customerId: uuid("customer_id"),
    /** The contact as it was given at the time; the customer's own record may change. */
    contactName: text("contact_name").notNull(),
    contactEmail: text("contact_email"),
    contactPhone: text("contact_phone").notNull().default(""),
    adults: integer("adults").notNull(),
    children: integer("children").notNull().default(0),
    address: text("address").notNull().default(""),
    dietaryNotes: text("dietary_notes").notNull().default(""),
    /** Of the people who work there; no customer sees it. */
    notes: text("notes").notNull().default(""),
    startsAt: moment("starts_at").notNull(),
    endsAt: moment("ends_at").notNull(),
    /** The station's, when it was booked. */
    zone: text("zone").notNull(),
    holdUntil: moment("hold_until"),
    currency: currency(),
    netMinor: minor("net_minor").notNull(),
    taxMinor: minor("tax_minor").notNull(),
    totalMinor: minor("total_minor").notNull(),
    taxRateMillionths: integer("tax_rate_millionths").notNull().default(0),
    taxInclusive: boolean("tax_inclusive").notNull().default(true),
    /** What has to be paid for it to be confirmed. */
    depositMinor: minor("deposit_minor").notNull(),
    paidMinor: minor("paid_minor").notNull().default(sql`0`),
    /** Given back, or on its way. */
    refundedMinor: minor("refunded_minor").notNull().default(sql`0`),
    /** Of the total (or of what was kept at a cancellation): what is income and tax by now. */
    earnedMinor: minor("earned_minor").notNull().default(sql`0`),
    earnedTaxMinor: minor("earned_tax_minor").notNull().default(sql`0`),
    cancellation: jsonb("cancellation").$type<CancellationTier[]>().notNull().default([]),
    termsVersion: integer("terms_version"),
    termsAcceptedAt: moment("terms_accepted_at"),
    termsAddress: text("terms_address"),
    source: text("source", { enum: ["staff", "public", "series", "import", "lead"] })
      .notNull()
      .default("staff"),
    /** Why it is in its state: of a cancellation, what was said. */
    reason: text("reason").notNull().default(""),
    confirmedAt: moment("confirmed_at"),
    completedAt: moment("completed_at"),
    cancelledAt: moment("cancelled_at"),
    /** SHA-256 of the secret in the customer's link. */
    tokenHash: text("token_hash"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    /** Made once per form, so that sending twice books once. */
    key: text("key").notNull(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    tenantKey(t),
    unique("one_booking_number").on(t.organizationId, t.number),
    unique("one_booking_a_key").on(t.organizationId, t.key),
    uniqueIndex("one_booking_a_token").on(t.tokenHash),
    check("contact_length", sql`length(${t.contactName}) between 1 and 200`),
    check(
      "guests_range",
      sql`${t.adults} >= 0 and ${t.children} >= 0 and ${t.adults} + ${t.children} between 1 and 5000`,
    ),
    check("ends_after_start", sql`${t.endsAt} > ${t.startsAt}`),
    check(
      "adds_up",
      sql`${t.netMinor} + ${t.taxMinor} = ${t.totalMinor} and ${t.netMinor} >= 0 and ${t.taxMinor} >= 0 and ${t.totalMinor} <= 9007199254740991`,
    ),
    check("deposit_within_total", sql`${t.depositMinor} between 0 and ${t.totalMinor}`),
    check("refunded_within_paid", sql`${t.refundedMinor} between 0 and ${t.paidMinor}`),
    check("earned_within_total", sql`${t.earnedMinor} >= 0 and ${t.earnedTaxMinor} between 0 and ${t.earnedMinor}`),
    check("accepted_whole", sql`(${t.termsVersion} is null) = (${t.termsAcceptedAt} is null)`),
    index().on(t.organizationId, t.startsAt.desc().nullsFirst(), t.id),
    index().on(t.organizationId, t.stationId, t.startsAt),
    index().on(t.organizationId, t.state),
    index("bookings_deposit_due")
      .on(t.organizationId, t.stationId)
      .where(sql`state = 'pending' and deposit_minor > paid_minor - refunded_minor`),
    index("booking_holds").on(t.holdUntil).where(sql`state = 'pending' and hold_until is not null`),
    index().on(t.createdBy),
    ...within(t, t.serviceId, services),
    ...within(t, t.seriesId, bookingSeries),
    ...within(t, t.customerId, customers),
    ...within(t, t.stationId, stations),
    ...ownedBy(ofStationRows),
    byFlow(),
  ],
);

/** What the price is made of, in order. A discount is negative; the lines add up to the net or, with tax inside, to the total. */
export const bookingLines = bookingsSchema.table(
  "booking_lines",
  {
    ...ofStation(),
    bookingId: uuid("booking_id").notNull(),
    position: smallint("position").notNull(),
    kind: text("kind", { enum: ["service", "minimum", "extra", "discount"] }).notNull(),
    description: text("description").notNull(),
    quantity: integer("quantity").notNull(),
    unitMinor: minor("unit_minor").notNull(),
    amountMinor: minor("amount_minor").notNull(),
  },
  (t) => [
    tenantKey(t),
    unique("one_line_a_position").on(t.organizationId, t.bookingId, t.position),
    check("line_multiplies", sql`${t.amountMinor} = ${t.quantity} * ${t.unitMinor} and ${t.quantity} > 0`),
    check("discount_is_negative", sql`(${t.amountMinor} < 0) <= (${t.kind} = 'discount')`),
    ...within(t, t.bookingId, bookings),
    ...within(t, t.stationId, stations),
    ...ownedBy(ofStationRows),
    byFlow(),
  ],
);

/**
 * The time that a booking takes of a resource, with travel, set-up and clean-up; `active` while it does. An exclusion
 * constraint in `db/sql/68-bookings.sql` refuses a second one, a pending hold included.
 */
export const bookingResources = bookingsSchema.table(
  "booking_resources",
  {
    ...ofStation(),
    bookingId: uuid("booking_id").notNull(),
    resourceId: uuid("resource_id").notNull(),
    during: span("during").notNull(),
    active: boolean("active").notNull().default(true),
  },
  (t) => [
    tenantKey(t),
    unique("once_a_booking").on(t.organizationId, t.bookingId, t.resourceId),
    ...within(t, t.bookingId, bookings),
    ...within(t, t.resourceId, resources),
    ...within(t, t.stationId, stations),
    ...ownedBy(ofStationRows),
    byFlow(),
  ],
);

/** What happened to a booking, by whom and why. Never changed. */
export const bookingHistory = bookingsSchema.table(
  "booking_history",
  {
    ...ofStation(),
    bookingId: uuid("booking_id").notNull(),
    kind: text("kind", {
      enum: ["booked", "state", "moved", "price", "contact", "quote", "terms", "payment", "refund", "dispute"],
    }).notNull(),
    /** What it was and what it became, as far as it changed: times, resources, state, amounts. */
    before: jsonb("before").notNull().default({}),
    after: jsonb("after").notNull().default({}),
    reason: text("reason").notNull().default(""),
    byUserId: uuid("by_user_id").references(() => userProfiles.userId),
  },
  (t) => [
    tenantKey(t),
    index().on(t.byUserId),
    ...within(t, t.bookingId, bookings),
    ...within(t, t.stationId, stations),
    ...ownedBy(ofStationRows),
    byFlow(),
  ],
);
