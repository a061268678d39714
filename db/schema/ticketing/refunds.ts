import { sql } from "drizzle-orm";
import { check, index, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { events } from "#db/schema/events";
import { stations } from "#db/schema/identity";
import { eventId, orders, stationId, ticketing } from "#db/schema/ticketing";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const refundState = ticketing.enum("refund_state", labels("refund"));

/** Money on its way back to a buyer; the gateway's answer settles it, and only then the books know. */
export const refunds = ticketing.table(
  "refunds",
  {
    organizationId: organizationId(),
    id: id(),
    orderId: uuid("order_id").notNull(),
    stationId: stationId(),
    eventId: eventId(),
    state: refundState("state").notNull().default("requested"),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency(),
    reason: text("reason").notNull(),
    /** Nobody, when the tickets were gone before the money came. */
    requestedBy: uuid("requested_by").references(() => userProfiles.userId),
    /** One refund per key, however often the request is sent. */
    key: text("key").notNull(),
    /** The account that the money left from, where no gateway sent it. */
    source: text("source"),
    gatewayRef: text("gateway_ref"),
    /** The postings of the refund, one per book. */
    groupId: uuid("group_id"),
    failure: text("failure"),
    settledAt: moment("settled_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_refund_a_key").on(t.organizationId, t.key),
    check("something_refunded", sql`${t.amountMinor} > 0`),
    check("reason_given", sql`length(${t.reason}) between 3 and 500`),
    index().on(t.requestedBy),
    ...within(t, t.orderId, orders),
    ...within(t, t.eventId, events),
    ...within(t, t.stationId, stations),
    ...ownedBy({ read: "ticketing:read", station: "station_id", event: "event_id" }),
  ],
);
