import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, smallint, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { currency, minor, moment, ownedBy, tenantKey, within } from "#db/columns";
import { bookings } from "#db/schema/bookings/bookings";
import { bookingQuoteState, bookingRefundState, bookingsSchema, ofStation } from "#db/schema/bookings/schema";
import { stations } from "#db/schema/identity";
import { manualPayments, paymentMethod } from "#db/schema/payments-manual";
import { disputes } from "#db/schema/payments-processor";
import { byFlow } from "#db/schema/payments-schema";
import { cardPayments } from "#db/schema/payments-settling";
import { userProfiles } from "#db/schema/users";

const ofStationRows = { read: "bookings:read", station: "station_id" } as const;

/** One version of a price that was offered for a booking. Accepted by link, it becomes the booking's price. */
export const quotes = bookingsSchema.table(
  "quotes",
  {
    ...ofStation(),
    bookingId: uuid("booking_id").notNull(),
    version: smallint("version").notNull(),
    state: bookingQuoteState("state").notNull().default("draft"),
    /** `[{ kind, description, quantity, unitMinor, amountMinor }]`, as `booking_lines`. */
    lines: jsonb("lines").notNull(),
    currency: currency(),
    netMinor: minor("net_minor").notNull(),
    taxMinor: minor("tax_minor").notNull(),
    totalMinor: minor("total_minor").notNull(),
    depositMinor: minor("deposit_minor").notNull(),
    message: text("message").notNull().default(""),
    expiresAt: moment("expires_at").notNull(),
    /** SHA-256 of the secret in the link. */
    tokenHash: text("token_hash").notNull(),
    sentAt: moment("sent_at"),
    answeredAt: moment("answered_at"),
    /** From which network address it was accepted or declined. */
    answeredFrom: text("answered_from"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
  },
  (t) => [
    tenantKey(t),
    unique("one_quote_version").on(t.organizationId, t.bookingId, t.version),
    uniqueIndex("one_quote_a_token").on(t.tokenHash),
    check(
      "adds_up",
      sql`${t.netMinor} + ${t.taxMinor} = ${t.totalMinor} and ${t.netMinor} >= 0 and ${t.taxMinor} >= 0`,
    ),
    check("deposit_within_total", sql`${t.depositMinor} between 0 and ${t.totalMinor}`),
    index().on(t.createdBy),
    ...within(t, t.bookingId, bookings),
    ...within(t, t.stationId, stations),
    ...ownedBy(ofStationRows),
    byFlow(),
  ],
);

/**
 * Money of a booking that goes back: through the gateway to the card that paid (`card_payment_id`), or by hand (`method`),
 * then with the payment that was written down for it.
 */
export const bookingRefunds = bookingsSchema.table(
  "refunds",
  {
    ...ofStation(),
    bookingId: uuid("booking_id").notNull(),
    state: bookingRefundState("state").notNull().default("requested"),
    cardPaymentId: uuid("card_payment_id"),
    method: paymentMethod("method"),
    manualPaymentId: uuid("manual_payment_id"),
    /** The dispute that took it: nobody sends it. */
    disputeId: uuid("dispute_id"),
    amountMinor: minor("amount_minor").notNull(),
    /** How much income it takes back; the rest was held for the customer. */
    earnedMinor: minor("earned_minor").notNull().default(sql`0`),
    currency: currency(),
    reason: text("reason").notNull().default(""),
    gatewayRef: text("gateway_ref"),
    failure: text("failure"),
    settledAt: moment("settled_at"),
    requestedBy: uuid("requested_by").references(() => userProfiles.userId),
    key: text("key").notNull(),
    attempts: integer("attempts").notNull().default(0),
  },
  (t) => [
    tenantKey(t),
    unique("one_refund_a_key").on(t.organizationId, t.key),
    check("amount_positive", sql`${t.amountMinor} > 0`),
    check("one_way_back", sql`num_nonnulls(${t.cardPaymentId}, ${t.method}) = 1`),
    index().on(t.requestedBy),
    ...within(t, t.bookingId, bookings),
    ...within(t, t.cardPaymentId, cardPayments),
    ...within(t, t.manualPaymentId, manualPayments),
    ...within(t, t.disputeId, disputes),
    ...within(t, t.stationId, stations),
    ...ownedBy(ofStationRows),
    byFlow(),
  ],
);
