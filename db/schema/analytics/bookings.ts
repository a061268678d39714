import { sql } from "drizzle-orm";
import { bigint, date, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { currency, id, minor, organizationId, ownedBy, tenantKey } from "#db/columns";
import { analytics } from "#db/schema/analytics/schema";

/** As in `rollups.ts`: every column but the keys adds up, and what they name was checked on every single row. */
const count = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);
const amount = (name: `${string}_minor`) => minor(name).notNull().default(sql`0`);
/** A calendar day in the station's zone, as it was when the booking was made. */
const day = () => date("day").notNull();
const seen = { read: "analytics:read", station: "station_id" } as const;

/**
 * What became of bookings in a day, on the day of each deed. What is due may be negative: it is what came to be due less
 * what was settled, so that the days so far add up to what is due now.
 */
export const dailyBookings = analytics.table(
  "daily_bookings",
  {
    organizationId: organizationId(),
    id: id(),
    day: day(),
    stationId: uuid("station_id").notNull(),
    serviceId: uuid("service_id").notNull(),
    /** Who made it: `staff`, `public`, `series`, `import`, `lead`. */
    source: text("source").notNull(),
    currency: currency(),
    booked: count("booked"),
    guests: count("guests"),
    /** What was booked is worth, tax included; a changed price counts on the day on which it changed. */
    valueMinor: amount("value_minor"),
    confirmed: count("confirmed"),
    /** Of the confirmed: of customers who had one confirmed before. */
    again: count("again"),
    completed: count("completed"),
    cancelled: count("cancelled"),
    noShows: count("no_shows"),
    quotesSent: count("quotes_sent"),
    quotesAccepted: count("quotes_accepted"),
    depositsMinor: amount("deposits_minor"),
    balancesMinor: amount("balances_minor"),
    refunds: count("refunds"),
    refundedMinor: amount("refunded_minor"),
    /** Income of the ledger, net of tax; the tax beside it. */
    earnedMinor: amount("earned_minor"),
    earnedTaxMinor: amount("earned_tax_minor"),
    depositDueMinor: amount("deposit_due_minor"),
    balanceDueMinor: amount("balance_due_minor"),
    /** How long ahead they were booked: all hours, and how many within how many days. */
    leadHours: count("lead_hours"),
    leadDay: count("lead_day"),
    leadThree: count("lead_three"),
    leadWeek: count("lead_week"),
    leadFortnight: count("lead_fortnight"),
    leadMonth: count("lead_month"),
    leadLonger: count("lead_longer"),
  },
  (t) => [
    tenantKey(t),
    unique("one_bookings_row").on(t.organizationId, t.day, t.stationId, t.serviceId, t.source, t.currency),
    ...ownedBy(seen),
  ],
);

/** When bookings are made, and when they take place, by the hour of the station's clock. */
export const hourlyBookings = analytics.table(
  "hourly_bookings",
  {
    organizationId: organizationId(),
    id: id(),
    day: day(),
    hour: smallint("hour").notNull(),
    stationId: uuid("station_id").notNull(),
    serviceId: uuid("service_id").notNull(),
    booked: count("booked"),
    served: count("served"),
  },
  (t) => [
    tenantKey(t),
    unique("one_booking_hour").on(t.organizationId, t.day, t.stationId, t.serviceId, t.hour),
    ...ownedBy(seen),
  ],
);

/**
 * What each chef did, on the day on which it took place. A booking of two chefs counts for each, with its whole time; its
 * price is shared out to the minor unit, so that chefs add up to what was served. Without a chef it is nobody's.
 */
export const dailyChefs = analytics.table(
  "daily_chefs",
  {
    organizationId: organizationId(),
    id: id(),
    day: day(),
    stationId: uuid("station_id").notNull(),
    serviceId: uuid("service_id").notNull(),
    resourceId: uuid("resource_id"),
    currency: currency(),
    served: count("served"),
    minutes: count("minutes"),
    valueMinor: amount("value_minor"),
  },
  (t) => [
    tenantKey(t),
    unique("one_chef_row")
      .on(t.organizationId, t.day, t.stationId, t.serviceId, t.resourceId, t.currency)
      .nullsNotDistinct(),
    ...ownedBy(seen),
  ],
);
