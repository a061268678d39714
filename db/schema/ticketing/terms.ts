import { sql } from "drizzle-orm";
import { boolean, char, check, integer, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, minor, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { events } from "#db/schema/events";
import { orders, ticketing } from "#db/schema/ticketing";

/** How an event sells beyond its tickets: which taxes are in the prices, and how long an offer from the waitlist stands. */
export const saleTerms = ticketing.table(
  "sale_terms",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    /** `organization`: its own rate. `place`: what `ref.tax_rates` says of the place on the day of the order. */
    taxBasis: text("tax_basis", { enum: ["organization", "place", "none"] })
      .notNull()
      .default("organization"),
    country: char("country", { length: 2 }),
    region: text("region").notNull().default(""),
    taxInclusive: boolean("tax_inclusive").notNull().default(true),
    waitlist: boolean("waitlist").notNull().default(true),
    offerHours: integer("offer_hours").notNull().default(24),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_terms_an_event").on(t.organizationId, t.eventId),
    check("place_has_country", sql`${t.taxBasis} <> 'place' or ${t.country} is not null`),
    check("region_form", sql`${t.region} ~ '^[A-Z0-9]{0,3}$'`),
    check("offer_length", sql`${t.offerHours} between 1 and 168`),
    ...within(t, t.eventId, events),
    ...ownedBy({ read: "ticketing:read", write: "ticketing:write", event: "event_id" }),
  ],
);

/** A tax of an order, as it was on its day: its account in the ledger and its rate. Their sum is the order's tax. */
export const orderTaxes = ticketing.table(
  "order_taxes",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    orderId: uuid("order_id").notNull(),
    name: text("name").notNull(),
    account: text("account").notNull(),
    ratePpm: integer("rate_ppm").notNull(),
    taxMinor: minor("tax_minor").notNull(),
  },
  (t) => [
    tenantKey(t),
    unique("one_line_a_tax").on(t.organizationId, t.orderId, t.account),
    check("tax_not_negative", sql`${t.taxMinor} >= 0`),
    ...within(t, t.eventId, events),
    ...within(t, t.orderId, orders),
    ...ownedBy({ read: "ticketing:read", event: "event_id" }),
  ],
);
