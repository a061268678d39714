import { sql } from "drizzle-orm";
import { bigint, date, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { currency, id, minor, organizationId, ownedBy, tenantKey } from "#db/columns";
import { analytics } from "#db/schema/analytics/schema";

/**
 * Every column of these tables but the keys and the sketch is a count or an amount that can be added up. They have no
 * foreign keys: what they name was checked on every single row, nobody but the eraser of a whole organization may
 * delete it, and checking each sum once more took as long as summing. Their indexes for reading hold the figures as well
 * and are made in `db/sql/74-analytics.sql`: the rows of one tenant lie scattered among those of all others.
 */
const count = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);
const amount = (name: `${string}_minor`) => minor(name).notNull().default(sql`0`);
/** A calendar day in the organization's zone. */
const day = () => date("day").notNull();
/** A calendar month in the organization's zone, as its first day. */
const month = () => date("month").notNull();
const seen = { read: "analytics:read", event: "event_id" } as const;

/** What visitors did in a day on one page, by where they came from. */
export const dailyTraffic = analytics.table(
  "daily_traffic",
  {
    organizationId: organizationId(),
    id: id(),
    day: day(),
    eventId: uuid("event_id"),
    stationId: uuid("station_id"),
    page: text("page", { enum: ["event", "programme", "booking"] }).notNull(),
    channel: text("channel").notNull(),
    source: text("source").notNull(),
    views: count("views"),
    clicks: count("clicks"),
    dwells: count("dwells"),
    dwellMs: count("dwell_ms"),
    plays: count("plays"),
    shares: count("shares"),
    scans: count("scans"),
  },
  (t) => [
    tenantKey(t),
    unique("one_traffic_row")
      .on(t.organizationId, t.day, t.eventId, t.stationId, t.page, t.channel, t.source)
      .nullsNotDistinct(),
    ...ownedBy({ ...seen, station: "station_id" }),
  ],
);

/** The same of the whole organization, whichever page it was: what a dashboard's days and sources are read from. */
export const dailySources = analytics.table(
  "daily_sources",
  {
    organizationId: organizationId(),
    id: id(),
    day: day(),
    channel: text("channel").notNull(),
    source: text("source").notNull(),
    views: count("views"),
    clicks: count("clicks"),
    dwells: count("dwells"),
    dwellMs: count("dwell_ms"),
    plays: count("plays"),
    shares: count("shares"),
    scans: count("scans"),
  },
  (t) => [
    tenantKey(t),
    unique("one_source_row").on(t.organizationId, t.day, t.channel, t.source),
    ...ownedBy({ read: "analytics:read" }),
  ],
);

/** What happened in each hour of a day, on the organization's wall clock. */
export const hourlyActivity = analytics.table(
  "hourly_activity",
  {
    organizationId: organizationId(),
    id: id(),
    day: day(),
    hour: smallint("hour").notNull(),
    eventId: uuid("event_id"),
    views: count("views"),
    orders: count("orders"),
    tickets: count("tickets"),
    arrivals: count("arrivals"),
  },
  (t) => [
    tenantKey(t),
    unique("one_hour_row").on(t.organizationId, t.day, t.eventId, t.hour).nullsNotDistinct(),
    ...ownedBy(seen),
  ],
);

/**
 * Who was there in a day, as a sketch: the 512 smallest of the visitors' numbers, in order. Two sketches merge into the
 * 512 smallest of both, so days add up to weeks. Up to 511 visitors it is exact; beyond, within 4.4 % (one sigma).
 * Without an event it is the whole organization.
 */
export const dailyVisitors = analytics.table(
  "daily_visitors",
  {
    organizationId: organizationId(),
    id: id(),
    day: day(),
    eventId: uuid("event_id"),
    sketch: bigint("sketch", { mode: "bigint" }).array().notNull(),
  },
  (t) => [
    tenantKey(t),
    unique("one_visitor_row").on(t.organizationId, t.eventId, t.day).nullsNotDistinct(),
    ...ownedBy(seen),
  ],
);

