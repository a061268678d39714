import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgSchema, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { events } from "#db/schema/events";
import { stations } from "#db/schema/identity";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const ticketing = pgSchema("ticketing");

export const checkoutState = ticketing.enum("checkout_state", labels("checkout"));
export const orderState = ticketing.enum("order_state", labels("order"));
export const ticketState = ticketing.enum("ticket_state", labels("ticket"));

export const tierKinds = ["admission", "add_on"] as const;
/** The event's station, copied by a trigger, so that somebody who works for one station sees that station's sales. */
export const stationId = () => uuid("station_id");
/** The order's event, copied by the same trigger, for somebody who works for one event. */
export const eventId = () => uuid("event_id");

/**
 * A kind of ticket. `held` and `sold` are a cache of `inventory_operations`, kept in the same transaction; the check
 * that they never exceed the quota is what makes overselling impossible.
 */
export const ticketTiers = ticketing.table(
  "ticket_tiers",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    stationId: stationId(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    priceMinor: minor("price_minor").notNull(),
    currency: currency(),
    quota: integer("quota").notNull(),
    held: integer("held").notNull().default(0),
    sold: integer("sold").notNull().default(0),
    saleStartsAt: moment("sale_starts_at").notNull(),
    saleEndsAt: moment("sale_ends_at").notNull(),
    minPerOrder: integer("min_per_order").notNull().default(1),
    maxPerOrder: integer("max_per_order").notNull().default(10),
    position: integer("position").notNull().default(0),
    /** An add-on admits nobody: a poster, a parking space. */
    kind: text("kind", { enum: tierKinds }).notNull().default("admission"),
    /** Seen only by whoever brings a code that unlocks it. */
    hidden: boolean("hidden").notNull().default(false),
    /** The buyer says how much; the price is the least. */
    openPrice: boolean("open_price").notNull().default(false),
    suggestedMinor: minor("suggested_minor"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_tier_name").on(t.organizationId, t.eventId, t.name),
    check("never_oversold", sql`${t.held} >= 0 and ${t.sold} >= 0 and ${t.held} + ${t.sold} <= ${t.quota}`),
    check("price_not_negative", sql`${t.priceMinor} >= 0`),
    check(
      "suggested_above_least",
      sql`${t.suggestedMinor} is null or (${t.openPrice} and ${t.suggestedMinor} >= ${t.priceMinor})`,
    ),
    check("sale_window", sql`${t.saleEndsAt} > ${t.saleStartsAt}`),
    check("order_size", sql`${t.minPerOrder} >= 1 and ${t.maxPerOrder} between ${t.minPerOrder} and 100`),
    check("name_length", sql`length(${t.name}) between 1 and 80`),
    ...within(t, t.eventId, events),
    ...within(t, t.stationId, stations),
    ...ownedBy({
      read: "ticketing:read",
      write: "ticketing:write",
      remove: "ticketing:write",
      station: "station_id",
      event: "event_id",
    }),
  ],
);

/** A visitor on the way from choosing to paying. The token in its URL is the only way to it. */
export const checkoutSessions = ticketing.table(
  "checkout_sessions",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    /** SHA-256 of the token in the visitor's URL. */
    tokenHash: text("token_hash").notNull().unique(),
    state: checkoutState("state").notNull().default("open"),
    expiresAt: moment("expires_at").notNull(),
    code: text("code"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    index("checkout_sessions_due").on(t.expiresAt).where(sql`state in ('open', 'paying')`),
    ...within(t, t.eventId, events),
    ...ownedBy({ read: "ticketing:read" }),
  ],
);

/** Tickets set aside for one checkout until it expires. */
export const ticketHolds = ticketing.table(
  "ticket_holds",
  {
    organizationId: organizationId(),
    id: id(),
    checkoutId: uuid("checkout_id").notNull(),
    tierId: uuid("tier_id").notNull(),
    quantity: integer("quantity").notNull(),
    unitPriceMinor: minor("unit_price_minor").notNull(),
    /** What a code takes off this line. */
    discountMinor: minor("discount_minor").notNull().default(sql`0`),
    releasedAt: moment("released_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("something_held", sql`${t.quantity} > 0`),
    check("discount_in_range", sql`${t.discountMinor} between 0 and ${t.quantity} * ${t.unitPriceMinor}`),
    unique("one_hold_a_tier").on(t.organizationId, t.checkoutId, t.tierId),
    ...within(t, t.checkoutId, checkoutSessions),
    ...within(t, t.tierId, ticketTiers),
    ...ownedBy({ read: "ticketing:read" }),
  ],
);

/** What one buyer bought at once. All money columns are facts of the sale; balances are the ledger's. */
export const orders = ticketing.table(
  "orders",
  {
    organizationId: organizationId(),
    id: id(),
    /** What people read to each other on the phone: eight letters and digits, unique in the organization. */
    number: text("number").notNull(),
    eventId: uuid("event_id").notNull(),
    stationId: stationId(),
    checkoutId: uuid("checkout_id"),
    state: orderState("state").notNull().default("pending"),
    buyerName: text("buyer_name").notNull(),
    buyerEmail: text("buyer_email").notNull(),
    quantity: integer("quantity").notNull(),
    /** What the buyer pays, tax included. */
    totalMinor: minor("total_minor").notNull(),
    taxMinor: minor("tax_minor").notNull().default(sql`0`),
    discountMinor: minor("discount_minor").notNull().default(sql`0`),
    code: text("code"),
    /** The tax of that day: its rate in parts per million, contained in the prices or added to them. */
    taxRatePpm: integer("tax_rate_ppm").notNull().default(0),
    taxInclusive: boolean("tax_inclusive").notNull().default(true),
    taxCode: text("tax_code"),
    platformFeeMinor: minor("platform_fee_minor").notNull().default(sql`0`),
    processingFeeMinor: minor("processing_fee_minor").notNull().default(sql`0`),
    refundedMinor: minor("refunded_minor").notNull().default(sql`0`),
    currency: currency(),
    channel: text("channel", { enum: ["online", "door", "manual"] })
      .notNull()
      .default("online"),
    /** How it was paid without a gateway, and who took the money. */
    method: text("method", { enum: ["cash", "invoice", "free", "by_hand"] }),
    /** How the buyer can pay by hand: an account, a name at Zelle. */
    payWords: text("pay_words"),
    soldBy: uuid("sold_by").references(() => userProfiles.userId),
    /** One sale a key, however often the form is sent. */
    key: text("key"),
    gateway: text("gateway"),
    /** The gateway's id of the payment. */
    paymentRef: text("payment_ref"),
    /** SHA-256 of the token in the buyer's order link. */
    tokenHash: text("token_hash").notNull().unique(),
    /** The postings of the sale, one per book. */
    groupId: uuid("group_id"),
    paidAt: moment("paid_at"),
    /** Why it was not paid, in words for the buyer. */
    failure: text("failure"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_order_number").on(t.organizationId, t.number),
    unique("one_sale_a_key").on(t.organizationId, t.key),
    index().on(t.soldBy),
    uniqueIndex("one_order_a_payment")
      .on(t.organizationId, t.gateway, t.paymentRef)
      .where(sql`payment_ref is not null`),
    check(
      "money_in_range",
      sql`${t.totalMinor} >= 0 and ${t.taxMinor} between 0 and ${t.totalMinor} and ${t.refundedMinor} between 0 and ${t.totalMinor}`,
    ),
    check("something_bought", sql`${t.quantity} > 0`),
    index().on(t.organizationId, t.createdAt, t.id),
    index().on(t.organizationId, t.eventId, t.createdAt),
    index().on(t.organizationId, t.paidAt),
    ...within(t, t.checkoutId, checkoutSessions),
    ...within(t, t.eventId, events),
    ...within(t, t.stationId, stations),
    ...ownedBy({ read: "ticketing:read", station: "station_id", event: "event_id" }),
  ],
);

/** One tier in an order. */
export const orderItems = ticketing.table(
  "order_items",
  {
    organizationId: organizationId(),
    id: id(),
    orderId: uuid("order_id").notNull(),
    stationId: stationId(),
    eventId: eventId(),
    tierId: uuid("tier_id").notNull(),
    quantity: integer("quantity").notNull(),
    unitPriceMinor: minor("unit_price_minor").notNull(),
    discountMinor: minor("discount_minor").notNull().default(sql`0`),
    totalMinor: minor("total_minor").notNull(),
  },
  (t) => [
    tenantKey(t),
    check("something_bought", sql`${t.quantity} > 0`),
    ...within(t, t.orderId, orders),
    ...within(t, t.eventId, events),
    ...within(t, t.stationId, stations),
    ...within(t, t.tierId, ticketTiers),
    ...ownedBy({ read: "ticketing:read", station: "station_id", event: "event_id" }),
  ],
);

/** One admission. Its code is what the QR shows. */
export const tickets = ticketing.table(
  "tickets",
  {
    organizationId: organizationId(),
    id: id(),
    orderId: uuid("order_id").notNull(),
    eventId: uuid("event_id").notNull(),
    stationId: stationId(),
    tierId: uuid("tier_id").notNull(),
    ownerUserId: uuid("owner_user_id"),
    attendeeName: text("attendee_name").notNull(),
    attendeeEmail: text("attendee_email").notNull(),
    /** 128 random bits in Crockford's base 32: worth guessing for nobody. */
    code: text("code").notNull().unique(),
    state: ticketState("state").notNull().default("issued"),
    redeemedAt: moment("redeemed_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    index().on(t.organizationId, t.createdAt, t.id),
    ...within(t, t.orderId, orders),
    ...within(t, t.eventId, events),
    ...within(t, t.stationId, stations),
    ...within(t, t.tierId, ticketTiers),
    ...ownedBy({ read: "ticketing:read", write: "ticketing:write", station: "station_id", event: "event_id" }),
  ],
);
