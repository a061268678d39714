import { sql } from "drizzle-orm";
import { check, index, integer, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { events } from "#db/schema/events";
import { stations } from "#db/schema/identity";
import { eventId, orders, stationId, ticketing, tickets } from "#db/schema/ticketing";
import { refunds } from "#db/schema/ticketing/refunds";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const refundRequestState = ticketing.enum("refund_request_state", labels("refund_request"));
export const refundRunState = ticketing.enum("refund_run_state", labels("refund_run"));
export const refundRunItemState = ticketing.enum("refund_run_item_state", labels("refund_run_item"));

/** A ticket passed on: the old one is dead, and the new one has a code that only its new owner was told. */
export const ticketTransfers = ticketing.table(
  "ticket_transfers",
  {
    organizationId: organizationId(),
    id: id(),
    orderId: uuid("order_id").notNull(),
    stationId: stationId(),
    eventId: eventId(),
    fromTicketId: uuid("from_ticket_id").notNull(),
    toTicketId: uuid("to_ticket_id").notNull(),
    /** Nobody, when the buyer did it. */
    doneBy: uuid("done_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("passed_on_once").on(t.organizationId, t.fromTicketId),
    index().on(t.doneBy),
    ...within(t, t.orderId, orders),
    ...within(t, t.fromTicketId, tickets),
    ...within(t, t.toTicketId, tickets),
    ...within(t, t.eventId, events),
    ...within(t, t.stationId, stations),
    ...ownedBy({ read: "ticketing:read", station: "station_id", event: "event_id" }),
  ],
);

/** Which tickets end with a refund; known by the refund's key before there is one, while a second person is asked. */
export const refundTickets = ticketing.table(
  "refund_tickets",
  {
    organizationId: organizationId(),
    id: id(),
    refundKey: text("refund_key").notNull(),
    ticketId: uuid("ticket_id").notNull(),
  },
  (t) => [
    tenantKey(t),
    unique("one_ticket_a_refund").on(t.organizationId, t.refundKey, t.ticketId),
    ...within(t, t.ticketId, tickets),
    ...ownedBy({ read: "ticketing:read" }),
  ],
);

/** What a buyer asked for on the order's page, and what the organizers answered. */
export const refundRequests = ticketing.table(
  "refund_requests",
  {
    organizationId: organizationId(),
    id: id(),
    orderId: uuid("order_id").notNull(),
    stationId: stationId(),
    eventId: eventId(),
    state: refundRequestState("state").notNull().default("asked"),
    reason: text("reason").notNull(),
    answer: text("answer"),
    decidedBy: uuid("decided_by").references(() => userProfiles.userId),
    decidedAt: moment("decided_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("one_open_request").on(t.organizationId, t.orderId).where(sql`state = 'asked'`),
    check("request_reason", sql`length(${t.reason}) between 3 and 500`),
    index().on(t.decidedBy),
    ...within(t, t.orderId, orders),
    ...within(t, t.eventId, events),
    ...within(t, t.stationId, stations),
    ...ownedBy({ read: "ticketing:read", station: "station_id", event: "event_id" }),
  ],
);

/** Everybody's money back after an event was cancelled: begun once, taken up again after any interruption. */
export const refundRuns = ticketing.table(
  "refund_runs",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    stationId: stationId(),
    state: refundRunState("state").notNull().default("running"),
    reason: text("reason").notNull(),
    requestedBy: uuid("requested_by").references(() => userProfiles.userId),
    /** How often it was begun; part of the key of each refund, so that a second try is a new refund. */
    round: integer("round").notNull().default(1),
    finishedAt: moment("finished_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_run_an_event").on(t.organizationId, t.eventId),
    check("run_reason", sql`length(${t.reason}) between 3 and 500`),
    index().on(t.requestedBy),
    ...within(t, t.eventId, events),
    ...within(t, t.stationId, stations),
    ...ownedBy({ read: "ticketing:read", station: "station_id", event: "event_id" }),
  ],
);

/** One order of a run and its outcome. */
export const refundRunItems = ticketing.table(
  "refund_run_items",
  {
    organizationId: organizationId(),
    id: id(),
    runId: uuid("run_id").notNull(),
    orderId: uuid("order_id").notNull(),
    stationId: stationId(),
    eventId: eventId(),
    state: refundRunItemState("state").notNull().default("waiting"),
    refundId: uuid("refund_id"),
    /** Why there is no refund, in words. */
    problem: text("problem"),
    triedAt: moment("tried_at"),
  },
  (t) => [
    tenantKey(t),
    unique("one_order_a_run").on(t.organizationId, t.runId, t.orderId),
    index("refund_run_items_waiting").on(t.organizationId, t.runId).where(sql`state = 'waiting'`),
    ...within(t, t.runId, refundRuns),
    ...within(t, t.orderId, orders),
    ...within(t, t.refundId, refunds),
    ...within(t, t.eventId, events),
    ...within(t, t.stationId, stations),
    ...ownedBy({ read: "ticketing:read", station: "station_id", event: "event_id" }),
  ],
);
