import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, smallint, text, time, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { bookingsSchema, ofStation } from "#db/schema/bookings/schema";
import { stations } from "#db/schema/identity";
import { organizations } from "#db/schema/organizations";
import { byFlow } from "#db/schema/payments-schema";
import type { CancellationTier } from "#lib/bookings/rules/settings";

/** What can be booked: how long it takes, what it costs, what is due at once, and what cancelling costs. */
export const services = bookingsSchema.table(
  "services",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    durationMinutes: integer("duration_minutes").notNull(),
    pricing: text("pricing", { enum: ["per_guest", "flat"] })
      .notNull()
      .default("per_guest"),
    priceMinor: minor("price_minor").notNull(),
    /** Of a guest who is a child; that of an adult when empty. */
    childPriceMinor: minor("child_price_minor"),
    currency: currency(),
    minimumTotalMinor: minor("minimum_total_minor").notNull().default(sql`0`),
    minGuests: integer("min_guests").notNull().default(1),
    maxGuests: integer("max_guests").notNull(),
    depositKind: text("deposit_kind", { enum: ["none", "percent", "fixed"] })
      .notNull()
      .default("percent"),
    depositPercent: smallint("deposit_percent").notNull().default(0),
    depositMinor: minor("deposit_minor").notNull().default(sql`0`),
    cancellation: jsonb("cancellation").$type<CancellationTier[]>().notNull().default([]),
    setupMinutes: integer("setup_minutes").notNull().default(0),
    cleanupMinutes: integer("cleanup_minutes").notNull().default(0),
    /** Each way. */
    travelMinutes: integer("travel_minutes").notNull().default(0),
    taxRateMillionths: integer("tax_rate_millionths").notNull().default(0),
    /** Prices contain the tax. */
    taxInclusive: boolean("tax_inclusive").notNull().default(true),
    active: boolean("active").notNull().default(true),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("one_service_name").on(t.organizationId, sql`lower(name)`),
    check("service_name_length", sql`length(${t.name}) between 1 and 120`),
    check("duration_range", sql`${t.durationMinutes} between 5 and 2880`),
    check("price_range", sql`${t.priceMinor} between 0 and 9007199254740991 and ${t.childPriceMinor} >= 0`),
    check("guests_range", sql`${t.minGuests} between 1 and ${t.maxGuests} and ${t.maxGuests} <= 5000`),
    check("minimum_range", sql`${t.minimumTotalMinor} >= 0`),
    check("deposit_range", sql`${t.depositPercent} between 0 and 100 and ${t.depositMinor} >= 0`),
    check(
      "buffers_range",
      sql`${t.setupMinutes} between 0 and 1440 and ${t.cleanupMinutes} between 0 and 1440 and ${t.travelMinutes} between 0 and 1440`,
    ),
    check("tax_range", sql`${t.taxRateMillionths} between 0 and 1000000`),
    ...ownedBy({ read: "bookings:read", write: "bookings:settings", shared: true }),
    byFlow(),
  ],
);

/** Which stations offer a service. */
export const serviceStations = bookingsSchema.table(
  "service_stations",
  { ...ofStation(), serviceId: uuid("service_id").notNull() },
  (t) => [
    tenantKey(t),
    unique("one_offer_a_station").on(t.organizationId, t.serviceId, t.stationId),
    ...within(t, t.serviceId, services),
    ...within(t, t.stationId, stations),
    ...ownedBy({
      read: "bookings:read",
      write: "bookings:settings",
      remove: "bookings:settings",
      station: "station_id",
    }),
    byFlow(),
  ],
);

/** How a station takes bookings, and what its public page says. */
export const stationSettings = bookingsSchema.table(
  "station_settings",
  {
    ...ofStation(),
    /** A slot begins every so many minutes from when a working day begins. */
    slotMinutes: smallint("slot_minutes").notNull().default(30),
    /** How long before its start a visitor can still book. */
    leadMinutes: integer("lead_minutes").notNull().default(1440),
    horizonDays: integer("horizon_days").notNull().default(180),
    /** How long a visitor has to pay the deposit. */
    holdMinutes: smallint("hold_minutes").notNull().default(30),
    publicPage: boolean("public_page").notNull().default(false),
    intro: text("intro").notNull().default(""),
    /** How money is sent by hand: the Zelle address, the Venmo name, the bank account. */
    payingByHand: text("paying_by_hand").notNull().default(""),
    termsVersion: integer("terms_version").notNull().default(0),
    /** Nobody is reminded between these two, on the station's clocks. */
    quietFrom: time("quiet_from").notNull().default("21:00"),
    quietTo: time("quiet_to").notNull().default("08:00"),
  },
  (t) => [
    tenantKey(t),
    unique("one_setting_a_station").on(t.organizationId, t.stationId),
    check("slot_range", sql`${t.slotMinutes} between 5 and 480`),
    check("lead_range", sql`${t.leadMinutes} between 0 and 129600`),
    check("horizon_range", sql`${t.horizonDays} between 1 and 730`),
    check("hold_range", sql`${t.holdMinutes} between 5 and 1440`),
    ...within(t, t.stationId, stations),
    ...ownedBy({ read: "bookings:read", write: "bookings:settings", station: "station_id" }),
    byFlow(),
  ],
);

/** Every version of a station's terms stays: a booking names the one that its customer agreed to. */
export const terms = bookingsSchema.table(
  "terms",
  {
    ...ofStation(),
    version: integer("version").notNull(),
    body: text("body").notNull(),
  },
  (t) => [
    tenantKey(t),
    unique("one_terms_version").on(t.organizationId, t.stationId, t.version),
    check("body_length", sql`length(${t.body}) between 1 and 20000`),
    ...within(t, t.stationId, stations),
    ...ownedBy({ read: "bookings:read", station: "station_id" }),
    byFlow(),
  ],
);