/**
 * The same by calendar month, for spans that hold whole months: each is the sum of its days and made from nothing else, so
 * that a year is read as twelve rows and not as 365.
 */
export const monthlyTraffic = analytics.table(
  "monthly_traffic",
  {
    organizationId: organizationId(),
    id: id(),
    month: month(),
    eventId: uuid("event_id"),
    stationId: uuid("station_id"),
    page: text("page", { enum: ["event", "programme", "booking"] }).notNull(),
    channel: text("channel").notNull(),
    source: text("source").notNull(),
    views: count("views"),
    clicks: count("clicks"),
    dwells: count("dwells"),
    dwellMs: count("dwell_ms"),
    plays: count("plays"),
    shares: count("shares"),
    scans: count("scans"),
  },
  (t) => [
    tenantKey(t),
    unique("one_traffic_month")
      .on(t.organizationId, t.month, t.eventId, t.stationId, t.page, t.channel, t.source)
      .nullsNotDistinct(),
    ...ownedBy({ ...seen, station: "station_id" }),
  ],
);

/** The hours of the weekdays of a month (Monday is 1), of the whole organization: what an event's looked like is short enough to be added up from its days. */
export const monthlyHours = analytics.table(
  "monthly_hours",
  {
    organizationId: organizationId(),
    id: id(),
    month: month(),
    weekday: smallint("weekday").notNull(),
    hour: smallint("hour").notNull(),
    views: count("views"),
    orders: count("orders"),
    tickets: count("tickets"),
    arrivals: count("arrivals"),
  },
  (t) => [
    tenantKey(t),
    unique("one_hour_month").on(t.organizationId, t.month, t.weekday, t.hour),
    ...ownedBy({ read: "analytics:read" }),
  ],
);

/** Who was there in a month: the sketches of its days, merged. */
export const monthlyVisitors = analytics.table(
  "monthly_visitors",
  {
    organizationId: organizationId(),
    id: id(),
    month: month(),
    eventId: uuid("event_id"),
    sketch: bigint("sketch", { mode: "bigint" }).array().notNull(),
  },
  (t) => [
    tenantKey(t),
    unique("one_visitor_month").on(t.organizationId, t.eventId, t.month).nullsNotDistinct(),
    ...ownedBy(seen),
  ],
);

/** What was sold in a day, tax included; a refund counts on the day on which it went out, so that no past day changes. */
export const dailySales = analytics.table(
  "daily_sales",
  {
    organizationId: organizationId(),
    id: id(),
    day: day(),
    eventId: uuid("event_id").notNull(),
    /** How it was sold: `online`, `door`, `manual`. */
    channel: text("channel").notNull(),
    currency: currency(),
    checkouts: count("checkouts"),
    orders: count("orders"),
    tickets: count("tickets"),
    grossMinor: amount("gross_minor"),
    taxMinor: amount("tax_minor"),
    refunds: count("refunds"),
    refundedMinor: amount("refunded_minor"),
    returned: count("returned"),
    arrivals: count("arrivals"),
  },
  (t) => [
    tenantKey(t),
    unique("one_sales_row").on(t.organizationId, t.day, t.eventId, t.channel, t.currency),
    ...ownedBy(seen),
  ],
);

/** The same by kind of ticket. Orders and refunds are shared out to the minor unit, so that the kinds add up to the sales. */
export const dailyTiers = analytics.table(
  "daily_tiers",
  {
    organizationId: organizationId(),
    id: id(),
    day: day(),
    eventId: uuid("event_id").notNull(),
    tierId: uuid("tier_id").notNull(),
    channel: text("channel").notNull(),
    currency: currency(),
    tickets: count("tickets"),
    grossMinor: amount("gross_minor"),
    refundedMinor: amount("refunded_minor"),
    returned: count("returned"),
    arrivals: count("arrivals"),
  },
  (t) => [
    tenantKey(t),
    unique("one_tier_row").on(t.organizationId, t.day, t.tierId, t.channel, t.currency),
    ...ownedBy(seen),
  ],
);
