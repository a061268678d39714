import { sql } from "drizzle-orm";
import { boolean, check, integer, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { events } from "#db/schema/events";
import { checkoutSessions, orders, ticketing, tickets, ticketTiers } from "#db/schema/ticketing";

/** A part of the room with numbered seats, sold through one kind of ticket. */
export const seatingSections = ticketing.table(
  "seating_sections",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    tierId: uuid("tier_id").notNull(),
    name: text("name").notNull(),
    position: integer("position").notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_section_name").on(t.organizationId, t.eventId, t.name),
    check("name_length", sql`length(${t.name}) between 1 and 60`),
    ...within(t, t.eventId, events),
    ...within(t, t.tierId, ticketTiers),
    ...ownedBy({ read: "ticketing:read", event: "event_id" }),
  ],
);

/** One seat. Rows are counted from the stage and seats from the left, as the map shows them. */
export const seats = ticketing.table(
  "seats",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    sectionId: uuid("section_id").notNull(),
    row: text("row").notNull(),
    number: text("number").notNull(),
    rowIndex: integer("row_index").notNull(),
    seatIndex: integer("seat_index").notNull(),
    /** For people who come in a wheelchair. */
    accessible: boolean("accessible").notNull().default(false),
    /** Kept free: a pillar, a camera. */
    blocked: boolean("blocked").notNull().default(false),
  },
  (t) => [
    tenantKey(t),
    unique("one_seat").on(t.organizationId, t.sectionId, t.row, t.number),
    unique("one_seat_a_place").on(t.organizationId, t.sectionId, t.rowIndex, t.seatIndex),
    ...within(t, t.eventId, events),
    ...within(t, t.sectionId, seatingSections),
    ...ownedBy({ read: "ticketing:read", event: "event_id" }),
  ],
);

/** Who has a seat, from the basket on. A seat has one at a time: that is the unique index. */
export const seatAssignments = ticketing.table(
  "seat_assignments",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    seatId: uuid("seat_id").notNull(),
    tierId: uuid("tier_id").notNull(),
    checkoutId: uuid("checkout_id"),
    orderId: uuid("order_id"),
    ticketId: uuid("ticket_id"),
    releasedAt: moment("released_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("one_taker_a_seat").on(t.organizationId, t.seatId).where(sql`released_at is null`),
    check("taken_by_somebody", sql`${t.checkoutId} is not null or ${t.orderId} is not null`),
    ...within(t, t.eventId, events),
    ...within(t, t.seatId, seats),
    ...within(t, t.tierId, ticketTiers),
    ...within(t, t.checkoutId, checkoutSessions),
    ...within(t, t.orderId, orders),
    ...within(t, t.ticketId, tickets),
    ...ownedBy({ read: "ticketing:read", event: "event_id" }),
  ],
);
