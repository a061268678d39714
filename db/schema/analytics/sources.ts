import { sql } from "drizzle-orm";
import { bigint, check, date, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { analytics } from "#db/schema/analytics/schema";
import { bookings } from "#db/schema/bookings/bookings";
import { organizations } from "#db/schema/organizations";
import { checkoutSessions } from "#db/schema/ticketing";

const count = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);
const amount = (name: `${string}_minor`) => minor(name).notNull().default(sql`0`);

/**
 * Where the visitor of one checkout or booking had come from, as far as they had agreed to being counted. Written with
 * it and never changed; who it was is not in it.
 */
export const attributions = analytics.table(
  "attributions",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    checkoutId: uuid("checkout_id"),
    bookingId: uuid("booking_id"),
    firstChannel: text("first_channel").notNull(),
    firstSource: text("first_source").notNull(),
    lastChannel: text("last_channel").notNull(),
    lastSource: text("last_source").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("one_deed", sql`num_nonnulls(${t.checkoutId}, ${t.bookingId}) = 1`),
    uniqueIndex("one_source_a_checkout").on(t.organizationId, t.checkoutId).where(sql`checkout_id is not null`),
    uniqueIndex("one_source_a_booking").on(t.organizationId, t.bookingId).where(sql`booking_id is not null`),
    ...within(t, t.checkoutId, checkoutSessions),
    ...within(t, t.bookingId, bookings),
    ...ownedBy({ read: "analytics:read" }),
  ],
);

/**
 * What was begun, sold and given back in a day, by where the buyer came from, counted twice: by where they came from
 * first, and last. Each adds up to all of it: what nobody agreed to have counted is `unknown`, what staff sold is `staff`.
 */
export const dailyOrigins = analytics.table(
  "daily_origins",
  {
    organizationId: organizationId(),
    id: id(),
    day: date("day").notNull(),
    touch: text("touch", { enum: ["first", "last"] }).notNull(),
    sold: text("sold", { enum: ["tickets", "bookings"] }).notNull(),
    eventId: uuid("event_id"),
    stationId: uuid("station_id"),
    /** A channel of visits, or `code`, `staff`, `unknown`. */
    channel: text("channel").notNull(),
    source: text("source").notNull(),
    currency: currency(),
    begun: count("begun"),
    sales: count("sales"),
    grossMinor: amount("gross_minor"),
    refunds: count("refunds"),
    refundedMinor: amount("refunded_minor"),
  },
  (t) => [
    tenantKey(t),
    unique("one_origin_row")
      .on(t.organizationId, t.day, t.touch, t.sold, t.eventId, t.stationId, t.channel, t.source, t.currency)
      .nullsNotDistinct(),
    ...ownedBy({ read: "analytics:read", event: "event_id", station: "station_id" }),
  ],
);
